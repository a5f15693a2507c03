"""Runs migrations: one at a time across processes, with lock and statement timeouts."""

from __future__ import annotations

from alembic import context
from sqlalchemy import create_engine, pool, text

LOCK = 4_702_111  # any fixed number: two starts at once migrate one after the other


def run() -> None:
    """Apply the asked migrations in one transaction behind an advisory lock."""
    engine = create_engine(context.config.attributes["url"], poolclass=pool.NullPool)
    with engine.begin() as connection:
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
        connection.execute(text("SET LOCAL lock_timeout = '10s'"))
        connection.execute(text("SET LOCAL statement_timeout = '15min'"))
        context.configure(connection=connection, transaction_per_migration=False)
        context.run_migrations()
    engine.dispose()


run()
