"""Jobs: slow or outward work, deferred in the transaction that causes it (a PostgreSQL queue, procrastinate)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from functools import cache
from typing import Any, TypeVar, cast
from uuid import UUID

import procrastinate
from procrastinate.retry import RetryStrategy
from sqlalchemy import Connection, text
from sqlalchemy.orm import Session

from monitoria.platform import logs
from monitoria.platform.clock import utc_now
from monitoria.platform.config import Config
from monitoria.platform.database import (
    CONNECT_TIMEOUT_SECONDS,
    NETWORK_PATIENCE,
    POOL_WAIT_SECONDS,
    Database,
)
from monitoria.platform.events import Circumstances
from monitoria.platform.observed import ORIGIN, observed, origin_of
from monitoria.platform.storage import Storage, make_storage

# Every job names its retry policy; a guard looks. This is the usual one: 10 tries, 2 s, 4 s, 8 s … apart, so that what
# a job needs may be gone for a quarter of an hour. No retry waits longer than `LONGEST_RETRY_SECONDS`.
USUAL_RETRY = RetryStrategy(max_attempts=10, exponential_wait=2)
LONGEST_RETRY_SECONDS = 1_200

TaskList = procrastinate.Blueprint
JobContext = procrastinate.JobContext

T = TypeVar("T")

_DATABASE = "database"
_CONFIG = "config"
_TAKE = text("SELECT pg_try_advisory_lock(:key)")
_RELEASE = text("SELECT pg_advisory_unlock(:key)")


def make_queue(lists: Mapping[str, TaskList]) -> procrastinate.App:
    """The queue that knows these jobs by their domain's name. It defers on sessions and is never opened itself."""
    queue = make_app("postgresql+psycopg:///never-opened")
    for namespace, tasks in lists.items():
        queue.add_tasks_from(tasks, namespace=namespace)
    for name, task in queue.tasks.items():
        task.func = observed(name, task.func)
    return queue


def queue_on(queue: procrastinate.App, url: str) -> AbstractContextManager[procrastinate.App]:
    """The same queue, while the block lasts, for a worker on the database at `url` (a SQLAlchemy URL)."""
    return queue.replace_connector(make_app(url).connector)


def make_app(url: str) -> procrastinate.App:
    """A queue without jobs on the database at `url` (a SQLAlchemy URL)."""
    conninfo = url.replace("postgresql+psycopg://", "postgresql://", 1)
    patience = {"connect_timeout": CONNECT_TIMEOUT_SECONDS, **NETWORK_PATIENCE}
    connector = procrastinate.PsycopgConnector(
        conninfo=conninfo, min_size=1, max_size=3, timeout=POOL_WAIT_SECONDS, kwargs=patience
    )
    return procrastinate.App(connector=connector)


def worker_context(database: Database, config: Config | None = None) -> dict[str, Any]:
    """What a worker hands to every job (its `additional_context`)."""
    return {_DATABASE: database, _CONFIG: config or Config()}


def job_config(context: JobContext) -> Config:
    """The installation's settings."""
    config: Config = context.additional_context[_CONFIG]
    return config


def job_storage(context: JobContext) -> Storage:
    """Where files are kept."""
    return make_storage(job_config(context))


@contextmanager
def job_work(context: JobContext) -> Iterator[Session]:
    """The unit of work of one job: commits when the block ends well, and nobody in particular acts."""
    database: Database = context.additional_context[_DATABASE]
    request_id = logs.bound_field("request_id") or f"job-{context.job.id}"
    with database.unit_of_work(Circumstances(None, utc_now(), request_id)) as session:
        yield session


def job_read(context: JobContext, person: UUID, work: Callable[[Session], T]) -> T:
    """What `work` reads for this person, on a replica that has what he wrote, or on the primary; may be begun twice."""
    database: Database = context.additional_context[_DATABASE]
    circumstances = Circumstances(None, utc_now(), f"job-{context.job.id}")
    mark = None
    if database.replicas is not None:
        with database.unit_of_work(circumstances) as session:
            mark = database.mark(session, person, circumstances.at)
    return database.read(circumstances, mark, work)


def work_off(opening: Callable[[], AbstractContextManager[Session]], most: int, some: Callable[[Session], int]) -> int:
    """Do some at a time, each in a unit of work of its own, until fewer than `most` were done; how many in all."""
    total, done = 0, most
    while done == most:
        with opening() as session:
            done = some(session)
        total += done
    return total


@contextmanager
def job_alone(context: JobContext, key: int) -> Iterator[bool]:
    """Whether nobody else in the installation is inside a block of this `key`; the claim dies with its process."""
    engine = context.additional_context[_DATABASE].engine
    if isinstance(engine, Connection):
        yield True
        return
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        is_alone = bool(connection.execute(_TAKE, {"key": key}).scalar_one())
        try:
            yield is_alone
        finally:
            if is_alone:
                connection.execute(_RELEASE, {"key": key})


def defer(session: Session, task: Any, **arguments: Any) -> None:
    """Put a job in the queue on the session's own connection: it lives and dies with the transaction.

    It knows the request, or the job, that it comes from.
    """
    connection = session.connection().connection.driver_connection
    deferrer = cast(Any, task).configure(connection=connection, task_kwargs={**arguments, ORIGIN: origin_of(session)})
    deferrer.job_manager = _deferring().job_manager  # a worker's own, which is open, would not take our connection
    deferrer.defer()


@cache
def _deferring() -> procrastinate.App:
    return make_app("postgresql+psycopg:///never-opened")
