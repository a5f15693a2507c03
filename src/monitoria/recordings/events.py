"""What happens to recordings. A file's name may tell who called: no event repeats it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from monitoria.platform.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordingEvent(Event):
    """Something about one recording of one call."""

    recording_id: UUID
    call_id: UUID
    protocol: str
    operator_id: UUID
    team_id: UUID | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordingStored(RecordingEvent):
    name: ClassVar[str] = "recording.stored"
    size_bytes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordingMeasured(RecordingEvent):
    name: ClassVar[str] = "recording.measured"
    duration_seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordingFailed(RecordingEvent):
    name: ClassVar[str] = "recording.failed"
    problem: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordingPlayed(RecordingEvent):
    """Somebody began to listen; more of the same within the window is the same listening."""

    name: ClassVar[str] = "recording.played"


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordingDeleted(RecordingEvent):
    name: ClassVar[str] = "recording.deleted"
    storage_key: str
