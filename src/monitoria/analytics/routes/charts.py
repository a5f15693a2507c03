"""/api/analytics: the charts, each with what it rests on. An operator finds only himself."""

from __future__ import annotations

from typing import Any

from monitoria.analytics import queries
from monitoria.analytics.routes.asking import team_of as _team
from monitoria.analytics.routes.asking import wanted_of as _wanted
from monitoria.analytics.schemas import (
    AnalyticsQuery,
    CallsByHourOut,
    ComparisonOut,
    ComparisonQuery,
    CriterionHistoryOut,
    CriterionHistoryQuery,
    CriticalAccuracyOut,
    DistributionOut,
    GrainQuery,
    HeatMapOut,
    HeatMapQuery,
    OverTimeOut,
    ParetoOut,
    show_comparison,
    show_criterion_history,
    show_critical_accuracy,
    show_distribution,
    show_heat_map,
    show_hours,
    show_over_time,
    show_pareto,
)
from monitoria.evaluations.rules import Origin
from monitoria.platform.access import Permission
from monitoria.platform.http import Router, Work

router = Router("analytics", "/api/analytics")

_COLUMNS = {
    "team": "team_id",
    "operator": "operator_id",
    "origin": "origin",
    "category": "category",
    "channel": "channel",
}


@router.get("/over-time", Permission.DASHBOARD_READ, may_lag=True)
def get_over_time(work: Work, query: GrainQuery) -> OverTimeOut:
    """The mean score day by day, week by week or month by month, and where a scorecard changed."""
    wanted = _wanted(work, query)
    grain = query.grain_of(wanted.asked.days)
    found = queries.list_samples(work.session, work.actor, wanted, by=("day",), points=grain)
    breaks = queries.list_breaks(work.session, work.actor, wanted)
    return show_over_time(wanted, grain, found, breaks, _team(work, wanted))


@router.get("/comparison", Permission.DASHBOARD_READ, may_lag=True)
def get_comparison(work: Work, query: ComparisonQuery) -> ComparisonOut:
    """Means beside each other, by name, and which of them can be told apart."""
    wanted = _wanted(work, query)
    session, actor = work.session, work.actor
    labels: dict[Any, str]
    if query.by == "period":
        before = query.compared(work.zone, work.zone.day_of(work.now), wanted.asked.before)
        periods = {"previous": before, "current": wanted.asked.days}
        found: dict[Any, Any] = {
            name: queries.pool(queries.list_samples(session, actor, wanted, days=days).values())
            for name, days in periods.items()
        }
        labels = {name: f"{days.first.isoformat()}/{days.last.isoformat()}" for name, days in periods.items()}
    elif query.by == "scorecard":
        found = queries.list_scorecard_samples(session, actor, wanted)
        labels = {version.scorecard_id: version.scorecard_name for version in wanted.versions}
    else:
        column = _COLUMNS[query.by]
        found = queries.list_samples(session, actor, wanted, by=(column,))
        labels = queries.labels_by_name(session, column, found)
        labels = {o.value: o.value for o in Origin} if query.by == "origin" else labels
    return show_comparison(wanted, query.by, labels, found, _team(work, wanted))


@router.get("/distribution", Permission.DASHBOARD_READ, may_lag=True)
def get_distribution(work: Work, query: AnalyticsQuery) -> DistributionOut:
    """How many scores lie in each band of five points."""
    wanted = _wanted(work, query)
    counts = queries.list_bands(work.session, work.actor, wanted)
    sample = queries.pool(queries.list_samples(work.session, work.actor, wanted).values())
    return show_distribution(wanted, counts, sample, _team(work, wanted))


@router.get("/heat-map", Permission.DASHBOARD_READ, may_lag=True)
def get_heat_map(work: Work, query: HeatMapQuery) -> HeatMapOut:
    """What each criterion earned, by team or operator, by name."""
    wanted = _wanted(work, query)
    column = _COLUMNS[query.columns]
    found = queries.list_criterion_samples(work.session, work.actor, wanted, column)
    columns = queries.labels_by_name(work.session, column, {identity for identity, _ in found})
    return show_heat_map(wanted, columns, found, _team(work, wanted))


@router.get("/pareto", Permission.DASHBOARD_READ, may_lag=True)
def get_pareto(work: Work, query: AnalyticsQuery) -> ParetoOut:
    """Which criteria fail, and what they cost in points, the most first."""
    wanted = _wanted(work, query)
    found = queries.list_criterion_sums(work.session, work.actor, wanted)
    return show_pareto(wanted, found, _team(work, wanted))


@router.get("/critical-accuracy", Permission.DASHBOARD_READ, may_lag=True)
def get_critical_accuracy(work: Work, query: AnalyticsQuery) -> CriticalAccuracyOut:
    """Evaluations without a critical error, by whom the error would hurt, and month by month."""
    wanted = _wanted(work, query)
    found = queries.list_classes(work.session, work.actor, wanted)
    return show_critical_accuracy(wanted, found, _team(work, wanted))


@router.get("/calls-by-hour", Permission.DASHBOARD_READ, may_lag=True)
def get_calls_by_hour(work: Work, query: AnalyticsQuery) -> CallsByHourOut:
    """When calls begin: by local hour and weekday. Scorecards, criteria and origins say nothing of calls."""
    wanted = _wanted(work, query)
    return show_hours(wanted, queries.list_hours(work.session, work.actor, wanted), _team(work, wanted))


@router.get("/criterion-history", Permission.DASHBOARD_READ, may_lag=True)
def get_criterion_history(work: Work, query: CriterionHistoryQuery) -> CriterionHistoryOut:
    """One criterion over time, across the versions of its scorecards, and where it was changed."""
    wanted = _wanted(work, query)
    grain = query.grain_of(wanted.asked.days)
    found = queries.list_samples(work.session, work.actor, wanted, by=("day",), points=grain)
    breaks = queries.list_breaks(work.session, work.actor, wanted)
    return show_criterion_history(wanted, grain, found, breaks, _team(work, wanted))
