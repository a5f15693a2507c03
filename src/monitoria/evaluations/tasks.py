"""Jobs of evaluations: what expired closes, what is near or late is told, files that nobody knows go."""

from __future__ import annotations

from contextlib import AbstractContextManager
from datetime import timedelta
from itertools import islice

from sqlalchemy.orm import Session

from monitoria.evaluations import queries, service
from monitoria.evaluations.rules import ATTACHMENTS
from monitoria.platform.clock import Zone, utc_now
from monitoria.platform.jobs import USUAL_RETRY, JobContext, TaskList, job_config, job_storage, job_work, work_off

tasks = TaskList()

# So many rows a transaction: nobody waits long for a row, and what a crash undoes is soon done again.
AT_ONCE = 100
SWEPT_AT_ONCE = 500
# An upload that is still running writes more often than this.
LEFT_ALONE = timedelta(hours=1)


@tasks.periodic(cron="*/10 * * * *")
@tasks.task(name="watch_deadlines", retry=USUAL_RETRY, queueing_lock="watch_deadlines", pass_context=True)
def watch_deadlines(context: JobContext, timestamp: int) -> None:  # noqa: ARG001 - the queue's own contract
    """Close what its operator let pass, tell of deadlines that come close, and of contests that wait too long."""
    zone, now = Zone(job_config(context).time_zone), utc_now()

    def opening() -> AbstractContextManager[Session]:
        return job_work(context)

    work_off(opening, AT_ONCE, lambda session: service.tell_near(session, now, zone, AT_ONCE))
    work_off(opening, AT_ONCE, lambda session: service.tell_overdue(session, now, AT_ONCE))
    work_off(opening, AT_ONCE, lambda session: service.close_expired(session, now, zone, AT_ONCE))


@tasks.periodic(cron="53 * * * *")
@tasks.task(name="sweep_contest_files", retry=USUAL_RETRY, queueing_lock="sweep_contest_files", pass_context=True)
def sweep_contest_files(context: JobContext, timestamp: int) -> None:  # noqa: ARG001 - the queue's own contract
    """Remove files of contests that no contest knows: what an interrupted upload left."""
    storage, old = job_storage(context), utc_now() - LEFT_ALONE
    files = (file.key for file in storage.list(ATTACHMENTS) if file.modified_at < old)
    while batch := list(islice(files, SWEPT_AT_ONCE)):
        with job_work(context) as session:
            known = queries.known_file_keys(session, batch)
        for key in batch:
            if key not in known:
                storage.delete(key)
