"""Jobs of imports."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from monitoria.imports import queries, service
from monitoria.platform.clock import Zone, utc_now
from monitoria.platform.jobs import USUAL_RETRY, JobContext, TaskList, job_config, job_storage, job_work

tasks = TaskList()

PREFIX = "imports"
# An upload may still be on its way to its row.
LEFT_ALONE = timedelta(days=1)


def _around(context: JobContext) -> service.Surroundings:
    storage = job_storage(context)
    return service.Surroundings(
        opening=lambda: job_work(context),
        open_file=storage.open,
        zone=Zone(job_config(context).time_zone),
    )


@tasks.task(name="check_import", retry=USUAL_RETRY, pass_context=True)
def check_import(context: JobContext, import_id: str) -> None:
    """Read the whole file and note what is wrong with it."""
    service.run_check(_around(context), UUID(import_id))


@tasks.task(name="commit_import", retry=USUAL_RETRY, pass_context=True)
def commit_import(context: JobContext, import_id: str) -> None:
    """Write the good rows; a second run goes on where the first one died."""
    service.run_commit(_around(context), UUID(import_id))


@tasks.task(name="undo_import", retry=USUAL_RETRY, pass_context=True)
def undo_import(context: JobContext, import_id: str) -> None:
    """Take back what was written."""
    service.run_undo(_around(context), UUID(import_id))


@tasks.periodic(cron="53 3 * * *")
@tasks.task(name="sweep_import_files", retry=USUAL_RETRY, queueing_lock="sweep_import_files", pass_context=True)
def sweep_import_files(context: JobContext, timestamp: int) -> None:  # noqa: ARG001 - the queue's own contract
    """Remove files of imports that were never written down, or are no longer: a crash came between the two."""
    storage, before = job_storage(context), utc_now() - LEFT_ALONE
    old = [stored.key for stored in storage.list(PREFIX) if stored.modified_at < before]
    with job_work(context) as session:
        known = queries.known_keys(session, old)
    for key in old:
        if key not in known:
            storage.delete(key)


@tasks.task(name="remove_import_file", retry=USUAL_RETRY, pass_context=True)
def remove_import_file(context: JobContext, storage_key: str) -> None:
    """Remove the file of an import whose deletion is certain."""
    job_storage(context).delete(storage_key)
