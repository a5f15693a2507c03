"""An export being made by a worker: begun, written, finished; each step a unit of work of its own."""

from __future__ import annotations

import errno
import time
from collections.abc import Callable
from contextlib import AbstractContextManager, closing
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar, cast
from uuid import UUID

from sqlalchemy import CursorResult, update
from sqlalchemy.orm import Session

from monitoria.people.queries import find_registered_actor
from monitoria.platform.access import decide
from monitoria.platform.clock import Zone, utc_now
from monitoria.platform.errors import Problem
from monitoria.platform.events import emit
from monitoria.platform.storage import Incoming, Storage, new_key
from monitoria.reports import queries
from monitoria.reports.events import ExportReady
from monitoria.reports.models import Export
from monitoria.reports.rules import KEPT, MOST_RUNS, OPEN, PREFIX, ExportStatus, reach_mark
from monitoria.reports.service.batches import SheetsMaking
from monitoria.reports.service.exporting import Making, tell_nobody
from monitoria.reports.service.exports import LOST, fail_export
from monitoria.reports.service.makings import making_of, permission_of

T = TypeVar("T")
Opening = Callable[[], AbstractContextManager[Session]]


class Reading(Protocol):
    """Gives what the work read for this person; may begin it twice."""

    def __call__(self, person: UUID, work: Callable[[Session], T], /) -> T: ...


TOLD_EVERY_SECONDS = 1.0
NO_ROOM = "Não há espaço no disco para guardar o arquivo. Avise a administração, ou peça um período menor."
_FORBIDDEN = "Você não pode mais exportar esta lista: sua conta ou seu perfil mudou desde o pedido."
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a run needs: units of work, reading for somebody (perhaps on a replica), where files are kept, the zone."""

    opening: Opening
    reading: Reading
    storage: Storage
    zone: Zone


@dataclass(frozen=True, slots=True)
class _Run:
    export_id: UUID
    number: int
    making: Making | SheetsMaking
    reach: str


class _Stopped(Exception):
    """Somebody cancelled it, or another run goes on with it."""


def run_export(around: Surroundings, export_id: UUID) -> None:
    """Make the file. What goes wrong for good ends it with a sentence; other faults are for the queue to try again."""
    with around.opening() as session:
        run = _begin(session, around, export_id)
    if run is None:
        return
    try:
        _write(around, run)
    except (Problem, OSError) as fault:
        sentence = NO_ROOM if _is_full(fault) else LOST if run.number >= MOST_RUNS else None
        if sentence is None:
            raise
        _fail(around, run, sentence)
    except Exception:
        if run.number >= MOST_RUNS:
            _fail(around, run, LOST)
        raise


def _begin(session: Session, around: Surroundings, export_id: UUID) -> _Run | None:
    found, now = queries.load_export(session, export_id), utc_now()
    if found is None or found.status not in OPEN:
        return None
    actor = find_registered_actor(session, found.created_by_id)
    if actor is None or not decide(actor, permission_of(found.list)).is_allowed:
        fail_export(session, found, _FORBIDDEN, now)
        return None
    if found.run >= MOST_RUNS:
        fail_export(session, found, LOST, now)
        return None
    making = making_of(found, actor, around.zone)
    found.status, found.run = ExportStatus.RUNNING.value, found.run + 1
    found.rows_done, found.rows_total = 0, None
    found.started_at = found.progress_at = now
    return _Run(found.id, found.run, making, reach_mark(actor.role.value, actor.team_ids))


def _write(around: Surroundings, run: _Run) -> None:
    made = around.reading(run.making.actor_id, lambda session: _make(around, run, session))
    if made is None:
        return
    key, size = made
    with around.opening() as session:
        is_taken = _finish(session, run, key, size)
    if not is_taken:
        around.storage.delete(key)


def _make(around: Surroundings, run: _Run, session: Session) -> tuple[str, int] | None:
    """The file, kept: its key and its bytes. None when nobody wants it now. Begun twice, it begins anew."""
    run.making.tell = tell_nobody
    try:
        _mark(around, run, rows_total=run.making.count(session))
        run.making.tell = _Telling(around, run)
        with around.storage.receive() as incoming:
            size = _copy(run, incoming, session)
            key = new_key(PREFIX, utc_now())
            _mark(around, run)  # nobody cancelled it meanwhile
            incoming.keep(key)
    except _Stopped:
        return None
    return key, size


def _copy(run: _Run, incoming: Incoming, session: Session) -> int:
    size = 0
    with closing(run.making.pieces(session)) as pieces:
        for piece in pieces:
            incoming.write(piece)
            size += len(piece)
    return size


class _Telling:
    """Writes down how far a run is, at most once a second, and stops it when it is no longer wanted."""

    def __init__(self, around: Surroundings, run: _Run) -> None:
        self._around = around
        self._run = run
        self._told_at = time.monotonic()

    def __call__(self, rows: int) -> None:
        if time.monotonic() - self._told_at >= TOLD_EVERY_SECONDS:
            _mark(self._around, self._run, rows_done=rows)
            self._told_at = time.monotonic()


def _mark(around: Surroundings, run: _Run, **values: Any) -> None:
    present = (Export.id == run.export_id, Export.run == run.number, Export.status == ExportStatus.RUNNING.value)
    with around.opening() as session:
        changed = session.execute(update(Export).where(*present).values(progress_at=utc_now(), **values))
    if cast(CursorResult[Any], changed).rowcount == 0:
        raise _Stopped


def _finish(session: Session, run: _Run, key: str, size: int) -> bool:
    found, now = queries.load_export(session, run.export_id), utc_now()
    if found is None or (found.status, found.run) != (ExportStatus.RUNNING.value, run.number):
        return False
    found.status, found.storage_key, found.size_bytes = ExportStatus.READY.value, key, size
    found.rows_done = found.rows_total = run.making.rows
    found.reach, found.finished_at, found.expires_at = run.reach, now, now + KEPT
    session.flush()
    told = ExportReady(
        export_id=found.id,
        owner_id=found.created_by_id,
        file_name=found.file_name,
        rows=found.rows_done,
        expires_at=found.expires_at,
    )
    emit(session, told)
    return True


def _fail(around: Surroundings, run: _Run, sentence: str) -> None:
    with around.opening() as session:
        found = queries.load_export(session, run.export_id)
        if found is not None and found.status in OPEN and found.run == run.number:
            fail_export(session, found, sentence, utc_now())


def _is_full(fault: BaseException) -> bool:
    """Whether it says, itself or by what caused it, that there is no room."""
    cause: BaseException | None = fault
    while cause is not None:
        if isinstance(cause, OSError) and cause.errno in _FULL:
            return True
        cause = cause.__cause__
    return False
