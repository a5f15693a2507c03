"""Every SELECT of the dashboards; each begins from what the caller may see."""

from monitoria.analytics.queries.activity import Activity, list_activity
from monitoria.analytics.queries.figures import CallCounts, Day, Figures, Tally, TeamFigures, sum_days
from monitoria.analytics.queries.performance import Performance, list_criteria_labels, list_performance
from monitoria.analytics.queries.stats import (
    CategoryCount,
    list_categories,
    list_days,
    list_months,
    team_of_operator,
)

__all__ = [
    "Activity",
    "CallCounts",
    "CategoryCount",
    "Day",
    "Figures",
    "Performance",
    "Tally",
    "TeamFigures",
    "list_activity",
    "list_categories",
    "list_criteria_labels",
    "list_days",
    "list_months",
    "list_performance",
    "sum_days",
    "team_of_operator",
]
