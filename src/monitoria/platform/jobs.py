"""Jobs: slow or outward work, deferred in the transaction that causes it (a PostgreSQL queue, procrastinate)."""

from __future__ import annotations

from typing import Any, cast

import procrastinate
from procrastinate.retry import RetryStrategy
from sqlalchemy.orm import Session

# Every job names its retry policy; a guard looks. This is the usual one: 5 tries, 2 s, 4 s, 8 s … apart.
USUAL_RETRY = RetryStrategy(max_attempts=5, exponential_wait=2)

TaskList = procrastinate.Blueprint


def make_app(url: str) -> procrastinate.App:
    """The queue for a worker on the database at `url` (a SQLAlchemy URL)."""
    conninfo = url.replace("postgresql+psycopg://", "postgresql://", 1)
    return procrastinate.App(connector=procrastinate.PsycopgConnector(conninfo=conninfo, min_size=1, max_size=3))


def defer(session: Session, task: Any, **arguments: Any) -> None:
    """Put a job in the queue on the session's own connection: it lives and dies with the transaction."""
    connection = session.connection().connection.driver_connection
    cast(Any, task).configure(connection=connection, task_kwargs=arguments).defer()
