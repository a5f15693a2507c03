"""Jobs of exports."""

from __future__ import annotations

import shutil
import tempfile
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from uuid import UUID

from monitoria.platform.clock import Zone, utc_now
from monitoria.platform.jobs import USUAL_RETRY, JobContext, TaskList, job_config, job_read, job_storage, job_work
from monitoria.reports import queries, service
from monitoria.reports.rules import PREFIX

tasks = TaskList()

# A file may still be on its way to its row, and a workbook be put together.
LEFT_ALONE = timedelta(days=1)


@tasks.task(name="run_export", retry=USUAL_RETRY, pass_context=True)
def run_export(context: JobContext, export_id: str) -> None:
    """Make the file that somebody asked for; a second run begins anew."""
    zone = Zone(job_config(context).time_zone)
    around = service.Surroundings(lambda: job_work(context), partial(job_read, context), job_storage(context), zone)
    service.run_export(around, UUID(export_id))


@tasks.task(name="remove_export_file", retry=USUAL_RETRY, pass_context=True)
def remove_export_file(context: JobContext, storage_key: str) -> None:
    """Remove a file that nobody may fetch any longer."""
    job_storage(context).delete(storage_key)


@tasks.periodic(cron="*/10 * * * *")
@tasks.task(name="sweep_exports", retry=USUAL_RETRY, queueing_lock="sweep_exports", pass_context=True)
def sweep_exports(context: JobContext, timestamp: int) -> None:  # noqa: ARG001 - the queue's own contract
    """Close what expired, and what a worker that died left."""
    with job_work(context) as session:
        service.sweep_exports(session, utc_now())


@tasks.periodic(cron="29 4 * * *")
@tasks.task(name="sweep_export_files", retry=USUAL_RETRY, queueing_lock="sweep_export_files", pass_context=True)
def sweep_export_files(context: JobContext, timestamp: int) -> None:  # noqa: ARG001 - the queue's own contract
    """Remove files that no export speaks of, and workbooks that a killed process left half made."""
    storage, before = job_storage(context), utc_now() - LEFT_ALONE
    old = [stored.key for stored in storage.list(PREFIX) if stored.modified_at < before]
    with job_work(context) as session:
        known = queries.known_keys(session, old)
    for key in old:
        if key not in known:
            storage.delete(key)
    for folder in Path(tempfile.gettempdir()).glob(f"{service.FOLDER_PREFIX}*"):
        if datetime.fromtimestamp(folder.stat().st_mtime, UTC) < before:
            shutil.rmtree(folder, ignore_errors=True)
