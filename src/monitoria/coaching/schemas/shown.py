"""What goes out about plans."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from pydantic import Field

from monitoria.coaching.queries import LabelledPlan, PlanParts
from monitoria.coaching.rules import OPEN_STATUSES, PlanMove, PlanStatus, open_moves
from monitoria.platform.access import Actor, Facts, Permission, allowed
from monitoria.platform.http import Page, Shape


class PlanSummary(Shape):
    """A plan as lists show it."""

    id: UUID
    operator_id: UUID
    operator_name: str
    team_id: UUID | None
    owner_id: UUID
    owner_name: str
    status: PlanStatus
    objective: str
    due_on: date
    is_overdue: bool = Field(description="It still runs, and its due date has passed.")
    actions_total: int
    actions_done: int
    sessions_waiting: int = Field(description="Sessions that its operator has not acknowledged yet.")
    version: int
    created_at: datetime
    updated_at: datetime
    ended_at: datetime | None
    actions: list[str]


class PlanActionOut(Shape):
    """One thing to do."""

    id: UUID
    text: str
    is_done: bool
    done_at: datetime | None


class PlanNoteOut(Shape):
    """A note. Private ones are sent only to those who may read them."""

    id: UUID
    author_id: UUID
    author_name: str
    is_private: bool
    text: str
    created_at: datetime


class PlanSessionOut(Shape):
    """A session that was held."""

    id: UUID
    held_by_id: UUID
    held_by_name: str
    held_on: date
    notes: str
    created_at: datetime
    acknowledged_at: datetime | None


class PlanSourceOut(Shape):
    """An evaluation that the plan was made from."""

    evaluation_id: UUID
    protocol: str
    published_at: datetime
    overall_score: float | None


class PlanCriterionOut(Shape):
    """A criterion aimed at, and its guide."""

    key: str
    label: str
    guidance: str


class PlanOut(PlanSummary):
    """A plan with its parts: the latest notes and sessions first. `steps` are the things to do."""

    closing_note: str
    criteria: list[PlanCriterionOut]
    steps: list[PlanActionOut]
    notes: list[PlanNoteOut]
    sessions: list[PlanSessionOut]
    sources: list[PlanSourceOut]


class PlanPage(Page[PlanSummary]):
    """Plans."""


_COLUMNS = (
    "id",
    "operator_id",
    "team_id",
    "owner_id",
    "objective",
    "due_on",
    "version",
    "created_at",
    "updated_at",
    "ended_at",
)
_LABELS = ("operator_name", "owner_name", "actions_total", "actions_done", "sessions_waiting")


def _actions(actor: Actor, found: LabelledPlan) -> list[str]:
    plan = found.plan
    facts = Facts(author_id=plan.owner_id, team_id=plan.team_id, operator_id=plan.operator_id)
    moves = [move for move in open_moves(PlanStatus(plan.status)) if _makes_sense(move, found)]
    return allowed(actor, [Permission(f"coaching:{move.value}") for move in moves], facts)


def _makes_sense(move: PlanMove, found: LabelledPlan) -> bool:
    """There must be something to mark or to acknowledge."""
    if move is PlanMove.MARK:
        return found.actions_total > 0
    return move is not PlanMove.ACKNOWLEDGE_SESSION or found.sessions_waiting > 0


def _summary_fields(actor: Actor, found: LabelledPlan, today: date) -> dict[str, Any]:
    status = PlanStatus(found.plan.status)
    return {
        **{name: getattr(found.plan, name) for name in _COLUMNS},
        **{name: getattr(found, name) for name in _LABELS},
        "status": status,
        "is_overdue": status in OPEN_STATUSES and found.plan.due_on < today,
        "actions": _actions(actor, found),
    }


def show_plan_summary(actor: Actor, found: LabelledPlan, today: date) -> PlanSummary:
    """A plan as a list shows it to `actor`."""
    return PlanSummary.model_construct(**_summary_fields(actor, found, today))


def show_plan(actor: Actor, found: LabelledPlan, parts: PlanParts, today: date) -> PlanOut:
    """A plan as its page shows it to `actor`."""
    return PlanOut.model_construct(
        **_summary_fields(actor, found, today),
        closing_note=found.plan.closing_note,
        criteria=[PlanCriterionOut.model_validate(criterion) for criterion in parts.criteria],
        steps=[
            PlanActionOut(id=step.id, text=step.text, is_done=step.done_at is not None, done_at=step.done_at)
            for step in parts.actions
        ],
        notes=[
            PlanNoteOut.model_construct(
                **{name: getattr(note.row, name) for name in ("id", "author_id", "is_private", "text", "created_at")},
                author_name=note.full_name,
            )
            for note in parts.notes
        ],
        sessions=[_session(held.row, held.full_name) for held in parts.sessions],
        sources=[
            PlanSourceOut(
                evaluation_id=source.evaluation_id,
                protocol=source.protocol,
                published_at=source.published_at,
                overall_score=None if source.overall_score is None else float(source.overall_score),
            )
            for source in parts.sources
        ],
    )


_SESSION = ("id", "held_by_id", "held_on", "notes", "created_at", "acknowledged_at")


def _session(row: Any, full_name: str) -> PlanSessionOut:
    return PlanSessionOut.model_construct(**{name: getattr(row, name) for name in _SESSION}, held_by_name=full_name)
