"""What published evaluations say of each operator in reach."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, ColumnElement, and_, cast, func, or_, select
from sqlalchemy.orm import Session

from monitoria.analytics.models import OperatorDay, OperatorDayCriterion
from monitoria.analytics.queries.figures import SCORE_COLUMNS, Tally
from monitoria.people.models import User
from monitoria.platform.access import Actor, Role, reach_calls
from monitoria.platform.clock import DayRange
from monitoria.scorecards.models import Scorecard
from monitoria.scorecards.queries import get_definition

_TALLIES: Any = select(
    OperatorDay.operator_id, *(cast(func.sum(getattr(OperatorDay, name)), BigInteger) for name in SCORE_COLUMNS)
).group_by(OperatorDay.operator_id)
_CRITERIA: Any = select(
    OperatorDayCriterion.operator_id,
    OperatorDayCriterion.criterion_key,
    cast(func.sum(OperatorDayCriterion.answers), BigInteger),
    cast(func.sum(OperatorDayCriterion.earned), BigInteger),
).group_by(OperatorDayCriterion.operator_id, OperatorDayCriterion.criterion_key)


@dataclass(frozen=True, slots=True)
class Performance:
    """One operator's figures; `criteria` maps a criterion's key to how often it was scored and the sum earned
    (millionths)."""

    operator_id: UUID
    operator_name: str
    tally: Tally
    criteria: Mapping[str, tuple[int, int]]


def list_performance(session: Session, actor: Actor, days: DayRange, team_id: UUID | None) -> list[Performance]:
    """The operators in reach, by name: those with evaluations in the period, and those who now work there without."""
    tallies = _tallies(session, actor, days, team_id)
    criteria = _criteria(session, actor, days, team_id)
    in_place = and_(
        User.role == Role.OPERATOR.value, User.is_active, reach_calls(actor, operator=User.id, team=User.team_id)
    )
    if team_id is not None:
        in_place = and_(in_place, User.team_id == team_id)
    statement = select(User.id, User.full_name).where(or_(User.id.in_(tallies), in_place)).order_by(User.name_key)
    return [
        Performance(person, name, tallies.get(person, Tally()), criteria.get(person, {}))
        for person, name in session.execute(statement)
    ]


def _within(actor: Actor, table: Any, days: DayRange, team_id: UUID | None) -> ColumnElement[bool]:
    reach = reach_calls(actor, operator=table.operator_id, team=table.team_id)
    conditions = [table.day.between(days.first, days.last), reach]
    return and_(*conditions, table.team_id == team_id) if team_id is not None else and_(*conditions)


def _tallies(session: Session, actor: Actor, days: DayRange, team_id: UUID | None) -> dict[UUID, Tally]:
    rows = session.execute(_TALLIES.where(_within(actor, OperatorDay, days, team_id)))
    return {row[0]: Tally(*map(int, row[1:])) for row in rows}


def _criteria(
    session: Session, actor: Actor, days: DayRange, team_id: UUID | None
) -> dict[UUID, dict[str, tuple[int, int]]]:
    found: dict[UUID, dict[str, tuple[int, int]]] = defaultdict(dict)
    rows = session.execute(_CRITERIA.where(_within(actor, OperatorDayCriterion, days, team_id)))
    for person, criterion, answers, earned in rows:
        if answers:
            found[person][criterion] = (answers, earned)
    return found


def list_criteria_labels(session: Session, actor: Actor) -> dict[str, str]:  # noqa: ARG001 - the same for everybody
    """What criteria are called, in the order of the scorecards now in use, the default one first."""
    statement = select(Scorecard.current_version_id).where(Scorecard.current_version_id.is_not(None))
    labels: dict[str, str] = {}
    for version_id in session.scalars(statement.order_by(Scorecard.is_default.desc(), Scorecard.id)):
        assert version_id is not None  # noqa: S101 - asked for
        for section in get_definition(session, version_id).sections:
            for criterion in section.criteria:
                labels.setdefault(criterion.key, criterion.label)
    return labels
