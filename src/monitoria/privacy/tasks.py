"""Jobs of privacy."""

from __future__ import annotations

from monitoria.platform.clock import utc_now
from monitoria.platform.jobs import USUAL_RETRY, JobContext, TaskList, job_work
from monitoria.privacy import service

tasks = TaskList()


@tasks.periodic(cron="23 3 * * *")
@tasks.task(name="purge_what_expired", retry=USUAL_RETRY, queueing_lock="purge_what_expired", pass_context=True)
def purge_what_expired(context: JobContext, timestamp: int) -> None:  # noqa: ARG001 - the queue's own contract
    """Delete recordings and erase records that are over their time, some hundreds in each transaction."""
    for purge in (service.purge_recordings, service.purge_records):
        purged = service.PURGED_AT_ONCE
        while purged == service.PURGED_AT_ONCE:
            with job_work(context) as session:
                purged = purge(session, utc_now())
