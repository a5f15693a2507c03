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
class RecordingTranscribed(RecordingEvent):
    """`source`: imported by a person, or made by the installation's own model."""

    name: ClassVar[str] = "recording.transcribed"
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TranscriptionAsked(RecordingEvent):
    name: ClassVar[str] = "recording.transcription-asked"


@dataclass(frozen=True, slots=True, kw_only=True)
class TranscriptionFailed(RecordingEvent):
    name: ClassVar[str] = "recording.transcription-failed"
    problem: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TranscriptDeleted(RecordingEvent):
    name: ClassVar[str] = "recording.transcript-deleted"


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordingPlayed(RecordingEvent):
    """Somebody began to listen; more of the same within the window is the same listening."""

    name: ClassVar[str] = "recording.played"


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordingDeleted(RecordingEvent):
    name: ClassVar[str] = "recording.deleted"
    storage_key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordingPurged(RecordingDeleted):
    """Its time was over. Evaluations and scores stay."""

    name: ClassVar[str] = "recording.purged"
    kept_days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchEvent(Event):
    """Something about a batch of files."""

    batch_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchOpened(BatchEvent):
    name: ClassVar[str] = "batch.opened"
    files: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchChanged(BatchEvent):
    name: ClassVar[str] = "batch.changed"


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchConfirmed(BatchEvent):
    """`unused_keys`: the files that became no recording."""

    name: ClassVar[str] = "batch.confirmed"
    added: int
    unused_keys: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchDiscarded(BatchEvent):
    name: ClassVar[str] = "batch.discarded"
    unused_keys: tuple[str, ...]
