"""/api/home."""

from __future__ import annotations

from datetime import date, timedelta

from monitoria.coaching import queries
from monitoria.coaching.rules import DUE_SOON_DAYS
from monitoria.coaching.schemas import (
    ContestPage,
    ContestQuery,
    HomeOut,
    UnevaluatedPage,
    UnevaluatedQuery,
    show_contest_brief,
    show_home,
    show_unevaluated,
)
from monitoria.platform.access import Permission
from monitoria.platform.http import Router, Work
from monitoria.settings.queries import get_closing_day
from monitoria.settings.rules import reporting_month, reporting_month_of

router = Router("home", "/api/home")


@router.get("", Permission.HOME_READ)
def get_home(work: Work) -> HomeOut:
    """What waits for whoever asks, within his reach."""
    today = work.zone.day_of(work.now)
    month = _this_month(work)
    waiting = queries.count_waiting(work.session, work.actor, today, work.zone.start_of(month[0]))
    return show_home(month, today + timedelta(days=DUE_SOON_DAYS), waiting)


@router.get("/contests", Permission.HOME_READ)
def list_contests(work: Work, query: ContestQuery) -> ContestPage:
    """The contests of evaluations in reach and how they ended, the latest first; an operator finds his own."""
    return queries.list_contests(work.session, work.actor, query).as_page(ContestPage, show_contest_brief)


@router.get("/unevaluated-operators", Permission.HOME_LEAD)
def list_unevaluated_operators(work: Work, query: UnevaluatedQuery) -> UnevaluatedPage:
    """The operators in reach whom nobody has evaluated this month: for those who lead."""
    since = work.zone.start_of(_this_month(work)[0])
    page = queries.list_unevaluated(work.session, work.actor, since, query.team_id, query)
    return page.as_page(UnevaluatedPage, show_unevaluated)


def _this_month(work: Work) -> tuple[date, date]:
    """The reporting month that today lies in."""
    closing_day = get_closing_day(work.session)
    return reporting_month(reporting_month_of(work.zone.day_of(work.now), closing_day), closing_day)
