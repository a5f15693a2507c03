"""What recordings do when something happens."""

from __future__ import annotations

from sqlalchemy.orm import Session

from monitoria.calls.events import CallDeleted
from monitoria.platform.events import Subscription
from monitoria.platform.jobs import defer
from monitoria.recordings import service, tasks
from monitoria.recordings.events import (
    BatchConfirmed,
    BatchDiscarded,
    RecordingDeleted,
    RecordingStored,
    TranscriptionAsked,
)


def on_call_deleted(session: Session, event: CallDeleted) -> None:
    """A call takes its recordings with it."""
    service.delete_recordings_of_call(session, event.call_id, event.protocol, event.operator_id, event.team_id)


def on_recording_deleted(session: Session, event: RecordingDeleted) -> None:
    """The files go when the transaction holds, not before."""
    defer(session, tasks.remove_files, storage_key=event.storage_key)


def on_recording_stored(session: Session, event: RecordingStored) -> None:
    """What is stored is measured, if the transaction holds."""
    defer(session, tasks.measure_recording, recording_id=str(event.recording_id))


def on_transcription_asked(session: Session, event: TranscriptionAsked) -> None:
    """The model listens in a job."""
    defer(session, tasks.transcribe_recording, recording_id=str(event.recording_id))


def on_batch_closed(session: Session, event: BatchConfirmed | BatchDiscarded) -> None:
    """Files that became no recording go."""
    for key in event.unused_keys:
        defer(session, tasks.remove_files, storage_key=key)


SUBSCRIPTIONS: tuple[Subscription, ...] = (
    (CallDeleted, on_call_deleted),
    (TranscriptionAsked, on_transcription_asked),
    (BatchConfirmed, on_batch_closed),
    (BatchDiscarded, on_batch_closed),
    (RecordingStored, on_recording_stored),
    (RecordingDeleted, on_recording_deleted),
)
