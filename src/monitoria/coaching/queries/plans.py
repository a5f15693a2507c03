"""Plans: lists, one plan, and its parts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, func, or_, select, true
from sqlalchemy.orm import Session

from monitoria.calls.models import Call
from monitoria.coaching.models import CoachingAction, CoachingNote, CoachingPlan, CoachingPlanSource, CoachingSession
from monitoria.coaching.rules import OPEN_STATUSES, REMINDED_DAYS, PlanStatus
from monitoria.evaluations.models import Evaluation
from monitoria.people.models import User
from monitoria.platform.access import Actor, Role, reach_calls
from monitoria.platform.errors import NotFound
from monitoria.platform.http import PageQuery, Slice, SortKey, read_page
from monitoria.scorecards.queries import get_definition
from monitoria.scorecards.rules import Criterion

# Identifiers grow with the time of creation.
_SORTS: dict[str, tuple[Any, ...]] = {
    "due_on": (CoachingPlan.due_on, CoachingPlan.id),
    "created_at": (CoachingPlan.id,),
}
SORT_KEYS = {
    f"{sign}{name}": SortKey(f"{sign}{name}", columns, is_descending=bool(sign))
    for name, columns in _SORTS.items()
    for sign in ("", "-")
}


@dataclass(frozen=True, slots=True)
class PlanFilter:
    """Which plans a list shows; what is empty or None means "any"."""

    operator_ids: Sequence[UUID] = ()
    team_ids: Sequence[UUID] = ()
    statuses: Sequence[PlanStatus] = ()
    evaluation_id: UUID | None = None
    due_before: date | None = None


@dataclass(frozen=True, slots=True)
class LabelledPlan:
    """A plan with the names of its people, and how far it is."""

    plan: CoachingPlan
    operator_name: str
    owner_name: str
    actions_total: int
    actions_done: int
    sessions_waiting: int


@dataclass(frozen=True, slots=True)
class Written:
    """A note or a session with the name of whoever wrote or held it."""

    row: Any
    full_name: str


@dataclass(frozen=True, slots=True)
class Source:
    """An evaluation the plan was made from, as its reader may see it."""

    evaluation_id: UUID
    protocol: str
    published_at: datetime
    overall_score: Decimal | None


@dataclass(frozen=True, slots=True)
class PlanParts:
    """What stands on a plan's page besides the plan."""

    actions: list[CoachingAction]
    notes: list[Written]
    sessions: list[Written]
    sources: list[Source]
    criteria: list[Criterion]


def _reach(actor: Actor) -> ColumnElement[bool]:
    """All (admin), his teams' (supervisor), those he made (evaluator); for everybody those about himself."""
    own = CoachingPlan.operator_id == actor.id
    if actor.role is Role.EVALUATOR:
        return or_(CoachingPlan.owner_id == actor.id, own)
    reach = reach_calls(actor, operator=CoachingPlan.operator_id, team=CoachingPlan.team_id)
    return or_(reach, own) if actor.role is Role.SUPERVISOR else reach


def _readable_notes(actor: Actor, plan: CoachingPlan) -> ColumnElement[bool]:
    """Shared notes; private ones for admins and supervisors in whose reach the plan is, and whoever wrote them.

    Never for the one whom the plan is about, whatever he is by now.
    """
    is_shared = CoachingNote.is_private.is_(False)
    if actor.is_operator or plan.operator_id == actor.id:
        return is_shared
    return true() if actor.role in (Role.ADMIN, Role.SUPERVISOR) else or_(is_shared, CoachingNote.author_id == actor.id)


def _name_of(person: Any) -> Any:
    return select(User.full_name).where(User.id == person).scalar_subquery()


def _count(table: Any, *conditions: Any) -> Any:
    return select(func.count()).where(table.plan_id == CoachingPlan.id, *conditions).scalar_subquery()


_LABELLED: Select[Any] = select(
    CoachingPlan,
    _name_of(CoachingPlan.operator_id).label("operator_name"),
    _name_of(CoachingPlan.owner_id).label("owner_name"),
    _count(CoachingAction).label("actions_total"),
    _count(CoachingAction, CoachingAction.done_at.is_not(None)).label("actions_done"),
    _count(CoachingSession, CoachingSession.acknowledged_at.is_(None)).label("sessions_waiting"),
)


def list_plans(
    session: Session, actor: Actor, wanted: PlanFilter, page: PageQuery, sort: SortKey
) -> Slice[LabelledPlan]:
    """A page of the plans in reach."""
    return read_page(
        session,
        _LABELLED.where(*plan_conditions(actor, wanted)),
        page=page,
        sort=sort,
        shape=lambda row: LabelledPlan(*row),
        key=lambda row: tuple(getattr(row[0], column.key) for column in sort.columns),
        counted=select(CoachingPlan.id).where(*plan_conditions(actor, wanted)),
    )


def plan_conditions(actor: Actor, wanted: PlanFilter) -> list[ColumnElement[bool]]:
    """What makes a plan one of those in reach that are wanted."""
    return [_reach(actor), *_conditions(wanted)]


def _conditions(wanted: PlanFilter) -> list[ColumnElement[bool]]:
    choices: list[tuple[Any, Sequence[Any]]] = [
        (CoachingPlan.operator_id, wanted.operator_ids),
        (CoachingPlan.team_id, wanted.team_ids),
        (CoachingPlan.status, [status.value for status in wanted.statuses]),
    ]
    found = [column.in_(values) for column, values in choices if values]
    if wanted.due_before is not None:
        found.append(CoachingPlan.due_on < wanted.due_before)
    if wanted.evaluation_id is not None:
        sources = select(CoachingPlanSource.plan_id).where(CoachingPlanSource.evaluation_id == wanted.evaluation_id)
        found.append(CoachingPlan.id.in_(sources))
    return found


