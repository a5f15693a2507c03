"""Replicas: where reads that may lag are answered, as long as nobody can tell.

A replica is asked only when it is at most some seconds behind and already has what this person wrote last. Whatever
goes wrong with it raises `ReplicaLost`; the same work is then done on the primary, and it is left alone for a while.
"""

from __future__ import annotations

import itertools
import threading
import time
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import structlog
from sqlalchemy import Engine, create_engine, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.orm import Session

# A replica that failed, or was too far behind, is tried again after so long, by one request first.
REST_SECONDS = 5.0
POOL_WAIT_SECONDS = 1
_WROTE_WHERE_ONLY_READING_IS_DONE = "25006"

# What a person wrote last, as a reader on a replica can look for it; and whether all of it is there.
FindLastWrites = Callable[[Session, UUID, datetime], Sequence[UUID]]
HaveArrived = Callable[[Session, Collection[UUID]], bool]

log = structlog.get_logger(__name__)


class ReplicaLost(Exception):
    """The replica does not answer, is behind, or gave a query up: the primary is to be asked."""


@dataclass(frozen=True, slots=True)
class Mark:
    """How far the primary was when somebody asked (its own clock), and what he had written last."""

    flushed: str
    at: datetime
    writes: Sequence[UUID]


@dataclass(frozen=True, slots=True)
class OwnWrites:
    """Who knows what a person wrote last. The audit trail does: every change leaves an entry in its transaction."""

    find_last: FindLastWrites
    have_arrived: HaveArrived


class _Replica:
    """One of them, and whether it is left alone."""

    def __init__(self, engine: Engine, common: Replicas) -> None:
        self.engine = engine
        self._common = common
        self._lock = threading.Lock()
        self._is_doubted, self._rests_until = False, 0.0

    def is_worth_asking(self) -> bool:
        """Whether it may be asked now; after a rest, one asker finds out for all."""
        with self._lock:
            if not self._is_doubted:
                return True
            if time.monotonic() < self._rests_until:
                return False
            self._rests_until = time.monotonic() + self._common.rest_seconds
            return True

    def rest(self, why: str) -> None:
        """Leave it alone for a while."""
        with self._lock:
            is_news = not self._is_doubted
            self._is_doubted, self._rests_until = True, time.monotonic() + self._common.rest_seconds
        if is_news:
            log.warning("the replica is left alone; the primary answers", replica=self.engine.url.host, why=why)

    def trust(self) -> None:
        """It answered."""
        if not self._is_doubted:
            return
        with self._lock:
            self._is_doubted = False
        log.info("the replica answers again", replica=self.engine.url.host)


_PRIMARY = text("SELECT pg_current_wal_flush_lsn()::text AS flushed, clock_timestamp() AS at")
_HOW_FAR = text(
    """
    SELECT pg_is_in_recovery() AS is_replica, pg_last_xact_replay_timestamp() AS replayed_at,
           coalesce(pg_last_wal_replay_lsn() >= CAST(:flushed AS pg_lsn), false) AS has_all
    """
)


class Replicas:
    """All replicas of one database, asked in turn. `strict`: a write tried on one is a fault that shows."""

    def __init__(
        self, engines: Sequence[Engine], own: OwnWrites, *, most_behind_seconds: int, strict: bool = False
    ) -> None:
        self.rest_seconds = REST_SECONDS
        self.engines = tuple(engines)
        self._replicas = [_Replica(engine, self) for engine in engines]
        self._turn = itertools.count()
        self._own = own
        self._most_behind_seconds = most_behind_seconds
        self._strict = strict

    def mark(self, primary: Session, person: UUID | None, now: datetime) -> Mark:
        """Asked of the primary: what a replica must have before `person` reads there."""
        flushed, at = primary.connection().execute(_PRIMARY).one()
        writes = self._own.find_last(primary, person, now) if person is not None else ()
        return Mark(flushed, at, writes)

    @contextmanager
    def reading(self, mark: Mark) -> Iterator[Session]:
        """A session that can only read, on a replica that is fit for whoever has this mark. Raises `ReplicaLost`."""
        replica = self._choose()
        session = Session(replica.engine, expire_on_commit=False)
        try:
            self._check(replica, session, mark)
            replica.trust()
            yield session
        except (DBAPIError, PoolTimeout) as error:
            state = getattr(getattr(error, "orig", None), "sqlstate", None)
            if state == _WROTE_WHERE_ONLY_READING_IS_DONE:
                log.error("something wrote where only reading is done", exc_info=error)
                if self._strict:
                    raise
            replica.rest(f"{type(error).__name__} {state or ''}".strip())
            raise ReplicaLost from error
        finally:
            _close_quietly(session)

    def end(self) -> None:
        """Give the connections back."""
        for replica in self._replicas:
            replica.engine.dispose()

    def _choose(self) -> _Replica:
        first = next(self._turn)
        for place in range(len(self._replicas)):
            replica = self._replicas[(first + place) % len(self._replicas)]
            if replica.is_worth_asking():
                return replica
        raise ReplicaLost

    def _check(self, replica: _Replica, session: Session, mark: Mark) -> None:
        found = session.connection().execute(_HOW_FAR, {"flushed": mark.flushed}).one()
        # Both times are the primary's. One that has all is not behind, however long ago the last change was.
        behind = 0.0
        if not found.has_all:
            behind = (mark.at - found.replayed_at).total_seconds() if found.replayed_at else float("inf")
        if not found.is_replica or behind > self._most_behind_seconds:
            replica.rest(f"{behind:.0f} s behind" if found.is_replica else "not a replica")
            raise ReplicaLost
        if mark.writes and not self._own.have_arrived(session, mark.writes):
            replica.trust()  # it is well; only this person is ahead of it
            raise ReplicaLost


def make_replica_engine(url: str, options: str, connect_args: dict[str, object], pool_size: int) -> Engine:
    """An engine on which nothing can be written, and that is quick to give up."""
    return create_engine(
        url,
        pool_size=pool_size,
        max_overflow=0,
        hide_parameters=True,
        pool_timeout=POOL_WAIT_SECONDS,
        pool_use_lifo=True,
        connect_args={**connect_args, "options": f"{options} -c default_transaction_read_only=on"},
    )


def _close_quietly(session: Session) -> None:
    try:
        session.close()
    except DBAPIError:
        session.invalidate()
