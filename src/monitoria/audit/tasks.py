"""Jobs of the audit trail."""

from __future__ import annotations

from monitoria.audit import service
from monitoria.platform.clock import utc_now
from monitoria.platform.jobs import USUAL_RETRY, JobContext, TaskList, job_work, work_off

tasks = TaskList()


@tasks.periodic(cron="* * * * *")
@tasks.task(name="seal_audit_entries", retry=USUAL_RETRY, queueing_lock="seal_audit_entries", pass_context=True)
def seal_audit_entries(context: JobContext, timestamp: int) -> None:  # noqa: ARG001 - the queue's own contract
    """Seal everything that is committed, some thousands in each transaction."""
    work_off(
        lambda: job_work(context), service.SEALED_AT_ONCE, lambda session: service.seal_entries(session, utc_now())
    )
