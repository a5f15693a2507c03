"""/api/analytics: what evaluators give, what follows publication, and what scores go together with."""

from __future__ import annotations

from monitoria.analytics import queries
from monitoria.analytics.routes.asking import team_of, wanted_of
from monitoria.analytics.schemas import (
    AnalyticsQuery,
    ContestsOut,
    FunnelOut,
    RelationQuery,
    RelationsOut,
    ReportingMonthsOut,
    SeverityOut,
    show_contests,
    show_funnel,
    show_relations,
    show_reporting_months,
    show_severity,
)
from monitoria.platform.access import Permission, Role
from monitoria.platform.http import Router, Work
from monitoria.settings.queries import get_closing_day
from monitoria.settings.rules import reporting_months

router = Router("analytics", "/api/analytics")

MONTHS = 24


@router.get("/severity", Permission.DASHBOARD_READ_SEVERITY, may_lag=True)
def get_severity(work: Work, query: AnalyticsQuery) -> SeverityOut:
    """How far evaluators lie from each other once whom they evaluated is taken out; an evaluator finds himself."""
    wanted = wanted_of(work, query)
    given, unit = queries.list_given(work.session, work.actor, wanted)
    names = queries.names_of_evaluators(work.session, given)
    only = work.actor.id if work.actor.role is Role.EVALUATOR else None
    return show_severity(wanted, given, unit, names, only)


@router.get("/funnel", Permission.DASHBOARD_READ, may_lag=True)
def get_funnel(work: Work, query: AnalyticsQuery) -> FunnelOut:
    """How many of the evaluations published in the period were read, acknowledged, contested, closed, and how soon."""
    wanted = wanted_of(work, query)
    steps = queries.count_steps(work.session, work.actor, wanted)
    waits = queries.list_waits(work.session, work.actor, wanted)
    return show_funnel(wanted, steps, waits, team_of(work, wanted))


@router.get("/contests", Permission.DASHBOARD_READ_CONTESTS, may_lag=True)
def get_contests(work: Work, query: AnalyticsQuery) -> ContestsOut:
    """Contests opened in the period, by outcome and by criterion: what they say of scorecards, not of people."""
    wanted = wanted_of(work, query)
    rounds = queries.count_rounds(work.session, work.actor, wanted)
    contested = queries.count_contested(work.session, work.actor, wanted)
    answers = queries.list_criterion_sums(work.session, work.actor, wanted)
    return show_contests(wanted, rounds, contested, answers, team_of(work, wanted))


@router.get("/relations", Permission.DASHBOARD_READ, may_lag=True)
def get_relations(work: Work, query: RelationQuery) -> RelationsOut:
    """Scores against how content customers were, how long calls took, or how much of them was silence."""
    wanted = wanted_of(work, query)
    pairs, is_sampled = queries.list_pairs(work.session, work.actor, wanted, query.with_)
    return show_relations(wanted, query.with_, pairs, is_sampled, team_of(work, wanted))


@router.get("/months", Permission.DASHBOARD_READ, may_lag=True)
def get_reporting_months(work: Work) -> ReportingMonthsOut:
    """The last 24 reporting months, the latest first."""
    closing_day = get_closing_day(work.session)
    months = reporting_months(work.zone.day_of(work.now), closing_day, MONTHS)
    return show_reporting_months(reversed(months), closing_day)
