"""Adding recordings to calls, and deleting them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from monitoria.calls.queries import HeldCall, get_call, hold_call
from monitoria.platform.access import Actor, Facts, Permission, allowed, require
from monitoria.platform.database import new_id
from monitoria.platform.errors import FieldError
from monitoria.platform.events import emit
from monitoria.platform.http import UploadedFile
from monitoria.platform.sound.kinds import HEAD_BYTES, Kind, NotSound, recognise
from monitoria.platform.sound.media import has_media
from monitoria.platform.storage import Storage
from monitoria.recordings import queries
from monitoria.recordings.errors import MediaExtraMissing, RecordingRefused
from monitoria.recordings.events import RecordingDeleted, RecordingPurged, RecordingStored
from monitoria.recordings.models import Recording
from monitoria.recordings.queries import Found
from monitoria.recordings.rules import RecordingStatus
from monitoria.recordings.service.identity import identity_of


@dataclass(frozen=True, slots=True)
class StoredRecording:
    """A recording and whether this upload made it; the same bytes on the same call are the recording that was there."""

    found: Found
    is_new: bool


def admit_recording(session: Session, actor: Actor, call_id: UUID) -> None:
    """Whether the actor may add a recording to this call. Raises `NotFound` or `Forbidden`."""
    call = get_call(session, actor, call_id)
    require(actor, Permission.RECORDING_CREATE, Facts(team_id=call.team_id, operator_id=call.operator_id))


def list_actions(session: Session, actor: Actor, call_id: UUID) -> list[str]:
    """What the actor may do with this call's recordings as a whole. Raises `NotFound`."""
    call = get_call(session, actor, call_id)
    return allowed(actor, (Permission.RECORDING_CREATE,), Facts(team_id=call.team_id, operator_id=call.operator_id))


def store_recording(
    session: Session, actor: Actor, call_id: UUID, file: UploadedFile, storage: Storage, now: datetime
) -> StoredRecording:
    """Add a file that has arrived to a call.

    Raises `NotFound`, `Forbidden`, `RecordingRefused` or `MediaExtraMissing`.
    """
    call = hold_call(session, actor, call_id)
    require(actor, Permission.RECORDING_CREATE, Facts(team_id=call.team_id, operator_id=call.operator_id))
    kind = recognise_file(file.key, file.size_bytes, storage)
    return keep_recording(session, actor, call, file, kind, now)


def keep_recording(
    session: Session, actor: Actor, call: HeldCall, file: UploadedFile, kind: Kind, now: datetime
) -> StoredRecording:
    """Add a file that was recognised to a call that is held."""
    fresh = session.execute(
        insert(Recording.__table__)  # type: ignore[arg-type]
        .values(_values(call.id, file, kind, actor, now))
        .on_conflict_do_nothing(index_elements=["call_id", "sha256"])
        .returning(Recording.id)
    ).scalar_one_or_none()
    recording = queries.find_same_bytes(session, call.id, bytes.fromhex(file.sha256))
    assert recording is not None  # noqa: S101 - just inserted, or what the insert met; deleting it waits for our hold
    found = Found(recording, call.protocol, call.operator_id, call.team_id)
    if fresh is not None:
        file.adopt()
        emit(session, RecordingStored(**identity_of(found), size_bytes=recording.size_bytes))
    return StoredRecording(found, fresh is not None)


def recognise_file(key: str, size_bytes: int, storage: Storage) -> Kind:
    """What kind of sound lies under `key`. Raises `RecordingRefused` or `MediaExtraMissing`."""
    head = b"".join(storage.open(key).read(0, HEAD_BYTES))
    try:
        kind = recognise(head, size_bytes)
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


def purge_recording(session: Session, recording_id: UUID, kept_days: int) -> None:
    """Delete a recording whose time is over, for the system itself. Nothing happens when it is gone."""
    found = queries.find_recording(session, recording_id)
    if found is None:
        return
    identity, key = identity_of(found), found.recording.storage_key
    session.delete(found.recording)
    session.flush()
    emit(session, RecordingPurged(**identity, storage_key=key, kept_days=kept_days))


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
