"""Keeping what decoding told."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from monitoria.platform.events import emit
from monitoria.platform.sound.apart import Measured
from monitoria.recordings import queries
from monitoria.recordings.events import RecordingFailed, RecordingMeasured
from monitoria.recordings.models import Recording
from monitoria.recordings.rules import COPY_TYPE, Heard, RecordingStatus, analyse_heard, notes_of
from monitoria.recordings.service.identity import identity_of

LOST = "lost"


@dataclass(frozen=True, slots=True)
class Success:
    """The recording was decoded; `has_copy`: a copy that browsers play lies beside it."""

    measured: Measured
    has_copy: bool


@dataclass(frozen=True, slots=True)
class Failure:
    """It could not be decoded, for this reason."""

    reason: str


Outcome = Success | Failure


def keep_measurement(session: Session, recording_id: UUID, outcome: Outcome, now: datetime) -> None:
    """Keep what decoding told; nothing happens when the recording is gone or was measured before."""
    found = queries.find_recording(session, recording_id, lock=True)
    if found is None or found.recording.status != RecordingStatus.WAITING.value:
        return
    recording = found.recording
    recording.updated_at = now
    if isinstance(outcome, Failure):
        recording.status, recording.problem = RecordingStatus.FAILED.value, outcome.reason
        recording.playable_type = None
        session.flush()
        emit(session, RecordingFailed(**identity_of(found), problem=outcome.reason))
        return
    _describe(recording, outcome)
    session.flush()
    emit(session, RecordingMeasured(**identity_of(found), duration_seconds=outcome.measured.seconds))


def _describe(recording: Recording, outcome: Success) -> None:
    measured = outcome.measured
    heard = Heard(
        seconds=measured.seconds,
        said_seconds=measured.said_seconds,
        is_damaged=measured.damage is not None,
        speech=measured.speech,
        is_dead=measured.is_dead,
        is_same=measured.is_same,
    )
    recording.status = RecordingStatus.READY.value
    recording.duration_seconds = round(measured.seconds, 3)
    recording.channels, recording.sample_rate = measured.channels, measured.sample_rate
    recording.analysis = asdict(analyse_heard(heard))
    recording.notes = notes_of(heard)
    if outcome.has_copy:
        recording.has_copy, recording.playable_type = True, COPY_TYPE


def mark_lost(session: Session, recording_id: UUID, now: datetime) -> None:
    """The file is no longer there: say so instead of offering it."""
    found = queries.find_recording(session, recording_id, lock=True)
    if found is None or found.recording.problem == LOST:
        return
    recording = found.recording
    recording.status, recording.problem, recording.updated_at = RecordingStatus.FAILED.value, LOST, now
    recording.playable_type = None
    session.flush()
    emit(session, RecordingFailed(**identity_of(found), problem=LOST))
