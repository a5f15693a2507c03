"""Every SELECT of the dashboards and charts; each begins from what the caller may see."""

from monitoria.analytics.queries.activity import Activity, list_activity
from monitoria.analytics.queries.breaks import VersionBreak, list_breaks
from monitoria.analytics.queries.charts import (
    CriterionSums,
    list_bands,
    list_classes,
    list_criterion_sums,
    list_hours,
    list_scorecard_samples,
)
from monitoria.analytics.queries.cuts import has_no_rollups
from monitoria.analytics.queries.feedback import count_contested, count_rounds, count_steps, list_waits
from monitoria.analytics.queries.figures import CallCounts, Day, Figures, Tally, TeamFigures, sum_days
from monitoria.analytics.queries.labels import labels_by_name, team_id_or_none
from monitoria.analytics.queries.performance import Performance, list_criteria_labels, list_performance
from monitoria.analytics.queries.relations import list_pairs
from monitoria.analytics.queries.samples import Sample, list_criterion_samples, list_samples, pool
from monitoria.analytics.queries.severity import Given, list_given, names_of_evaluators
from monitoria.analytics.queries.stats import (
    CategoryCount,
    list_categories,
    list_days,
    list_months,
    team_of_operator,
)
from monitoria.analytics.queries.views import get_view, list_views, views_of
from monitoria.analytics.queries.wanted import Asked, Version, Wanted, find_wanted

__all__ = [
    "Activity",
    "Asked",
    "CallCounts",
    "CategoryCount",
    "CriterionSums",
    "Day",
    "Figures",
    "Given",
    "Performance",
    "Sample",
    "Tally",
    "TeamFigures",
    "Version",
    "VersionBreak",
    "Wanted",
    "count_contested",
    "count_rounds",
    "count_steps",
    "find_wanted",
    "get_view",
    "has_no_rollups",
    "labels_by_name",
    "list_activity",
    "list_bands",
    "list_breaks",
    "list_categories",
    "list_classes",
    "list_criteria_labels",
    "list_criterion_samples",
    "list_criterion_sums",
    "list_days",
    "list_given",
    "list_hours",
    "list_months",
    "list_pairs",
    "list_performance",
    "list_samples",
    "list_scorecard_samples",
    "list_views",
    "list_waits",
    "names_of_evaluators",
    "pool",
    "sum_days",
    "team_id_or_none",
    "team_of_operator",
    "views_of",
]
