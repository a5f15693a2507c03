"""The verbs: look at the system, and run a job again that had failed for good."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from monitoria.platform.access import Actor, Permission, require
from monitoria.platform.config import Config
from monitoria.platform.events import emit
from monitoria.system import queries
from monitoria.system.errors import JobWaitsAlready
from monitoria.system.events import JobRetried
from monitoria.system.rules import Finding, judge

_RETRY = text("SELECT procrastinate_retry_job_v2(:id, now(), NULL, NULL, NULL)")


def examine_system(session: Session, actor: Actor, config: Config, now: datetime) -> list[Finding]:
    """How every matter stands. Raises `Forbidden`."""
    require(actor, Permission.SYSTEM_READ)
    return judge(queries.read_facts(session, config, now))


def retry_job(session: Session, actor: Actor, job_id: int) -> None:
    """Put a job that failed for good back in the queue, to be tried once more.

    Safe: every job may be run twice, for a worker may die at any moment. Raises `Forbidden`, `NotFound`, or
    `JobWaitsAlready` when one of its kind waits that does the same.
    """
    task = queries.lock_failed_job(session, actor, job_id)
    try:
        with session.begin_nested():
            session.execute(_RETRY, {"id": job_id})
    except IntegrityError:
        raise JobWaitsAlready() from None
    emit(session, JobRetried(job_id=job_id, task=task))
