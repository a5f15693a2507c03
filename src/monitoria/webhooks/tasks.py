"""Jobs of webhooks: what is due leaves, one sender an endpoint; what is old is forgotten."""

from __future__ import annotations

from uuid import UUID

from monitoria.platform.clock import utc_now
from monitoria.platform.jobs import USUAL_RETRY, JobContext, TaskList, defer, job_alone, job_config, job_work
from monitoria.platform.sealing import make_sealer
from monitoria.webhooks import queries, service

tasks = TaskList()

# Letters and exports of people come first: a receiver may take its ten seconds.
_BEHIND_OTHERS = -10


@tasks.task(name="deliver_webhooks", retry=USUAL_RETRY, pass_context=True, priority=_BEHIND_OTHERS)
def deliver_webhooks(context: JobContext, endpoint_id: str) -> None:
    """Something is to be told to this endpoint; what its turn was too short for gets another."""
    found = UUID(endpoint_id)
    courier = service.Courier(lambda: job_work(context), job_config(context), utc_now)
    with job_alone(context, _key_of(found)) as is_alone:
        if not is_alone:
            return
        service.deliver(courier, found)
    with job_work(context) as session:  # also for whoever found us busy and went away
        if queries.has_due(session, found, utc_now()) and not queries.is_failing(session, found):
            defer(session, deliver_webhooks, endpoint_id=endpoint_id)


@tasks.periodic(cron="* * * * *")
@tasks.task(name="deliver_due_webhooks", retry=USUAL_RETRY, queueing_lock="deliver_due_webhooks", pass_context=True)
def deliver_due_webhooks(context: JobContext, timestamp: int) -> None:  # noqa: ARG001 - the queue's own contract
    """What is to be tried again, and what a dead worker left."""
    with job_work(context) as session:
        for endpoint_id in sorted(queries.waiting_endpoints(session, utc_now())):
            defer(session, deliver_webhooks, endpoint_id=str(endpoint_id))


@tasks.periodic(cron="53 4 * * *")
@tasks.task(name="forget_old_deliveries", retry=USUAL_RETRY, queueing_lock="forget_old_deliveries", pass_context=True)
def forget_old_deliveries(context: JobContext, timestamp: int) -> None:  # noqa: ARG001 - the queue's own contract
    """Forget what was told more than thirty days ago; seal anew what an earlier secret of the installation sealed."""
    with job_work(context) as session:
        service.forget_old_deliveries(session, utc_now())
        service.seal_anew(session, make_sealer(job_config(context), service.PURPOSE))


def _key_of(endpoint_id: UUID) -> int:
    """The endpoint as an advisory lock knows it: its random half."""
    return int.from_bytes(endpoint_id.bytes[8:], "big", signed=True)
