"""Jobs of coaching."""

from __future__ import annotations

from monitoria.coaching import service
from monitoria.platform.clock import Zone, utc_now
from monitoria.platform.jobs import USUAL_RETRY, JobContext, TaskList, job_config, job_work

tasks = TaskList()


@tasks.periodic(cron="7 * * * *")
@tasks.task(name="remind_of_due_plans", retry=USUAL_RETRY, queueing_lock="remind_of_due_plans", pass_context=True)
def remind_of_due_plans(context: JobContext, timestamp: int) -> None:  # noqa: ARG001 - the queue's own contract
    """Tell which plans are due in the next days. What was told is remembered in the same transaction."""
    with job_work(context) as session:
        service.remind_of_due_plans(session, utc_now(), Zone(job_config(context).time_zone))
