"""What waits, counted in one statement, and the operators nobody has evaluated this month."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, exists, func, select
from sqlalchemy.orm import Session

from monitoria.coaching.models import CoachingPlan
from monitoria.coaching.queries.plans import running_plans
from monitoria.coaching.rules import DUE_SOON_DAYS, Waiting
from monitoria.evaluations.models import Evaluation
from monitoria.evaluations.rules import Status
from monitoria.people.models import Team, User
from monitoria.platform.access import Actor, Role, reach_calls, reach_people
from monitoria.platform.http import PageQuery, Slice, SortKey, bounded_count, read_page

BY_NAME = SortKey("name", (User.name_key, User.id))


@dataclass(frozen=True, slots=True)
class Unevaluated:
    """An operator without a published evaluation in the period, and when the last one was."""

    operator_id: UUID
    operator_name: str
    team_id: UUID | None
    team_name: str | None
    last_evaluated_at: datetime | None


def count_waiting(session: Session, actor: Actor, today: date, since: datetime) -> Mapping[Waiting, int]:
    """How much waits within reach, bounded; `since` is when the period began. One statement whatever is asked."""
    wanted: dict[Waiting, Select[Any]] = {}
    if actor.role is not Role.EVALUATOR:
        wanted[Waiting.UNREAD] = _unread(actor)
    wanted[Waiting.PLANS] = _due_soon(actor, today)
    if actor.role in (Role.ADMIN, Role.SUPERVISOR):
        wanted[Waiting.UNEVALUATED] = select(User.id).where(_is_unevaluated(actor, since))
    row = session.execute(select(*(bounded_count(statement) for statement in wanted.values()))).one()
    return dict(zip(wanted, row, strict=True))


def _unread(actor: Actor) -> Select[Any]:
    reach = reach_calls(actor, operator=Evaluation.operator_id, team=Evaluation.team_id)
    return select(Evaluation.id).where(reach, Evaluation.status == Status.PUBLISHED.value)


def _due_soon(actor: Actor, today: date) -> Select[Any]:
    statement = select(CoachingPlan.id).where(running_plans(actor))
    return statement.where(CoachingPlan.due_on <= today + timedelta(days=DUE_SOON_DAYS))


def _is_unevaluated(actor: Actor, since: datetime) -> ColumnElement[bool]:
    """Operators in reach who take calls, and whose calls nobody has published an evaluation of since then."""
    evaluated = exists().where(
        Evaluation.operator_id == User.id,
        Evaluation.dated_at >= since,
        Evaluation.status != Status.DRAFT.value,
    )
    reach = reach_people(actor, person=User.id, team=User.team_id, role=User.role)
    return reach & (User.role == Role.OPERATOR.value) & User.is_active & ~evaluated


def list_unevaluated(
    session: Session, actor: Actor, since: datetime, team_id: UUID | None, page: PageQuery
) -> Slice[Unevaluated]:
    """The operators in reach without an evaluation since then, by name."""
    last = (
        select(func.max(Evaluation.dated_at))
        .where(Evaluation.operator_id == User.id, Evaluation.status != Status.DRAFT.value)
        .scalar_subquery()
    )
    statement: Any = (
        select(User.id, User.full_name, User.team_id, Team.name, last, User.name_key)
        .outerjoin(Team, Team.id == User.team_id)
        .where(_is_unevaluated(actor, since))
    )
    if team_id is not None:
        statement = statement.where(User.team_id == team_id)
    return read_page(
        session,
        statement,
        page=page,
        sort=BY_NAME,
        shape=lambda row: Unevaluated(*row[:5]),
        key=lambda row: (row.name_key, row.id),
    )
