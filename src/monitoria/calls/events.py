"""What happens to calls."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar
from uuid import UUID

from monitoria.platform.events import Event

Change = tuple[object, object]


@dataclass(frozen=True, slots=True)
class CallFacts:
    """What is counted of a call: the local day and hour it started, its team, category, status and priority."""

    day: date
    team_id: UUID | None
    category: str
    status: str
    priority: str
    hour: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CallEvent(Event):
    """Something about one call."""

    call_id: UUID
    protocol: str
    operator_id: UUID
    team_id: UUID | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CallCreated(CallEvent):
    name: ClassVar[str] = "call.created"
    after: CallFacts


@dataclass(frozen=True, slots=True, kw_only=True)
class CallUpdated(CallEvent):
    """`changes` maps a field to its value before and after; of the customer's data and of free texts only the
    fields' names are told (`rewritten`), so that the audit trail does not keep what a person asked to erase."""

    name: ClassVar[str] = "call.updated"
    before: CallFacts
    after: CallFacts
    changes: dict[str, Change] = field(default_factory=dict)
    rewritten: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CallDeleted(CallEvent):
    name: ClassVar[str] = "call.deleted"
    before: CallFacts


@dataclass(frozen=True, slots=True, kw_only=True)
class CallRevealed(CallEvent):
    """Somebody read the customer's masked data, and said why."""

    name: ClassVar[str] = "call.revealed"
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CallErased(CallEvent):
    """The customer's data are gone after the time they are kept; the call and its scores stay."""

    name: ClassVar[str] = "call.erased"


@dataclass(frozen=True, slots=True, kw_only=True)
class CallsCounted(Event):
    """So many calls more or less of each kind, in a bulk whose own end is told apart."""

    name: ClassVar[str] = "call.counted"
    is_recorded: ClassVar[bool] = False
    counted: tuple[tuple[CallFacts, int], ...]
