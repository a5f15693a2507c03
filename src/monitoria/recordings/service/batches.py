"""Many files at once: matched to calls, looked at by a person, then added."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from monitoria.calls.queries import get_call, hold_call
from monitoria.platform.access import Actor, Facts, Permission, decide, require
from monitoria.platform.clock import Zone
from monitoria.platform.database import new_id
from monitoria.platform.errors import Invalid, NotFound, Problem, StaleVersion, named_by
from monitoria.platform.events import emit
from monitoria.platform.http import UploadedFile
from monitoria.platform.search import sort_key
from monitoria.platform.storage import Storage
from monitoria.recordings import queries
from monitoria.recordings.errors import BatchClosed
from monitoria.recordings.events import BatchChanged, BatchConfirmed, BatchDiscarded, BatchOpened
from monitoria.recordings.models import RecordingBatch, RecordingBatchItem
from monitoria.recordings.rules import (
    DEFAULT_PATTERNS,
    DEFAULT_WINDOW_SECONDS,
    KEPT_OPEN,
    MOST_FILES,
    BatchStatus,
    MatchedBy,
    NameParts,
    PatternFault,
    check_pattern,
    pick_by_time,
    read_name,
)
from monitoria.recordings.service.storing import keep_recording, recognise_file

Match = tuple[UUID | None, MatchedBy | None, list[UUID]]


def open_batch(
    session: Session, actor: Actor, files: Sequence[UploadedFile], storage: Storage, now: datetime, zone: Zone
) -> RecordingBatch:
    """A batch of files that have arrived, each matched to a call in reach if its name tells one."""
    require(actor, Permission.RECORDING_CREATE)
    batch = RecordingBatch(
        id=new_id(),
        status=BatchStatus.OPEN.value,
        patterns=list(DEFAULT_PATTERNS),
        window_seconds=DEFAULT_WINDOW_SECONDS,
        created_by_id=actor.id,
        created_at=now,
        updated_at=now,
    )
    session.add(batch)
    session.flush()
    _add_files(session, actor, batch, files, storage, zone)
    emit(session, BatchOpened(batch_id=batch.id, files=len(files)))
    return batch


def add_to_batch(
    session: Session,
    actor: Actor,
    batch_id: UUID,
    files: Sequence[UploadedFile],
    storage: Storage,
    now: datetime,
    zone: Zone,
) -> RecordingBatch:
    """More files for an open batch. Raises `NotFound`, `BatchClosed` or `Invalid`."""
    batch = _take(session, actor, batch_id)
    if len(queries.items_of(session, batch_id)) + len(files) > MOST_FILES:
        raise Invalid.at("/files", f"Um lote tem no máximo {MOST_FILES} arquivos.", "too-long")
    _add_files(session, actor, batch, files, storage, zone)
    batch.updated_at = now
    session.flush()
    emit(session, BatchChanged(batch_id=batch.id))
    return batch


def change_batch(
    session: Session,
    actor: Actor,
    batch_id: UUID,
    version: int,
    patterns: Sequence[str] | None,
    window_seconds: int | None,
    chosen: Mapping[UUID, UUID | None],
    now: datetime,
    zone: Zone,
) -> RecordingBatch:
    """Match anew with other patterns or another window, or say by hand which call (None: none) a file belongs to.

    Raises `NotFound`, `BatchClosed`, `StaleVersion` or `Invalid`.
    """
    batch = _take(session, actor, batch_id, version)
    items = queries.items_of(session, batch_id)
    if patterns is not None or window_seconds is not None:
        _set_rules(batch, patterns, window_seconds)
        _match(session, actor, batch, [i for i in items if i.matched_by != MatchedBy.PERSON.value], zone)
    by_id = {item.id: item for item in items}
    for item_id, call_id in chosen.items():
        if item_id not in by_id:
            raise Invalid.at("/items", "Este arquivo não é deste lote.", "unknown")
        if call_id is not None:
            with named_by("/items"):
                get_call(session, actor, call_id)
        by_id[item_id].call_id, by_id[item_id].matched_by = call_id, MatchedBy.PERSON.value
    batch.updated_at = now
    session.flush()
    emit(session, BatchChanged(batch_id=batch.id))
    return batch


def confirm_batch(
    session: Session, actor: Actor, batch_id: UUID, version: int, storage: Storage, now: datetime
) -> RecordingBatch:
    """Add every file that has a call to it; the others are forgotten, their files removed.

    Raises `NotFound`, `BatchClosed` or `StaleVersion`.
    """
    batch = _take(session, actor, batch_id, version)
    items = queries.items_of(session, batch_id)
    for item in items:
        if item.call_id is not None and item.problem is None:
            _add_recording(session, actor, item, item.call_id, storage, now)
    batch.status, batch.updated_at = BatchStatus.CONFIRMED.value, now
    session.flush()
    added = sum(item.recording_id is not None for item in items)
    emit(session, BatchConfirmed(batch_id=batch.id, added=added, unused_keys=_unused(session, items)))
    return batch


def discard_batch(session: Session, actor: Actor, batch_id: UUID, now: datetime) -> None:
    """Throw an open batch away with its files. Raises `NotFound` or `BatchClosed`."""
    _discard(session, _take(session, actor, batch_id), now)


def expire_batches(session: Session, now: datetime) -> int:
    """Throw away the open batches that were left; how many."""
    stale = queries.stale_batches(session, now - KEPT_OPEN)
    for batch in stale:
        _discard(session, batch, now)
    return len(stale)


def _discard(session: Session, batch: RecordingBatch, now: datetime) -> None:
    batch.status, batch.updated_at = BatchStatus.DISCARDED.value, now
    session.flush()
    keys = tuple(item.storage_key for item in queries.items_of(session, batch.id))
    emit(session, BatchDiscarded(batch_id=batch.id, unused_keys=keys))


def _take(session: Session, actor: Actor, batch_id: UUID, version: int | None = None) -> RecordingBatch:
    batch = queries.get_batch(session, actor, batch_id, lock=True)
    require(actor, Permission.RECORDING_CREATE)
    if batch.status != BatchStatus.OPEN.value:
        raise BatchClosed()
    if version is not None and batch.version != version:
        raise StaleVersion()
    return batch


def _set_rules(batch: RecordingBatch, patterns: Sequence[str] | None, window_seconds: int | None) -> None:
    for index, pattern in enumerate(patterns or ()):
        try:
            check_pattern(pattern)
        except PatternFault as fault:
            raise Invalid.at(f"/patterns/{index}", str(fault), "pattern") from None
    if patterns is not None:
        batch.patterns = list(patterns)
    if window_seconds is not None:
        batch.window_seconds = window_seconds


def _add_files(
    session: Session, actor: Actor, batch: RecordingBatch, files: Sequence[UploadedFile], storage: Storage, zone: Zone
) -> None:
    items, first = [], len(queries.items_of(session, batch.id))
    for number, file in enumerate(files):
        problem = None
        try:
            recognise_file(file.key, file.size_bytes, storage)
        except Problem as refusal:
            problem = refusal.detail
        item = RecordingBatchItem(
            id=new_id(),
            batch_id=batch.id,
            position=first + number,
            storage_key=file.adopt(),
            file_name=file.file_name,
            size_bytes=file.size_bytes,
            sha256=bytes.fromhex(file.sha256),
            problem=problem,
            candidate_ids=[],
        )
        items.append(item)
    session.add_all(items)
    _match(session, actor, batch, items, zone)
    session.flush()


def _match(
    session: Session, actor: Actor, batch: RecordingBatch, items: Sequence[RecordingBatchItem], zone: Zone
) -> None:
    read = {item.id: read_name(item.file_name, batch.patterns) for item in items}
    parts = [part for many in read.values() for part in many]
    by_protocol = queries.calls_by_protocol(session, actor, {p.protocol for p in parts if p.protocol})
    by_external = queries.calls_by_external_id(session, actor, {p.external_id for p in parts if p.external_id})
    window = timedelta(seconds=batch.window_seconds)
    for item in items:
        call_id, how, candidates = _match_one(session, actor, read[item.id], by_protocol, by_external, window, zone)
        item.call_id, item.matched_by = call_id, None if how is None else how.value
        item.candidate_ids = candidates


def _match_one(
    session: Session,
    actor: Actor,
    read: Sequence[NameParts],
    by_protocol: Mapping[str, UUID],
    by_external: Mapping[str, Sequence[UUID]],
    window: timedelta,
    zone: Zone,
) -> Match:
    """The first sure sign wins: protocol, then external identifier, then time."""
    for part in read:
        if part.protocol is not None and part.protocol in by_protocol:
            return by_protocol[part.protocol], MatchedBy.PROTOCOL, []
    for part in read:
        same = by_external.get(part.external_id or "", ())
        if len(same) == 1:
            return same[0], MatchedBy.EXTERNAL_ID, []
    candidates: list[UUID] = []
    for part in read:
        if part.at is not None:
            at = part.at.replace(tzinfo=zone.info)
            near = queries.calls_near(session, actor, at, window)
            picked, found = pick_by_time(near, at, sort_key(part.operator) if part.operator else None)
            if picked is not None:
                return picked, MatchedBy.TIME, found
            candidates = candidates or found
    return None, None, candidates


def _add_recording(
    session: Session, actor: Actor, item: RecordingBatchItem, call_id: UUID, storage: Storage, now: datetime
) -> None:
    """What can't be added any more (the call is gone or was handed over) is said and left out."""
    try:
        call = hold_call(session, actor, call_id)
    except NotFound as problem:
        item.problem = problem.detail
        return
    allowed = decide(actor, Permission.RECORDING_CREATE, Facts(team_id=call.team_id, operator_id=call.operator_id))
    if not allowed.is_allowed:
        item.problem = allowed.reason
        return
    try:
        kind = recognise_file(item.storage_key, item.size_bytes, storage)
    except Problem as refusal:
        item.problem = refusal.detail
        return
    file = UploadedFile(item.storage_key, item.file_name, "", item.size_bytes, item.sha256.hex())
    item.recording_id = keep_recording(session, actor, call, file, kind, now).found.recording.id


def _unused(session: Session, items: Iterable[RecordingBatchItem]) -> tuple[str, ...]:
    keys = [item.storage_key for item in items]
    return tuple(sorted(set(keys) - queries.keys_of_recordings(session, keys)))
