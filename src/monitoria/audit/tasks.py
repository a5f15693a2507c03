"""Jobs of the audit trail."""

from __future__ import annotations

from monitoria.audit import service
from monitoria.platform.clock import utc_now
from monitoria.platform.jobs import USUAL_RETRY, JobContext, TaskList, job_work

tasks = TaskList()


@tasks.periodic(cron="* * * * *")
@tasks.task(name="seal_audit_entries", retry=USUAL_RETRY, queueing_lock="seal_audit_entries", pass_context=True)
def seal_audit_entries(context: JobContext, timestamp: int) -> None:  # noqa: ARG001 - the queue's own contract
    """Seal everything that is committed, some thousands in each transaction."""
    sealed = service.SEALED_AT_ONCE
    while sealed == service.SEALED_AT_ONCE:
        with job_work(context) as session:
            sealed = service.seal_entries(session, utc_now())
