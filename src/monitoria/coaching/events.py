"""What happens to coaching plans. Of objectives, notes and actions nothing is told but that they are there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID

from monitoria.platform.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanEvent(Event):
    """Something about one plan: whose it is, in which team, and who made it."""

    plan_id: UUID
    operator_id: UUID
    team_id: UUID | None
    owner_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanCreated(PlanEvent):
    """There is a plan; its operator may read it from now on."""

    name: ClassVar[str] = "plan.created"
    due_on: date
    evaluation_ids: tuple[UUID, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanUpdated(PlanEvent):
    """It changed; `changed` names what: objective, criteria, due_on, actions, status."""

    name: ClassVar[str] = "plan.updated"
    changed: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanNoteAdded(PlanEvent):
    """Somebody wrote a note. A private one is not its operator's business: whoever tells people must look."""

    name: ClassVar[str] = "plan.note-added"
    note_id: UUID
    is_private: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanSessionHeld(PlanEvent):
    """Operator and leader talked; the operator is asked to acknowledge it."""

    name: ClassVar[str] = "plan.session-held"
    session_id: UUID
    held_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanSessionAcknowledged(PlanEvent):
    """The operator says that the session took place as it is written."""

    name: ClassVar[str] = "plan.session-acknowledged"
    session_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanDueNeared(PlanEvent):
    """Its due date comes close; told once for each due date."""

    name: ClassVar[str] = "plan.due-neared"
    due_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanConcluded(PlanEvent):
    """Its leader says that it is done."""

    name: ClassVar[str] = "plan.concluded"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanCancelled(PlanEvent):
    """It is given up."""

    name: ClassVar[str] = "plan.cancelled"
