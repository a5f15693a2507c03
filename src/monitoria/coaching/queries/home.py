"""What waits, counted in one statement, and the operators nobody has evaluated this month."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, exists, func, null, select
from sqlalchemy.orm import Session

from monitoria.calls.models import Call
from monitoria.coaching.models import CoachingPlan
from monitoria.coaching.queries.plans import running_plans
from monitoria.coaching.rules import DUE_SOON_DAYS, Waiting
from monitoria.evaluations.models import Evaluation, EvaluationContest, EvaluationContestItem
from monitoria.evaluations.queries import WaitingFor, waits_for
from monitoria.evaluations.rules import Status
from monitoria.people.models import Team, User
from monitoria.platform.access import Actor, Role, reach_calls, reach_people
from monitoria.platform.http import PageQuery, Slice, SortKey, bounded_count, read_page

BY_NAME = SortKey("name", (User.name_key, User.id))
# Identifiers grow with the time of creation.
LATEST_CONTESTS = SortKey("-opened_at", (EvaluationContest.id,), is_descending=True)


@dataclass(frozen=True, slots=True)
class Unevaluated:
    """An operator without a published evaluation in the period, and when the last one was."""

    operator_id: UUID
    operator_name: str
    team_id: UUID | None
    team_name: str | None
    last_evaluated_at: datetime | None


@dataclass(frozen=True, slots=True)
class Awaited:
    """How much of something waits, bounded, and the first deadline among it."""

    count: int
    next_due_at: datetime | None = None


def count_waiting(session: Session, actor: Actor, today: date, since: datetime) -> Mapping[Waiting, Awaited]:
    """What waits within reach; `since` is when the period began. One statement, whatever is asked."""
    leads = actor.role in (Role.ADMIN, Role.SUPERVISOR)
    wanted: dict[Waiting, tuple[Select[Any], Any]] = {}
    if leads:
        wanted[Waiting.CONTESTS] = _evaluations(actor, WaitingFor.CONTEST_DECISION, Evaluation.decide_by)
    if leads or actor.is_operator:
        wanted[Waiting.UNREAD] = _evaluations(actor, WaitingFor.ACKNOWLEDGE, Evaluation.acknowledge_by)
    wanted[Waiting.PLANS] = (_due_soon(actor, today), null())
    if leads:
        wanted[Waiting.UNEVALUATED] = (select(User.id).where(_is_unevaluated(actor, since)), null())
    columns = [part for statement, due in wanted.values() for part in (bounded_count(statement), due)]
    row = session.execute(select(*columns)).one()
    return {kind: Awaited(row[2 * at], row[2 * at + 1]) for at, kind in enumerate(wanted)}


def _evaluations(actor: Actor, waiting_for: WaitingFor, deadline: Any) -> tuple[Select[Any], Any]:
    """The evaluations that wait for this, and the first of their deadlines."""
    reach = reach_calls(actor, operator=Evaluation.operator_id, team=Evaluation.team_id)
    statement: Select[Any] = select(Evaluation.id).where(reach, waits_for(actor, waiting_for))
    first = statement.with_only_columns(func.min(deadline)).scalar_subquery()
    return statement, first


@dataclass(frozen=True, slots=True)
class Contested:
    """A contest of an evaluation in reach, and how it ended."""

    contest: EvaluationContest
    protocol: str
    operator_id: UUID
    operator_name: str
    items: int


def list_contests(session: Session, actor: Actor, page: PageQuery) -> Slice[Contested]:
    """The contests of evaluations in reach, the latest first: an operator finds his own."""
    items = select(func.count()).where(EvaluationContestItem.contest_id == EvaluationContest.id).scalar_subquery()
    statement: Any = (
        select(EvaluationContest, Call.protocol, Evaluation.operator_id, User.full_name, items)
        .join(Evaluation, Evaluation.id == EvaluationContest.evaluation_id)
        .join(Call, Call.id == Evaluation.call_id)
        .join(User, User.id == Evaluation.operator_id)
        .where(reach_calls(actor, operator=Evaluation.operator_id, team=Evaluation.team_id))
    )
    return read_page(
        session,
        statement,
        page=page,
        sort=LATEST_CONTESTS,
        shape=lambda row: Contested(*row),
        key=lambda row: (row[0].id,),
    )


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
