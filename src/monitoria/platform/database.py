"""The database: engine, tables' base, the unit of work (the only place that commits) and migrations."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any, ClassVar
from uuid import UUID

from alembic import command
from alembic.config import Config as AlembicConfig
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import DateTime, MetaData, create_engine, text
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.orm import DeclarativeBase, Session
from sqlalchemy.orm.exc import StaleDataError

from monitoria.platform.errors import StaleVersion, Unavailable
from monitoria.platform.events import Bus, Circumstances, set_circumstances

MIGRATIONS = Path(__file__).resolve().parent.parent / "migrations"

# A statement that takes longer than this is a fault, not a wait worth a person's time.
STATEMENT_TIMEOUT_MS = 15_000
LOCK_TIMEOUT_MS = 5_000
CONNECT_TIMEOUT_SECONDS = 3
POOL_WAIT_SECONDS = 5


class Base(DeclarativeBase):
    """Base of every table: constraint names are predictable, times are aware."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map: ClassVar[dict[Any, Any]] = {datetime: DateTime(timezone=True)}


def new_id() -> UUID:
    """A UUIDv7 (RFC 9562 §5.7): unique, and growing with time so that indexes stay dense."""
    milliseconds = time.time_ns() // 1_000_000
    random = int.from_bytes(os.urandom(10), "big")
    value = (milliseconds & 0xFFFF_FFFF_FFFF) << 80 | random
    value = value & ~(0xF << 76) | 0x7 << 76
    value = value & ~(0x3 << 62) | 0x2 << 62
    return UUID(int=value)


def make_engine(url: str, *, pool_size: int = 8, application: str = "monitoria") -> Engine:
    """An engine whose sessions speak UTC, give up on long statements, and never wait for ever for a connection."""
    options = (
        f"-c statement_timeout={STATEMENT_TIMEOUT_MS} -c lock_timeout={LOCK_TIMEOUT_MS} "
        "-c idle_in_transaction_session_timeout=30000 -c timezone=UTC -c jit=off"
    )
    return create_engine(
        url,
        pool_size=pool_size,
        max_overflow=0,
        hide_parameters=True,  # a fault that is logged shows its statement, never a person's data
        pool_timeout=POOL_WAIT_SECONDS,
        pool_use_lifo=True,
        connect_args={
            "options": options,
            "connect_timeout": CONNECT_TIMEOUT_SECONDS,
            "application_name": application,
        },
    )


def is_connection_lost(error: BaseException) -> bool:
    """Whether the database, not the request, is at fault: unreachable, restarting, or out of connections."""
    if isinstance(error, PoolTimeout):
        return True
    if not isinstance(error, DBAPIError):
        return False
    state = getattr(error.orig, "sqlstate", None) or ""
    unreachable = error.connection_invalidated or (not state and type(error).__name__ == "OperationalError")
    return unreachable or state[:2] in ("08", "57", "53")


class Database:
    """One engine and one event bus: opens units of work.

    Given an open connection instead of an engine, every unit of work nests in that connection's transaction.
    """

    def __init__(self, engine: Engine | Connection, bus: Bus) -> None:
        self.engine = engine
        self.bus = bus

    @contextmanager
    def unit_of_work(self, circumstances: Circumstances) -> Iterator[Session]:
        """A session that commits when the block ends well and undoes everything when it raises.

        A problem that `keeps_changes` commits and is raised again. A database that is gone becomes `Unavailable`.
        """
        session = Session(self.engine, expire_on_commit=False, join_transaction_mode="create_savepoint")
        self.bus.attach(session)
        set_circumstances(session, circumstances)
        try:
            with _translated_faults():
                try:
                    yield session
                except Exception as error:
                    if getattr(error, "keeps_changes", False):
                        session.commit()
                    raise
                session.commit()
        finally:
            _close_quietly(session)


@contextmanager
def _translated_faults() -> Iterator[None]:
    try:
        yield
    except StaleDataError as error:  # somebody else's change came between our reading and our writing
        raise StaleVersion() from error
    except (DBAPIError, PoolTimeout) as error:
        if is_connection_lost(error):
            raise Unavailable(headers={"Retry-After": "2"}) from error
        if getattr(getattr(error, "orig", None), "sqlstate", None) in ("40001", "40P01", "55P03"):
            raise StaleVersion("Outra operação mexeu nisto ao mesmo tempo. Tente de novo.") from error
        raise


def _close_quietly(session: Session) -> None:
    """Closing rolls back; on a connection that has died that fails too, and must not hide the first fault."""
    try:
        session.close()
    except DBAPIError:
        session.invalidate()


def alembic_config(url: str) -> AlembicConfig:
    """Alembic, told where the migrations stand and which database to move."""
    config = AlembicConfig()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["url"] = url
    return config


def migrate(url: str) -> None:
    """Bring the database to the newest schema. Safe to call twice and from two processes at once."""
    command.upgrade(alembic_config(url), "head")


def newest_revision() -> str:
    """The revision this code expects."""
    head = ScriptDirectory(str(MIGRATIONS)).get_current_head()
    if head is None:
        raise RuntimeError("there are no migrations")
    return head


def is_migrated(database: Database) -> bool:
    """Whether the database stands at the newest revision."""
    with Session(database.engine, join_transaction_mode="create_savepoint") as session:
        return MigrationContext.configure(session.connection()).get_current_revision() == newest_revision()


def server_version(engine: Engine) -> int:
    """The server's major version, for example 18."""
    with engine.connect() as connection:
        number = connection.execute(text("SHOW server_version_num")).scalar_one()
    return int(number) // 10_000
