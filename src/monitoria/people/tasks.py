"""Jobs of people: what is only kept while it counts is forgotten every night."""

from __future__ import annotations

from monitoria.people import service
from monitoria.people.service.keys import forget_ended_keys
from monitoria.platform.clock import utc_now
from monitoria.platform.http.idempotency import forget_old_keys
from monitoria.platform.jobs import USUAL_RETRY, JobContext, TaskList, job_config, job_work
from monitoria.platform.sealing import make_sealer

tasks = TaskList()


@tasks.periodic(cron="17 4 * * *")
@tasks.task(name="forget_what_expired", retry=USUAL_RETRY, queueing_lock="forget_what_expired", pass_context=True)
def forget_what_expired(context: JobContext, timestamp: int) -> None:  # noqa: ARG001 - the queue's own contract
    """Forget sessions and keys that ended long ago, failed sign-ins that no longer count, and old idempotency keys.

    Secrets of authenticators that an earlier key sealed are sealed anew, so that it can be forgotten.
    """
    with job_work(context) as session:
        service.forget_old_sessions(session, utc_now())
        forget_ended_keys(session, utc_now())
        forget_old_keys(session, utc_now())
        service.seal_anew(session, make_sealer(job_config(context), service.PURPOSE))
