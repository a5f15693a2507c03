"""Jobs of reports by e-mail."""

from __future__ import annotations

from monitoria.platform.clock import Zone, utc_now
from monitoria.platform.jobs import USUAL_RETRY, JobContext, TaskList, job_alone, job_config, job_work
from monitoria.reports.service import mailing as service

tasks = TaskList()

_ONE_SENDER = 4_702_121


@tasks.periodic(cron="*/5 * * * *")
@tasks.task(name="send_due_reports", retry=USUAL_RETRY, queueing_lock="send_due_reports", pass_context=True)
def send_due_reports(context: JobContext, timestamp: int) -> None:  # noqa: ARG001 - the queue's own contract
    """Reports whose day came, those to be tried again, and those that a dead worker left."""
    config = job_config(context)
    zone = Zone(config.time_zone)
    with job_alone(context, _ONE_SENDER) as is_alone:
        if not is_alone:
            return
        with job_work(context) as session:
            service.plan_reports(session, zone, config.digest_hour, utc_now())
        service.send_reports(service.Post(lambda: job_work(context), config, zone, utc_now))
