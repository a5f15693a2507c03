"""Jobs of recordings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID

import structlog

from monitoria.platform.clock import utc_now
from monitoria.platform.jobs import USUAL_RETRY, JobContext, TaskList, defer, job_config, job_storage, job_work
from monitoria.platform.sound.apart import Undecoded, measure_apart
from monitoria.platform.sound.kinds import HEAD_BYTES, recognise
from monitoria.platform.sound.transcription import Said, Untranscribed, transcribe
from monitoria.platform.storage import NotStored, Storage, Stored, store_bytes
from monitoria.recordings import queries, service
from monitoria.recordings.rules import (
    PREFIX,
    RecordingStatus,
    Segment,
    Transcript,
    Word,
    all_keys,
    copy_key,
    mask_segments,
    original_key,
    peaks_key,
)

tasks = TaskList()
log = structlog.get_logger(__name__)

COPIED_BYTES = 1 << 20
SWEPT_AT_ONCE = 500
# Where nothing stays: uploads that are under way, transcripts until they are read.
PASSING = ("incoming", "transcripts")
# An upload that is still running writes more often than this.
LEFT_ALONE = timedelta(hours=1)


@tasks.task(name="measure_recording", retry=USUAL_RETRY, pass_context=True)
def measure_recording(context: JobContext, recording_id: str) -> None:
    """Decode a recording apart, then keep what it told. Nothing happens when it is gone or was measured before."""
    with job_work(context) as session:
        found = queries.find_recording(session, UUID(recording_id))
        if found is None or found.recording.status != RecordingStatus.WAITING.value:
            return
        key = found.recording.storage_key
    outcome = _measure(job_storage(context), key)
    with job_work(context) as session:
        service.keep_measurement(session, UUID(recording_id), outcome, utc_now())


def _measure(storage: Storage, key: str) -> service.Outcome:
    """Measure the file under `key`; its peaks and its playable copy are kept beside it."""
    try:
        stored = storage.open(key)
    except NotStored:
        return service.Failure("lost")
    with stored.local() as path, TemporaryDirectory(prefix="monitoria-sound-") as folder:
        with path.open("rb") as file:
            kind = recognise(file.read(HEAD_BYTES), stored.size_bytes)
        peaks, copy = Path(folder, "peaks"), None if kind.plays_in_browsers else Path(folder, "copy")
        try:
            measured = measure_apart(path, kind, peaks, copy)
        except Undecoded as error:
            return service.Failure(error.reason)
        store_bytes(storage, peaks_key(key), peaks.read_bytes())
        if copy is not None:
            _store_file(storage, copy_key(key), copy)
        return service.Success(measured, has_copy=copy is not None)


def _store_file(storage: Storage, key: str, path: Path) -> None:
    with path.open("rb") as file, storage.receive() as incoming:
        while chunk := file.read(COPIED_BYTES):
            incoming.write(chunk)
        incoming.keep(key)


@tasks.task(name="transcribe_recording", retry=USUAL_RETRY, pass_context=True)
def transcribe_recording(context: JobContext, recording_id: str) -> None:
    """Have the installation's own model write down what is said, or say why not. Nothing is ever downloaded."""
    with job_work(context) as session:
        found = queries.find_recording(session, UUID(recording_id))
    if found is None:
        return
    recording = found.recording
    key = copy_key(recording.storage_key) if recording.has_copy else recording.storage_key
    try:
        with job_storage(context).open(key).local() as path:
            language, said = transcribe(path, job_config(context))
    except (Untranscribed, NotStored) as error:
        reason = error.reason if isinstance(error, Untranscribed) else service.LOST
        log.warning("transcription_failed", recording_id=recording_id, reason=reason, cause=str(error.__cause__ or ""))
        with job_work(context) as session:
            service.keep_failed_transcription(session, UUID(recording_id), reason, utc_now())
        return
    transcript = Transcript(mask_segments([_segment(piece) for piece in said]), language)
    with job_work(context) as session:
        service.keep_made_transcript(session, UUID(recording_id), transcript, utc_now())


def _segment(said: Said) -> Segment:
    words = tuple(Word(round(word.start, 3), round(word.end, 3), word.text) for word in said.words)
    return Segment(round(said.start, 3), round(said.end, 3), said.text, None, words)


@tasks.periodic(cron="41 * * * *")
@tasks.task(name="sweep_files", retry=USUAL_RETRY, queueing_lock="sweep_recordings", pass_context=True)
def sweep_files(context: JobContext, timestamp: int) -> None:  # noqa: ARG001 - the queue's own contract
    """Remove what an interrupted upload left, say which recordings have lost their file, measure those given up."""
    storage, now = job_storage(context), utc_now()
    with job_work(context) as session:  # an outage may last longer than a job is tried
        for recording_id in queries.find_forgotten(session, now - LEFT_ALONE, SWEPT_AT_ONCE):
            defer(session, measure_recording, recording_id=str(recording_id))
    for prefix in PASSING:
        for begun in storage.list(prefix):
            if begun.modified_at < now - LEFT_ALONE:
                storage.delete(begun.key)
    with job_work(context) as session:
        months = queries.folders(session)
    present: dict[str, set[str]] = {month: set() for month in months}
    for batch in batched_files(storage.list(PREFIX)):
        for file in batch:
            present.setdefault(file.key.rpartition("/")[0], set()).add(file.key)
        _remove_orphans(context, storage, [file for file in batch if file.modified_at < now - LEFT_ALONE])
    for month in months:
        _mark_lost(context, month, present[month], now)


def batched_files(files: Iterable[Stored]) -> Iterator[list[Stored]]:
    """The files, some hundreds at a time."""
    waiting = iter(files)
    while batch := list(islice(waiting, SWEPT_AT_ONCE)):
        yield batch


def _remove_orphans(context: JobContext, storage: Storage, old: list[Stored]) -> None:
    with job_work(context) as session:
        known = queries.known_keys(session, {original_key(file.key) for file in old})
    for file in old:
        if original_key(file.key) not in known:
            storage.delete(file.key)


def _mark_lost(context: JobContext, month: str, present: set[str], before: datetime) -> None:
    with job_work(context) as session:
        for key, recording_id in queries.keys_in(session, month, before).items():
            if key not in present:
                service.mark_lost(session, recording_id, utc_now())


@tasks.periodic(cron="17 4 * * *")
@tasks.task(name="expire_batches", retry=USUAL_RETRY, queueing_lock="expire_batches", pass_context=True)
def expire_batches(context: JobContext, timestamp: int) -> None:  # noqa: ARG001 - the queue's own contract
    """Throw away the batches that were opened and left."""
    with job_work(context) as session:
        service.expire_batches(session, utc_now())


@tasks.task(name="remove_files", retry=USUAL_RETRY, pass_context=True)
def remove_files(context: JobContext, storage_key: str) -> None:
    """Remove the files of a recording whose deletion is certain."""
    storage = job_storage(context)
    for key in all_keys(storage_key):
        storage.delete(key)
