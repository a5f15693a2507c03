"""The verbs about recordings."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from monitoria.calls.queries import get_call, hold_call
from monitoria.platform.access import Actor, Facts, Permission, require
from monitoria.platform.database import new_id
from monitoria.platform.errors import FieldError
from monitoria.platform.events import emit
from monitoria.platform.http import UploadedFile
from monitoria.platform.sound.apart import Measured
from monitoria.platform.sound.kinds import HEAD_BYTES, Kind, NotSound, recognise
from monitoria.platform.sound.media import has_media
from monitoria.platform.storage import Storage
from monitoria.recordings import queries
from monitoria.recordings.errors import MediaExtraMissing, RecordingRefused
from monitoria.recordings.events import (
    RecordingDeleted,
    RecordingFailed,
    RecordingMeasured,
    RecordingPlayed,
    RecordingStored,
)
from monitoria.recordings.models import Recording, RecordingListen
from monitoria.recordings.queries import Found
from monitoria.recordings.rules import COPY_TYPE, Heard, RecordingStatus, analyse_heard, notes_of


@dataclass(frozen=True, slots=True)
class StoredRecording:
    """A recording and whether this upload made it; the same bytes on the same call are the recording that was there."""

    found: Found
    is_new: bool


def admit_recording(session: Session, actor: Actor, call_id: UUID) -> None:
    """Whether the actor may add a recording to this call. Raises `NotFound` or `Forbidden`."""
    call = get_call(session, actor, call_id)
    require(actor, Permission.RECORDING_CREATE, Facts(team_id=call.team_id, operator_id=call.operator_id))


def store_recording(
    session: Session, actor: Actor, call_id: UUID, file: UploadedFile, storage: Storage, now: datetime
) -> StoredRecording:
    """Add a file that has arrived to a call.

    Raises `NotFound`, `Forbidden`, `RecordingRefused` or `MediaExtraMissing`.
    """
    hold_call(session, actor, call_id)
    call = get_call(session, actor, call_id)
    require(actor, Permission.RECORDING_CREATE, Facts(team_id=call.team_id, operator_id=call.operator_id))
    digest = bytes.fromhex(file.sha256)
    kind = _recognise(file, storage)
    values = _values(call.id, file, kind, actor, now)
    fresh = session.execute(
        insert(Recording.__table__)  # type: ignore[arg-type]
        .values(values)
        .on_conflict_do_nothing(index_elements=["call_id", "sha256"])
        .returning(Recording.id)
    ).scalar_one_or_none()
    recording = queries.find_same_bytes(session, call.id, digest)
    assert recording is not None  # noqa: S101 - just inserted, or what the insert met; deleting it waits for our hold
    found = Found(recording, call.protocol, call.operator_id, call.team_id)
    if fresh is not None:
        file.adopt()
        emit(session, RecordingStored(**identity_of(found), size_bytes=recording.size_bytes))
    return StoredRecording(found, fresh is not None)


def _recognise(file: UploadedFile, storage: Storage) -> Kind:
    head = b"".join(storage.open(file.key).read(0, HEAD_BYTES))
    try:
        kind = recognise(head, file.size_bytes)
    except NotSound as error:
        raise RecordingRefused(str(error), errors=[FieldError("/file", str(error), error.reason)]) from None
    if kind.needs_media and not has_media():
        raise MediaExtraMissing(errors=[FieldError("/file", MediaExtraMissing.default_detail, "media-extra")])
    return kind


def _values(call_id: UUID, file: UploadedFile, kind: Kind, actor: Actor, now: datetime) -> dict[str, Any]:
    return {
        "id": new_id(),
        "call_id": call_id,
        "storage_key": file.key,
        "file_name": file.file_name,
        "format": kind.name,
        "content_type": kind.content_type,
        "size_bytes": file.size_bytes,
        "playable_type": kind.content_type if kind.plays_in_browsers else None,
        "sha256": bytes.fromhex(file.sha256),
        "status": RecordingStatus.WAITING.value,
        "version": 1,
        "uploaded_by_id": actor.id,
        "created_at": now,
        "updated_at": now,
    }


def delete_recording(session: Session, actor: Actor, call_id: UUID, recording_id: UUID) -> None:
    """Delete a recording; its files go once the deletion is certain. Raises `NotFound` or `Forbidden`."""
    found = queries.get_recording(session, actor, call_id, recording_id, lock=True)
    require(actor, Permission.RECORDING_DELETE, found.facts)
    _delete(session, found)


def delete_recordings_of_call(
    session: Session, call_id: UUID, protocol: str, operator_id: UUID, team_id: UUID | None
) -> None:
    """The call is deleted: so are its recordings."""
    for recording in queries.find_of_call(session, call_id):
        _delete(session, Found(recording, protocol, operator_id, team_id))


def _delete(session: Session, found: Found) -> None:
    identity, key = identity_of(found), found.recording.storage_key
    session.delete(found.recording)
    session.flush()
    emit(session, RecordingDeleted(**identity, storage_key=key))


def play_recording(session: Session, actor: Actor, found: Found, now: datetime) -> None:
    """Note that the actor listens; more within the window is the same listening."""
    present = queries.find_listening(session, found.recording.id, actor.id, now)
    if present is None:
        session.add(RecordingListen(recording_id=found.recording.id, user_id=actor.id, started_at=now, last_at=now))
        session.flush()
        emit(session, RecordingPlayed(**identity_of(found)))
    elif (now - present.last_at).total_seconds() >= 10:  # a player asks for many ranges at once
        present.last_at = now


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


def identity_of(found: Found) -> dict[str, Any]:
    """The facts that every event about this recording tells."""
    return {
        "recording_id": found.recording.id,
        "call_id": found.recording.call_id,
        "protocol": found.protocol,
        "operator_id": found.operator_id,
        "team_id": found.team_id,
    }
