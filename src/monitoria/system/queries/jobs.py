"""The queue's own tables. Whoever may look at the system sees all of it: reach is the permission."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import text
from sqlalchemy.orm import Session

from monitoria.platform.access import Actor, Permission, require
from monitoria.platform.errors import NotFound

# A worker that has not been heard of for so long is dead.
SILENCE_SECONDS = 60

_BY_STATE = text(
    "SELECT queue_name, task_name, status::text, count(*) FROM procrastinate_jobs GROUP BY 1, 2, 3 ORDER BY 1, 2, 3"
)
# The oldest of those whose time has come, and since when: when it was put there, or the time it was put off to.
_OLDEST = text(
    """
    SELECT o.queue_name, o.task_name,
           extract(epoch FROM now() - greatest(j.scheduled_at,
               (SELECT max(e.at) FROM procrastinate_events e WHERE e.job_id = j.id AND e.type = 'deferred')))
      FROM (SELECT queue_name, task_name, min(id) AS id FROM procrastinate_jobs
             WHERE status = 'todo' AND (scheduled_at IS NULL OR scheduled_at <= now()) GROUP BY 1, 2) o
      JOIN procrastinate_jobs j ON j.id = o.id
     ORDER BY 1, 2
    """
)
_WORKERS = text(
    """
    SELECT count(*) FILTER (WHERE last_heartbeat > now() - make_interval(secs => :silence)), max(last_heartbeat)
      FROM procrastinate_workers
    """
)
_FAILED = """
    SELECT j.id, j.task_name, j.attempts, e.at
      FROM procrastinate_jobs j
      JOIN LATERAL (SELECT max(at) AS at FROM procrastinate_events WHERE job_id = j.id AND type = 'failed') e ON true
     WHERE j.status = 'failed'
"""
_LATEST_FAILED = text(f"{_FAILED} AND e.at > :since ORDER BY e.at DESC, j.id DESC LIMIT :most")
_FAILED_SINCE = text(f"SELECT count(*) FROM ({_FAILED} AND e.at > :since) AS f")


@dataclass(frozen=True, slots=True)
class TaskCount:
    """How many jobs of one task are in one state."""

    queue: str
    task: str
    state: str
    count: int


@dataclass(frozen=True, slots=True)
class TaskAge:
    """How long the oldest job of one task has been waiting, in seconds."""

    queue: str
    task: str
    seconds: float


@dataclass(frozen=True, slots=True)
class Workers:
    """How many are alive, and when one was last heard of."""

    alive: int
    heard_at: datetime | None


@dataclass(frozen=True, slots=True)
class FailedJob:
    """A job that was tried as often as its policy says."""

    id: int
    task: str
    attempts: int
    failed_at: datetime


def count_jobs(session: Session) -> list[TaskCount]:
    """How many jobs there are, by queue, task and state."""
    return [TaskCount(*row) for row in session.execute(_BY_STATE)]


def oldest_jobs(session: Session) -> list[TaskAge]:
    """For each task that waits, for how long its oldest job does."""
    return [TaskAge(queue, task, max(float(age or 0), 0.0)) for queue, task, age in session.execute(_OLDEST)]


def find_workers(session: Session) -> Workers:
    """Who takes jobs off the queue."""
    return Workers(*session.execute(_WORKERS, {"silence": SILENCE_SECONDS}).one())


def count_failed(session: Session, since: datetime) -> int:
    """How many jobs failed for good since then."""
    return int(session.execute(_FAILED_SINCE, {"since": since}).scalar_one())


def list_failed_jobs(session: Session, actor: Actor, since: datetime, most: int) -> Sequence[FailedJob]:
    """The jobs that failed for good since then, the latest first. Raises `Forbidden`."""
    require(actor, Permission.SYSTEM_READ)
    return [FailedJob(*row) for row in session.execute(_LATEST_FAILED, {"since": since, "most": most})]


def lock_failed_job(session: Session, actor: Actor, job_id: int) -> str:
    """The task of a job that failed for good, which nobody else tries again meanwhile. Raises `NotFound`."""
    require(actor, Permission.SYSTEM_RETRY_JOB)
    found: str | None = session.execute(
        text("SELECT task_name FROM procrastinate_jobs WHERE id = :id AND status = 'failed' FOR UPDATE"), {"id": job_id}
    ).scalar_one_or_none()
    if found is None:
        raise NotFound("Esta tarefa não existe mais, ou já foi refeita.")
    return found
