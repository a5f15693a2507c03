"""Jobs: slow or outward work, deferred in the transaction that causes it (a PostgreSQL queue, procrastinate)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, cast

import procrastinate
from procrastinate.retry import RetryStrategy
from sqlalchemy.orm import Session

from monitoria.platform.clock import utc_now
from monitoria.platform.database import Database
from monitoria.platform.events import Circumstances

# Every job names its retry policy; a guard looks. This is the usual one: 5 tries, 2 s, 4 s, 8 s … apart.
USUAL_RETRY = RetryStrategy(max_attempts=5, exponential_wait=2)

TaskList = procrastinate.Blueprint
JobContext = procrastinate.JobContext

_DATABASE = "database"


def make_app(url: str) -> procrastinate.App:
    """The queue for a worker on the database at `url` (a SQLAlchemy URL)."""
    conninfo = url.replace("postgresql+psycopg://", "postgresql://", 1)
    connector = procrastinate.PsycopgConnector(conninfo=conninfo, min_size=1, max_size=3)
    return procrastinate.App(connector=connector)


def worker_context(database: Database) -> dict[str, Any]:
    """What a worker hands to every job (its `additional_context`)."""
    return {_DATABASE: database}


@contextmanager
def job_work(context: JobContext) -> Iterator[Session]:
    """The unit of work of one job: commits when the block ends well, and nobody in particular acts."""
    database: Database = context.additional_context[_DATABASE]
    with database.unit_of_work(Circumstances(None, utc_now(), f"job-{context.job.id}")) as session:
        yield session


def defer(session: Session, task: Any, **arguments: Any) -> None:
    """Put a job in the queue on the session's own connection: it lives and dies with the transaction."""
    connection = session.connection().connection.driver_connection
    cast(Any, task).configure(connection=connection, task_kwargs=arguments).defer()
