"""What can go wrong with the embedded PostgreSQL, each told in one Portuguese sentence."""


class PostgresError(Exception):
    """The embedded PostgreSQL can't be had; the message says why and what to do."""


class AlreadyRunningError(PostgresError):
    """Another process holds these data; connect to its server instead."""
