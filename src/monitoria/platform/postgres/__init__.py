"""The embedded PostgreSQL: server programs from a wheel, run as a child process on the installation's own folder."""

from monitoria.platform.postgres.errors import AlreadyRunningError, PostgresError
from monitoria.platform.postgres.server import (
    APPLICATION_ROLE,
    DATABASE,
    EmbeddedPostgres,
    create_database,
    create_role,
    running_url,
)

__all__ = [
    "APPLICATION_ROLE",
    "DATABASE",
    "AlreadyRunningError",
    "EmbeddedPostgres",
    "PostgresError",
    "create_database",
    "create_role",
    "running_url",
]
