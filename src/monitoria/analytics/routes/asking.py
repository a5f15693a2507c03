"""What every chart needs before it is asked: what exactly was meant, and an operator's team."""

from __future__ import annotations

from monitoria.analytics import queries
from monitoria.analytics.queries import TeamFigures, Wanted
from monitoria.analytics.schemas import AnalyticsQuery
from monitoria.platform.http import Work
from monitoria.settings.queries import get_closing_day


def wanted_of(work: Work, query: AnalyticsQuery) -> Wanted:
    """What was asked, found to make sense; a month is the installation's reporting month. Raises `Invalid`."""
    closing_day = get_closing_day(work.session) if query.month is not None else None
    return queries.find_wanted(work.session, query.asked(work.zone, work.zone.day_of(work.now), closing_day))


def team_of(work: Work, wanted: Wanted) -> TeamFigures | None:
    """What an operator may know of his team in the period; None for everybody else."""
    return queries.team_of_operator(work.session, work.actor, wanted.asked.days)
