"""Jobs of recordings."""

from __future__ import annotations

from monitoria.platform.jobs import USUAL_RETRY, JobContext, TaskList, job_storage
from monitoria.recordings.rules import all_keys

tasks = TaskList()


@tasks.task(name="remove_files", retry=USUAL_RETRY, pass_context=True)
def remove_files(context: JobContext, storage_key: str) -> None:
    """Remove the files of a recording whose deletion is certain."""
    storage = job_storage(context)
    for key in all_keys(storage_key):
        storage.delete(key)
