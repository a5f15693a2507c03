"""The embedded PostgreSQL: server programs from a wheel, run as a child process on the installation's own folder."""

from monitoria.platform.postgres.errors import AlreadyRunningError, PostgresError
from monitoria.platform.postgres.server import DATABASE, EmbeddedPostgres, create_database, running_url

__all__ = ["DATABASE", "AlreadyRunningError", "EmbeddedPostgres", "PostgresError", "create_database", "running_url"]
