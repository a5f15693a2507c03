"""What happens to terms, retention and requests. Of a customer nothing is repeated."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar
from uuid import UUID

from monitoria.platform.events import Event

Change = tuple[object, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class TermEvent(Event):
    """Something about one version of a term."""

    key: str
    version: int
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TermPublished(TermEvent):
    """From now on everybody whom it concerns has to accept it."""

    name: ClassVar[str] = "term.published"


@dataclass(frozen=True, slots=True, kw_only=True)
class TermAccepted(TermEvent):
    name: ClassVar[str] = "term.accepted"
    user_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class RetentionUpdated(Event):
    """`team_id` None: the policy of every team without one of its own."""

    name: ClassVar[str] = "retention.updated"
    team_id: UUID | None
    changes: dict[str, Change] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class RetentionRemoved(Event):
    """The team goes back to the policy of all others."""

    name: ClassVar[str] = "retention.removed"
    team_id: UUID | None


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldEvent(Event):
    """Something about a legal hold on a call or on a team."""

    hold_id: UUID
    call_id: UUID | None
    team_id: UUID | None
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldPlaced(HoldEvent):
    name: ClassVar[str] = "hold.placed"


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldReleased(HoldEvent):
    name: ClassVar[str] = "hold.released"


@dataclass(frozen=True, slots=True, kw_only=True)
class DataRequestEvent(Event):
    """Something about a request of a data subject."""

    request: UUID
    kind: str
    user_id: UUID | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DataRequestRegistered(DataRequestEvent):
    name: ClassVar[str] = "data-request.registered"
    due_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class DataRequestUpdated(DataRequestEvent):
    name: ClassVar[str] = "data-request.updated"
    changes: dict[str, Change] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class DataExported(Event):
    """Everything about somebody was handed out: to himself, or to whoever answers his request."""

    name: ClassVar[str] = "data.exported"
    user_id: UUID
    username: str
    form: str
