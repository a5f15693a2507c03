"""Jobs of privacy."""

from __future__ import annotations

from contextlib import AbstractContextManager

from sqlalchemy.orm import Session

from monitoria.platform.clock import utc_now
from monitoria.platform.jobs import USUAL_RETRY, JobContext, TaskList, job_work, work_off
from monitoria.privacy import service

tasks = TaskList()


@tasks.periodic(cron="23 3 * * *")
@tasks.task(name="purge_what_expired", retry=USUAL_RETRY, queueing_lock="purge_what_expired", pass_context=True)
def purge_what_expired(context: JobContext, timestamp: int) -> None:  # noqa: ARG001 - the queue's own contract
    """Delete recordings and erase records that are over their time, some hundreds in each transaction."""

    def opening() -> AbstractContextManager[Session]:
        return job_work(context)

    work_off(opening, service.PURGED_AT_ONCE, lambda session: service.purge_recordings(session, utc_now()))
    work_off(opening, service.PURGED_AT_ONCE, lambda session: service.purge_records(session, utc_now()))
