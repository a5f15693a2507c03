"""Runs migrations: one process at a time, each migration a transaction of its own, with lock and statement timeouts."""

from __future__ import annotations

from alembic import context
from sqlalchemy import create_engine, pool, text

LOCK = 4_702_111  # any fixed number: two starts at once migrate one after the other
# Whoever waits for a table makes everybody behind him wait: shorter than the application's own patience for a lock.
LOCK_TIMEOUT = "2s"
STATEMENT_TIMEOUT = "15min"


def run() -> None:
    """Apply the asked migrations behind an advisory lock. What a migration that fails had done is undone."""
    engine = create_engine(context.config.attributes["url"], poolclass=pool.NullPool)
    with engine.connect() as connection:
        connection.execute(text("SELECT pg_advisory_lock(:lock)"), {"lock": LOCK})
        connection.execute(text(f"SET lock_timeout = '{LOCK_TIMEOUT}'"))
        connection.execute(text(f"SET statement_timeout = '{STATEMENT_TIMEOUT}'"))
        connection.commit()
        context.configure(connection=connection, transaction_per_migration=True)
        with context.begin_transaction():
            context.run_migrations()
    engine.dispose()


run()
