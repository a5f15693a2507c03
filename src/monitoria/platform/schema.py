"""Where a database stands, seen from this version: at its schema, one version behind, ahead of it, or out of reach.

An upgrade migrates first and restarts the web processes afterwards, so for a while the version before works on the new
schema. That is kept possible by a guard: from `PREVIOUS_REVISION` on, migrations only add. A new web process on the
schema of the version before serves too; what needs a table that is not there yet answers 503 until it is.
"""

from __future__ import annotations

from enum import StrEnum
from functools import lru_cache

from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from monitoria.platform.database import MIGRATIONS, Database

# The newest migration of the version before this one: moved to the newest of all when a version is closed.
PREVIOUS_REVISION = "0022_closing"

_UNDEFINED = frozenset({"42P01", "42703"})  # a table, a column


class SchemaState(StrEnum):
    """What a web process of this version can make of a database."""

    CURRENT = "current"
    AHEAD = "ahead"  # migrated by a newer version
    BEHIND = "behind"  # not yet migrated from the version before
    TOO_OLD = "too-old"
    EMPTY = "empty"

    @property
    def is_servable(self) -> bool:
        return self in (SchemaState.CURRENT, SchemaState.AHEAD, SchemaState.BEHIND)


def state_of_revision(found: str | None) -> SchemaState:
    """What it means that a database stands at `found`."""
    known = _revisions()
    if found is None:
        return SchemaState.EMPTY
    if found not in known:
        return SchemaState.AHEAD
    if found == known[0]:
        return SchemaState.CURRENT
    return SchemaState.BEHIND if known.index(found) <= known.index(PREVIOUS_REVISION) else SchemaState.TOO_OLD


def found_revision(connection: Connection) -> str | None:
    """Where the database stands; None when it was never migrated."""
    return MigrationContext.configure(connection).get_current_revision()


def state_of(database: Database) -> SchemaState:
    """Where the database stands, read now."""
    with Session(database.engine, join_transaction_mode="create_savepoint") as session:
        return state_of_revision(found_revision(session.connection()))


def state_on(engine: Engine) -> SchemaState:
    """The same, for who has no more than an engine."""
    with engine.connect() as connection:
        return state_of_revision(found_revision(connection))


def awaits_migration(database: Database, error: DBAPIError) -> bool:
    """Whether `error` is only that this version's migrations have not run yet."""
    if getattr(error.orig, "sqlstate", None) not in _UNDEFINED:
        return False
    try:
        return state_of(database) is SchemaState.BEHIND
    except DBAPIError:
        return False


@lru_cache
def _revisions() -> tuple[str, ...]:
    """Every revision, the newest first."""
    return tuple(script.revision for script in ScriptDirectory(str(MIGRATIONS)).walk_revisions())
