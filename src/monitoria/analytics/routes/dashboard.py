"""/api/dashboard: what happened, within what the caller may see."""

from __future__ import annotations

from monitoria.analytics import queries
from monitoria.analytics.schemas import (
    ActivityListOut,
    ActivityQuery,
    DashboardQuery,
    MonthsOut,
    MonthsQuery,
    PerformanceOut,
    StatsOut,
    show_activity,
    show_months,
    show_performance,
    show_stats,
)
from monitoria.platform.access import Permission
from monitoria.platform.http import Router, Work
from monitoria.settings.queries import get_closing_day
from monitoria.settings.rules import reporting_month

router = Router("dashboard", "/api/dashboard")


@router.get("/stats", Permission.DASHBOARD_READ, may_lag=True)
def get_stats(work: Work, query: DashboardQuery) -> StatsOut:
    """Calls and published evaluations of a period, day by day, and of the period before it."""
    periods = query.periods(work.zone, work.zone.day_of(work.now))
    found = queries.list_days(work.session, work.actor, periods.span, work.zone, query.team_id)
    categories = queries.list_categories(
        work.session, work.actor, periods.span, periods.current.first, work.zone, query.team_id
    )
    current = {day.day: day for day in found if day.day >= periods.current.first}
    before = [day for day in found if day.day < periods.current.first]
    team = queries.team_of_operator(work.session, work.actor, periods.current)
    return show_stats(periods, queries.sum_days(current.values()), queries.sum_days(before), current, categories, team)


@router.get("/operator-performance", Permission.DASHBOARD_READ, may_lag=True)
def get_operator_performance(work: Work, query: DashboardQuery) -> PerformanceOut:
    """What published evaluations say of each operator in reach, by name; an operator finds only himself."""
    days = query.periods(work.zone, work.zone.day_of(work.now)).current
    found = queries.list_performance(work.session, work.actor, days, work.zone, query.team_id)
    return show_performance(days, queries.list_criteria_labels(work.session, work.actor), found)


@router.get("/months", Permission.DASHBOARD_READ, may_lag=True)
def get_months(work: Work, query: MonthsQuery) -> MonthsOut:
    """The average of published evaluations in reach, reporting month by month, with its interval."""
    closing_day = get_closing_day(work.session)
    months = query.named(work.zone.day_of(work.now), closing_day)
    first, last = reporting_month(months[0], closing_day)[0], reporting_month(months[-1], closing_day)[1]
    span = work.zone.range_of(first, last)
    return show_months(months, queries.list_months(work.session, work.actor, span, query.team_id, closing_day))


@router.get("/recent-activity", Permission.DASHBOARD_READ, may_lag=True)
def get_recent_activity(work: Work, query: ActivityQuery) -> ActivityListOut:
    """The latest that happened to calls and evaluations in reach; drafts only to whoever writes them."""
    days = query.periods(work.zone, work.zone.day_of(work.now)).current
    return show_activity(queries.list_activity(work.session, work.actor, days, query.team_id, query.limit))
