"""What was said: imported by a person, or made by the installation's own model."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete
from sqlalchemy.orm import Session

from monitoria.platform.access import Actor, Permission, require
from monitoria.platform.errors import FieldError
from monitoria.platform.events import emit
from monitoria.recordings import queries
from monitoria.recordings.errors import RecordingNotPlayable, TranscriptionMissing, TranscriptRefused
from monitoria.recordings.events import RecordingTranscribed, TranscriptDeleted, TranscriptionAsked, TranscriptionFailed
from monitoria.recordings.models import RecordingTranscript
from monitoria.recordings.queries import Found
from monitoria.recordings.rules import (
    TRANSCRIPTION_ASKED,
    RecordingStatus,
    Transcript,
    TranscriptFault,
    read_transcript,
)
from monitoria.recordings.service.identity import identity_of

IMPORTED, MADE = "imported", "made"


def import_transcript(
    session: Session, actor: Actor, call_id: UUID, recording_id: UUID, content: bytes, now: datetime
) -> Found:
    """Put this WebVTT or JSON beside the recording, instead of what was there.

    Raises `NotFound`, `Forbidden` or `TranscriptRefused`.
    """
    found = queries.get_recording(session, actor, call_id, recording_id, lock=True)
    require(actor, Permission.RECORDING_CREATE, found.facts)
    try:
        transcript = read_transcript(content)
    except TranscriptFault as fault:
        raise TranscriptRefused(str(fault), errors=[FieldError("/file", str(fault), "transcript")]) from None
    _keep(session, found, transcript, IMPORTED, now)
    return found


def keep_made_transcript(session: Session, recording_id: UUID, transcript: Transcript, now: datetime) -> None:
    """Keep what the model heard, unless the recording is gone or a person has imported another meanwhile."""
    found = queries.find_recording(session, recording_id, lock=True)
    if found is None or (found.recording.has_transcript and _source_of(session, recording_id) == IMPORTED):
        return
    _keep(session, found, transcript, MADE, now)


def ask_for_transcript(
    session: Session, actor: Actor, call_id: UUID, recording_id: UUID, now: datetime, *, can_transcribe: bool
) -> Found:
    """Have the recording transcribed by a job. Raises `NotFound`, `Forbidden` or `TranscriptionMissing`."""
    found = queries.get_recording(session, actor, call_id, recording_id, lock=True)
    require(actor, Permission.RECORDING_CREATE, found.facts)
    if not can_transcribe:
        raise TranscriptionMissing()
    if found.recording.status == RecordingStatus.FAILED.value:
        raise RecordingNotPlayable()
    found.recording.transcription, found.recording.updated_at = TRANSCRIPTION_ASKED, now
    session.flush()
    emit(session, TranscriptionAsked(**identity_of(found)))
    return found


def keep_failed_transcription(session: Session, recording_id: UUID, reason: str, now: datetime) -> None:
    """Say why it was not written down, unless a person has brought a transcript meanwhile or the recording is gone."""
    found = queries.find_recording(session, recording_id, lock=True)
    if found is None or found.recording.transcription != TRANSCRIPTION_ASKED:
        return
    found.recording.transcription, found.recording.updated_at = reason, now
    session.flush()
    emit(session, TranscriptionFailed(**identity_of(found), problem=reason))


def delete_transcript(session: Session, actor: Actor, call_id: UUID, recording_id: UUID) -> None:
    """Delete what was said and keep the sound. Raises `NotFound` or `Forbidden`."""
    found = queries.get_recording(session, actor, call_id, recording_id, lock=True)
    require(actor, Permission.RECORDING_DELETE, found.facts)
    queries.get_transcript(session, recording_id)
    session.execute(delete(RecordingTranscript).where(RecordingTranscript.recording_id == recording_id))
    found.recording.has_transcript, found.recording.transcription = False, None
    session.flush()
    emit(session, TranscriptDeleted(**identity_of(found)))


def _source_of(session: Session, recording_id: UUID) -> str:
    return queries.get_transcript(session, recording_id).source


def _keep(session: Session, found: Found, transcript: Transcript, source: str, now: datetime) -> None:
    session.execute(delete(RecordingTranscript).where(RecordingTranscript.recording_id == found.recording.id))
    session.add(
        RecordingTranscript(
            recording_id=found.recording.id,
            source=source,
            language=transcript.language,
            segments=[asdict(segment) for segment in transcript.segments],
            created_at=now,
        )
    )
    found.recording.has_transcript, found.recording.transcription, found.recording.updated_at = True, None, now
    session.flush()
    emit(session, RecordingTranscribed(**identity_of(found), source=source))