def running_plans(actor: Actor) -> ColumnElement[bool]:
    """Plans in reach that have not ended."""
    return and_(_reach(actor), CoachingPlan.status.in_([status.value for status in OPEN_STATUSES]))


def get_plan(session: Session, actor: Actor, plan_id: UUID, *, lock: bool = False) -> LabelledPlan:
    """One plan in reach, locked against changes when asked; raises `NotFound`."""
    statement = _LABELLED.where(CoachingPlan.id == plan_id, _reach(actor))
    if lock:
        statement = statement.with_for_update(of=CoachingPlan)
    row = session.execute(statement.execution_options(populate_existing=True)).one_or_none()
    if row is None:
        raise NotFound("Este plano não existe ou não está ao seu alcance.")
    return LabelledPlan(*row)


def actions_of(session: Session, plan_id: UUID) -> list[CoachingAction]:
    """The actions of a plan that was found in reach, in their order."""
    statement = select(CoachingAction).where(CoachingAction.plan_id == plan_id)
    return list(session.scalars(statement.order_by(CoachingAction.position, CoachingAction.id)))


def find_action(session: Session, plan_id: UUID, action_id: UUID) -> CoachingAction:
    """An action of a plan that was found in reach; raises `NotFound`."""
    action = session.get(CoachingAction, action_id)
    if action is None or action.plan_id != plan_id:
        raise NotFound("Esta ação não faz parte do plano.")
    return action


def find_session(session: Session, plan_id: UUID, session_id: UUID) -> CoachingSession:
    """A session of a plan that was found in reach; raises `NotFound`."""
    held = session.get(CoachingSession, session_id)
    if held is None or held.plan_id != plan_id:
        raise NotFound("Este encontro não faz parte do plano.")
    return held


def view_parts(session: Session, actor: Actor, plan: CoachingPlan) -> PlanParts:
    """The parts of a plan that was found in reach, as `actor` may read them: the latest notes and sessions first."""
    notes = select(CoachingNote, User.full_name).join(User, User.id == CoachingNote.author_id)
    notes = notes.where(CoachingNote.plan_id == plan.id, _readable_notes(actor, plan)).order_by(CoachingNote.id.desc())
    held = select(CoachingSession, User.full_name).join(User, User.id == CoachingSession.held_by_id)
    held = held.where(CoachingSession.plan_id == plan.id)
    return PlanParts(
        actions=actions_of(session, plan.id),
        notes=[Written(*row) for row in session.execute(notes)],
        sessions=[
            Written(*row)
            for row in session.execute(held.order_by(CoachingSession.held_on.desc(), CoachingSession.id.desc()))
        ],
        sources=_sources(session, actor, plan.id),
        criteria=view_criteria(session, plan),
    )


def _sources(session: Session, actor: Actor, plan_id: UUID) -> list[Source]:
    """The evaluations in reach that the plan came from."""
    statement = (
        select(Evaluation.id, Call.protocol, Evaluation.published_at, Evaluation.final_score)
        .join(CoachingPlanSource, CoachingPlanSource.evaluation_id == Evaluation.id)
        .join(Call, Call.id == Evaluation.call_id)
        .where(
            CoachingPlanSource.plan_id == plan_id,
            reach_calls(actor, operator=Evaluation.operator_id, team=Evaluation.team_id),
        )
        .order_by(Evaluation.dated_at, Evaluation.id)
    )
    rows: Any = session.execute(statement)
    return [Source(*row) for row in rows]


def view_criteria(session: Session, plan: CoachingPlan) -> list[Criterion]:
    """What a plan that was found in reach aims at, in the words of the scorecards it came from."""
    found = criteria_of(session, versions_of(session, plan.id))
    return [found.get(key, Criterion(key, key)) for key in plan.criteria]


def versions_of(session: Session, plan_id: UUID) -> list[UUID]:
    """The scorecard versions of the evaluations that a plan was made from."""
    statement = select(Evaluation.scorecard_version_id).join(
        CoachingPlanSource, CoachingPlanSource.evaluation_id == Evaluation.id
    )
    return list(session.scalars(statement.where(CoachingPlanSource.plan_id == plan_id).order_by(Evaluation.dated_at)))


def criteria_of(session: Session, version_ids: Sequence[UUID]) -> dict[str, Criterion]:
    """The criteria of these scorecard versions by key; the last version's words hold."""
    return {
        criterion.key: criterion
        for version_id in dict.fromkeys(version_ids)
        for _, criterion in get_definition(session, version_id).criteria()
    }


def count_notes(session: Session, plan_id: UUID) -> int:
    """How many notes a plan has, private ones too."""
    return session.execute(select(func.count()).where(CoachingNote.plan_id == plan_id)).scalar_one()


def count_sessions(session: Session, plan_id: UUID) -> int:
    """How many sessions were held about a plan."""
    return session.execute(select(func.count()).where(CoachingSession.plan_id == plan_id)).scalar_one()


def find_near_due(session: Session, today: date) -> list[CoachingPlan]:
    """The running plans whose due date is near and was not told yet, for the system itself; those in use are passed."""
    statement = select(CoachingPlan).where(
        CoachingPlan.status.in_([status.value for status in OPEN_STATUSES]),
        CoachingPlan.reminded_at.is_(None),
        CoachingPlan.due_on.between(today, today + timedelta(days=REMINDED_DAYS)),
    )
    return list(session.scalars(statement.order_by(CoachingPlan.id).with_for_update(skip_locked=True)))
