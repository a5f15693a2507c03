"""Jobs of recordings."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID

from monitoria.platform.clock import utc_now
from monitoria.platform.jobs import USUAL_RETRY, JobContext, TaskList, job_storage, job_work
from monitoria.platform.sound.apart import Undecoded, measure_apart
from monitoria.platform.sound.kinds import HEAD_BYTES, recognise
from monitoria.platform.storage import NotStored, Storage, store_bytes
from monitoria.recordings import queries, service
from monitoria.recordings.rules import RecordingStatus, all_keys, copy_key, peaks_key

tasks = TaskList()

COPIED_BYTES = 1 << 20


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


@tasks.task(name="remove_files", retry=USUAL_RETRY, pass_context=True)
def remove_files(context: JobContext, storage_key: str) -> None:
    """Remove the files of a recording whose deletion is certain."""
    storage = job_storage(context)
    for key in all_keys(storage_key):
        storage.delete(key)
