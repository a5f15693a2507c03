"""Calls and evaluations by day and by category.

Supervisors, evaluators and admins read the daily sums; an operator reads his own calls, which are few.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, ColumnElement, Date, and_, bindparam, cast, func, literal_column, or_, select
from sqlalchemy.orm import Session

from monitoria.analytics.models import OperatorVersionScore, TeamDay, TeamDayCategory, TeamScore
from monitoria.analytics.queries.figures import (
    CALL_COLUMNS,
    PRIORITIES,
    SCORE_COLUMNS,
    STATUSES,
    CallCounts,
    Day,
    Tally,
    TeamFigures,
)
from monitoria.analytics.rules import Grain, may_tell_peers, tile
from monitoria.calls.models import Call
from monitoria.calls.rules import CallStatus, Priority
from monitoria.platform.access import Actor, reach_calls
from monitoria.platform.clock import DayRange, Zone
from monitoria.platform.search import sort_key
from monitoria.settings.models import Category


@dataclass(frozen=True, slots=True)
class CategoryCount:
    """Calls of one category in a period and in the one before."""

    key: str
    label: str
    calls: int
    calls_before: int


def _sums(table: Any, names: Iterable[str]) -> list[ColumnElement[int]]:
    return [cast(func.sum(getattr(table, name)), BigInteger).label(name) for name in names]


_TEAM_CALLS = select(TeamDay.day, *_sums(TeamDay, CALL_COLUMNS)).group_by(TeamDay.day)
_TEAM_SCORES = select(TeamScore.day, *_sums(TeamScore, SCORE_COLUMNS)).group_by(TeamScore.day)
_OWN_SCORES = select(OperatorVersionScore.day, *_sums(OperatorVersionScore, SCORE_COLUMNS)).group_by(
    OperatorVersionScore.day
)
_LOCAL_DAY = cast(func.timezone(bindparam("zone"), Call.started_at), Date)
_OWN_CALLS: Any = select(
    _LOCAL_DAY.label("day"),
    func.count().label("calls"),
    *(func.count().filter(Call.status == status.value).label(f"status_{status.value}") for status in CallStatus),
    *(func.count().filter(Call.priority == word.value).label(f"priority_{word.value}") for word in Priority),
).group_by(literal_column("1"))

_FIRST = bindparam("first", type_=Date)
_LABEL = select(Category.label)
_CURRENT = _FIRST <= _LOCAL_DAY
_OWN_CATEGORIES: Any = select(
    Call.category,
    _LABEL.where(Category.key == Call.category).scalar_subquery(),
    func.count().filter(_CURRENT),
    func.count().filter(~_CURRENT),
).group_by(Call.category)
_COUNTED, _IS_NOW = func.sum(TeamDayCategory.calls), TeamDayCategory.day >= _FIRST
_TEAM_CATEGORIES: Any = select(
    TeamDayCategory.category,
    _LABEL.where(Category.key == TeamDayCategory.category).scalar_subquery(),
    cast(func.coalesce(_COUNTED.filter(_IS_NOW), 0), BigInteger),
    cast(func.coalesce(_COUNTED.filter(~_IS_NOW), 0), BigInteger),
).group_by(TeamDayCategory.category)


def list_days(session: Session, actor: Actor, span: DayRange, zone: Zone, team_id: UUID | None) -> list[Day]:
    """What happened within reach on each day of the span that has something, the oldest first."""
    table: Any = OperatorVersionScore if actor.is_operator else TeamScore
    scores = _OWN_SCORES if actor.is_operator else _TEAM_SCORES
    if actor.is_operator:
        counted = session.execute(_own_calls(_OWN_CALLS, actor, span, team_id), {"zone": zone.name})
    else:
        counted = session.execute(_TEAM_CALLS.where(_within(actor, TeamDay, span, team_id)))
    calls = {row.day: _calls(row) for row in counted}
    rows = session.execute(scores.where(table.grain == Grain.DAY.value, _within(actor, table, span, team_id)))
    tallies = {row.day: _tally(row) for row in rows}
    return [
        Day(day, calls.get(day, CallCounts()), tallies.get(day, Tally()))
        for day in sorted(calls.keys() | tallies.keys())
    ]


def list_months(
    session: Session, actor: Actor, span: DayRange, team_id: UUID | None, closing_day: int | None
) -> dict[date, Tally]:
    """The published evaluations within reach of each reporting month of the span that has some, by what it is named."""
    table: Any = OperatorVersionScore if actor.is_operator else TeamScore
    grain, month = Grain.MONTH, table.day
    if closing_day is not None:
        # The days up to the closing day move into the month before, and all of it one month on.
        grain = Grain.DAY
        before = func.date_trunc("month", table.day - closing_day)
        month = cast(before + literal_column("INTERVAL '1 month'"), Date)
    statement = select(month.label("month"), *_sums(table, SCORE_COLUMNS)).group_by(literal_column("1"))
    rows = session.execute(statement.where(table.grain == grain.value, _within(actor, table, span, team_id)))
    return {row.month: _tally(row) for row in rows}


def _within(actor: Actor, table: Any, span: DayRange, team_id: UUID | None) -> ColumnElement[bool]:
    operator = getattr(table, "operator_id", None)
    conditions = [table.day.between(span.first, span.last), reach_calls(actor, operator=operator, team=table.team_id)]
    return and_(*conditions, table.team_id == team_id) if team_id is not None else and_(*conditions)


def _own_calls(statement: Any, actor: Actor, span: DayRange, team_id: UUID | None) -> Any:
    mine = statement.where(
        reach_calls(actor, operator=Call.operator_id, team=Call.team_id),
        Call.started_at >= span.start,
        Call.started_at < span.end,
    )
    return mine.where(Call.team_id == team_id) if team_id is not None else mine


def _calls(row: Any) -> CallCounts:
    fields = row._mapping
    return CallCounts(row.calls, tuple(fields[n] for n in STATUSES), tuple(fields[n] for n in PRIORITIES))


def _tally(row: Any) -> Tally:
    return Tally(*(row._mapping[name] for name in SCORE_COLUMNS))


def list_categories(
    session: Session, actor: Actor, span: DayRange, first: date, zone: Zone, team_id: UUID | None
) -> list[CategoryCount]:
    """Calls within reach by category, from the day `first` on and before it, the most frequent first."""
    if actor.is_operator:
        counted, days = _own_calls(_OWN_CATEGORIES, actor, span, team_id), {"first": first, "zone": zone.name}
    else:
        counted, days = _TEAM_CATEGORIES.where(_within(actor, TeamDayCategory, span, team_id)), {"first": first}
    rows = [CategoryCount(*row) for row in session.execute(counted, days)]
    found = [row for row in rows if row.calls or row.calls_before]
    return sorted(found, key=lambda row: (-row.calls, sort_key(row.label)))


def team_of_operator(session: Session, actor: Actor, days: DayRange) -> TeamFigures | None:
    """What an operator may know of the team he is in, himself included; None for everybody else.

    It stays here until it rests on enough people: the caller can't show what he was not given.
    """
    if not actor.is_operator or not actor.team_ids:
        return None
    cube = OperatorVersionScore
    parts = [
        and_(cube.grain == part.grain.value, cube.day.between(part.first, part.last))
        for part in tile(days.first, days.last, (Grain.DAY, Grain.MONTH))
    ]
    statement = _TEAM.where(cube.team_id.in_(actor.team_ids), or_(*parts))
    people, scored, total = session.execute(statement).one()
    return TeamFigures(people, scored, total) if may_tell_peers(people) else TeamFigures(0, 0, 0)


_TEAM: Any = select(
    func.count(OperatorVersionScore.operator_id.distinct()),
    cast(func.coalesce(func.sum(OperatorVersionScore.scored), 0), BigInteger),
    cast(func.coalesce(func.sum(OperatorVersionScore.final_total), 0), BigInteger),
).where(OperatorVersionScore.scored > 0)
