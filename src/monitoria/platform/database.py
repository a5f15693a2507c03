"""The database: engine, tables' base, the unit of work (the only place that commits) and migrations."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import datetime
from enum import Enum
from pathlib import Path
from typing import Any, ClassVar, TypeVar
from uuid import UUID

from alembic import command
from alembic.config import Config as AlembicConfig
from alembic.script import ScriptDirectory
from sqlalchemy import DateTime, MetaData, create_engine, text
from sqlalchemy.engine import Connection, Engine, make_url
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.orm import DeclarativeBase, Session
from sqlalchemy.orm.exc import StaleDataError
from sqlalchemy.pool import NullPool

from monitoria.platform.errors import StaleVersion, Unavailable
from monitoria.platform.events import Bus, Circumstances, set_circumstances, speak_through
from monitoria.platform.metrics.pool import CountedPool
from monitoria.platform.replicas import Mark, OwnWrites, ReplicaLost, Replicas, make_replica_engine

MIGRATIONS = Path(__file__).resolve().parent.parent / "migrations"

# A statement that takes longer than this is a fault, not a wait worth a person's time.
STATEMENT_TIMEOUT_MS = 15_000
LOCK_TIMEOUT_MS = 5_000
CONNECT_TIMEOUT_SECONDS = 3
POOL_WAIT_SECONDS = 5
# A peer that vanished without a word (a cut cable, a machine that lost power) is given up: what was sent and not
# confirmed within the first, and an idle connection whose questions nobody answers (5 + 3 × 2 s). Sockets of TCP only.
NETWORK_PATIENCE = {
    "tcp_user_timeout": 6_000,
    "keepalives_idle": 5,
    "keepalives_interval": 2,
    "keepalives_count": 3,
}
_GRANT_LOCK = 4_702_115
# A migration's turns at a table that is held: about two minutes in all.
MIGRATION_TRIES = 25
LONGEST_PAUSE_SECONDS = 3.0

T = TypeVar("T")


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


def one_of(column: str, words: Iterable[Enum]) -> str:
    """The condition of a CHECK constraint: `column` holds one of these words."""
    return f"{column} IN ({', '.join(repr(str(word.value)) for word in words)})"


_OPTIONS = (
    f"-c statement_timeout={STATEMENT_TIMEOUT_MS} -c lock_timeout={LOCK_TIMEOUT_MS} "
    "-c idle_in_transaction_session_timeout=30000 -c timezone=UTC -c jit=off"
)


def _connect_args(application: str) -> dict[str, object]:
    return {"connect_timeout": CONNECT_TIMEOUT_SECONDS, "application_name": application, **NETWORK_PATIENCE}


def make_engine(url: str, *, pool_size: int = 8, application: str = "monitoria") -> Engine:
    """An engine whose sessions speak UTC, give up on long statements, and never wait for ever for a connection."""
    return create_engine(
        url,
        poolclass=CountedPool,
        pool_size=pool_size,
        max_overflow=0,
        hide_parameters=True,  # a fault that is logged shows its statement, never a person's data
        pool_timeout=POOL_WAIT_SECONDS,
        pool_use_lifo=True,
        connect_args={**_connect_args(application), "options": _OPTIONS},
    )


def make_replicas(
    urls: Iterable[str], own: OwnWrites, *, most_behind_seconds: int, pool_size: int, application: str, strict: bool
) -> Replicas | None:
    """The replicas at these addresses; None when there are none."""
    engines = [make_replica_engine(url, _OPTIONS, _connect_args(application), pool_size) for url in urls]
    return Replicas(engines, own, most_behind_seconds=most_behind_seconds, strict=strict) if engines else None


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

    def __init__(self, engine: Engine | Connection, bus: Bus, replicas: Replicas | None = None) -> None:
        self.engine = engine
        self.bus = bus
        self.replicas = replicas

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

    def close(self) -> None:
        """Give all connections back."""
        if isinstance(self.engine, Engine):
            self.engine.dispose()
        if self.replicas is not None:
            self.replicas.end()

    def mark(self, primary: Session, person: UUID | None, now: datetime) -> Mark | None:
        """What a replica must have before `person` reads there; None where there is no replica."""
        return self.replicas.mark(primary, person, now) if self.replicas is not None else None

    def read(self, circumstances: Circumstances, mark: Mark | None, work: Callable[[Session], T]) -> T:
        """What `work` reads on a replica that is fit for this mark; the same on the primary where none is, or it fails.

        `work` may be begun twice. What it emits is heard on the primary, and commits before this returns.
        """
        if mark is not None:
            try:
                with self.reading_apart(circumstances, mark) as session:
                    return work(session)
            except ReplicaLost:
                pass
        with self.unit_of_work(circumstances) as session:
            return work(session)

    @contextmanager
    def reading_apart(self, circumstances: Circumstances, mark: Mark) -> Iterator[Session]:
        """A session on a replica, which only reads; what it emits is told on the primary. Raises `ReplicaLost`."""
        if self.replicas is None:
            raise ReplicaLost
        with ExitStack() as told, self.replicas.reading(mark) as session:
            set_circumstances(session, circumstances)
            speak_through(session, lambda: told.enter_context(self.unit_of_work(circumstances)))
            yield session


# Serialization, deadlock, a lock not had in time, and the same thing made twice between looking and writing.
_LOST_RACES = frozenset({"40001", "40P01", "55P03", "23505"})


@contextmanager
def _translated_faults() -> Iterator[None]:
    try:
        yield
    except StaleDataError as error:  # somebody else's change came between our reading and our writing
        raise StaleVersion() from error
    except (DBAPIError, PoolTimeout) as error:
        if is_connection_lost(error):
            raise Unavailable(headers={"Retry-After": "2"}) from error
        if getattr(getattr(error, "orig", None), "sqlstate", None) in _LOST_RACES:
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


def migrate(url: str, application: str | None = None) -> None:
    """Bring the database to the newest schema. Safe to call twice and from two processes at once.

    `url` is the owner's. `application` is whom the application connects as, by address or by name; when that is
    another role, it is given what it needs and no more. A table that somebody else holds is waited for in short turns,
    so that the people who work meanwhile don't wait behind us. Raises `MigrationBlocked` when it is never free.
    """
    _upgrade(alembic_config(url))
    role = make_url(application).username if application and "://" in application else application
    if role and role != make_url(url).username:
        grant_application(url, role)


class MigrationBlocked(Exception):
    """A table that a migration changes was never free; the migrations before it are done, this one is not begun."""


def _upgrade(config: AlembicConfig) -> None:
    for number in range(MIGRATION_TRIES):
        try:
            command.upgrade(config, "head")
            return
        except DBAPIError as error:
            if getattr(error.orig, "sqlstate", None) != "55P03":
                raise
        time.sleep(min(0.2 * 2**number, LONGEST_PAUSE_SECONDS))
    raise MigrationBlocked()


# Tables that the application adds to and never changes.
APPEND_ONLY = ("audit_entries", "audit_seals")


def grant_application(owner_url: str, role: str) -> None:
    """Let `role` work with every table, but only add to those that are append-only. Safe to call again."""
    name = f'"{role.replace(chr(34), chr(34) * 2)}"'
    tables = ", ".join(APPEND_ONLY)
    engine = create_engine(owner_url, poolclass=NullPool)
    try:
        with engine.begin() as connection:
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _GRANT_LOCK})
            connection.execute(text(f"GRANT USAGE ON SCHEMA public TO {name}"))
            connection.execute(text(f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {name}"))
            connection.execute(text(f"REVOKE UPDATE, DELETE, TRUNCATE ON {tables} FROM {name}"))
            connection.execute(text(f"REVOKE INSERT, UPDATE, DELETE ON alembic_version FROM {name}"))
            connection.execute(text(f"GRANT ALL ON ALL SEQUENCES IN SCHEMA public TO {name}"))
    finally:
        engine.dispose()


def is_trail_protected(engine: Engine) -> bool:
    """Whether whoever `engine` connects as can neither change the append-only tables nor become their owner."""
    question = text(
        """
        SELECT bool_and(NOT r.rolsuper AND NOT pg_has_role(c.relowner, 'MEMBER')
               AND NOT has_table_privilege(c.oid, 'UPDATE') AND NOT has_table_privilege(c.oid, 'DELETE')
               AND NOT has_table_privilege(c.oid, 'TRUNCATE'))
          FROM pg_class c, pg_roles r
         WHERE c.relname = ANY(:tables) AND c.relkind = 'r' AND r.rolname = current_user
        """
    )
    with engine.connect() as connection:
        return bool(connection.execute(question, {"tables": list(APPEND_ONLY)}).scalar_one())


def newest_revision() -> str:
    """The revision this code expects."""
    head = ScriptDirectory(str(MIGRATIONS)).get_current_head()
    if head is None:
        raise RuntimeError("there are no migrations")
    return head


def server_version(engine: Engine) -> int:
    """The server's major version, for example 18."""
    with engine.connect() as connection:
        number = connection.execute(text("SHOW server_version_num")).scalar_one()
    return int(number) // 10_000
