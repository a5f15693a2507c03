"""Jobs of notices: letters leave, old notices are forgotten."""

from __future__ import annotations

from monitoria.notifications import service
from monitoria.platform.clock import Zone, utc_now
from monitoria.platform.jobs import USUAL_RETRY, JobContext, TaskList, job_alone, job_config, job_work

tasks = TaskList()

_ONE_SENDER = 4_702_117


def _send(context: JobContext) -> None:
    """Send what is due, one process at a time; look again afterwards, for whoever found us busy and went away."""
    config = job_config(context)
    post = service.Post(lambda: job_work(context), config, Zone(config.time_zone), utc_now)
    has_more = True
    while has_more:
        with job_alone(context, _ONE_SENDER) as is_alone:
            if not is_alone:
                return
            service.send_due_letters(post)
        has_more = service.has_due_letters(post)


@tasks.task(name="send_letters", retry=USUAL_RETRY, pass_context=True)
def send_letters(context: JobContext) -> None:
    """Somebody is to be told at once."""
    _send(context)


@tasks.periodic(cron="* * * * *")
@tasks.task(name="send_due_letters", retry=USUAL_RETRY, queueing_lock="send_due_letters", pass_context=True)
def send_due_letters(context: JobContext, timestamp: int) -> None:  # noqa: ARG001 - the queue's own contract
    """Digests whose hour came, letters to be tried again, and those that a dead worker left."""
    _send(context)


@tasks.periodic(cron="41 4 * * *")
@tasks.task(name="forget_old_notices", retry=USUAL_RETRY, queueing_lock="forget_old_notices", pass_context=True)
def forget_old_notices(context: JobContext, timestamp: int) -> None:  # noqa: ARG001 - the queue's own contract
    """Forget what was told more than a year ago."""
    with job_work(context) as session:
        service.forget_old_notices(session, utc_now())
