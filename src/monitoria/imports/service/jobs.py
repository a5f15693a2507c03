"""The three long works: checking a file, committing it, undoing it. Each goes on where it stopped."""

from __future__ import annotations

import contextlib
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from monitoria.calls.service import remove_imported_calls, restore_calls
from monitoria.imports import queries
from monitoria.imports.errors import ImportInUse
from monitoria.imports.events import ImportChecked, ImportCommitted, ImportUndone
from monitoria.imports.models import Import, ImportChange
from monitoria.imports.rules.fields import ImportKind
from monitoria.imports.rules.lifecycle import ImportStatus
from monitoria.imports.service.calls import CallChecker, CallWriter
from monitoria.imports.service.creating import create_decided
from monitoria.imports.service.files import LocalFile
from monitoria.imports.service.findings import clear_findings
from monitoria.imports.service.known import apply_decisions, load_known
from monitoria.imports.service.past import PastChecker, PastRows, PastWriter
from monitoria.imports.service.people import PeopleChecker, PeopleWriter
from monitoria.imports.service.runs import (
    BATCH,
    Batch,
    Opening,
    Run,
    RunEnded,
    batches,
    begin_run,
    cancel_run,
    fail_run,
    go_on,
    mark_progress,
)
from monitoria.imports.service.tables import file_rows
from monitoria.imports.service.traces import undo_evaluations, undo_people
from monitoria.platform.clock import Zone, utc_now
from monitoria.platform.errors import Problem, StaleVersion, Unavailable
from monitoria.platform.events import emit

OpenFile = Callable[[str], LocalFile]
Tell = Callable[[int], object]


def _tell_nobody(rows: int) -> None: ...


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a long work needs: units of work, the kept files, the zone; and whom to tell of every batch."""

    opening: Opening
    open_file: OpenFile
    zone: Zone
    tell: Tell = _tell_nobody


class Checker(Protocol):
    """Looks at the rows of one kind, and writes down what it finds."""

    counts: Counter[str]

    def look(self, batch: Batch) -> Any: ...
    def write(self, session: Session, looked: Any) -> None: ...
    def finish(self, session: Session) -> None: ...


class Writer(Protocol):
    """Writes the good rows of one kind."""

    counts: Counter[str]

    def look(self, batch: Batch) -> Any: ...
    def write(self, session: Session, looked: Any, now: datetime) -> None: ...


def run_check(around: Surroundings, import_id: UUID) -> None:
    """Read the whole file and note everything that is wrong with it; nothing else is written."""
    with around.opening() as session:
        run = begin_run(session, import_id, ImportStatus.CHECKING, anew=True)
        if run is None:
            return
        clear_findings(session, import_id)
        checker = _checker_of(session, run, around.zone)
    with _ending(around, run, ImportStatus.UPLOADED):
        for done, batch in _rows_of(around, run):
            looked = checker.look(batch)
            with around.opening() as session:
                found = go_on(session, run)
                if found.is_cancel_requested:
                    cancel_run(session, found, ImportStatus.UPLOADED, utc_now())
                    return
                checker.write(session, looked)
                mark_progress(session, run, done, checker.counts)
            around.tell(done)
        with around.opening() as session:
            _finish_check(session, run, checker)


def _checker_of(session: Session, run: Run, zone: Zone) -> Checker:
    if run.kind == ImportKind.PEOPLE.value:
        return PeopleChecker(run)
    if run.kind == ImportKind.EVALUATIONS.value:
        return PastChecker(run, load_known(session, run.actor))
    return CallChecker(run, load_known(session, run.actor), zone, utc_now())


def _finish_check(session: Session, run: Run, checker: Checker) -> None:
    found = go_on(session, run)
    checker.finish(session)
    found.status, found.problem = ImportStatus.CHECKED.value, None
    found.counts = dict(checker.counts)
    found.rows_total, found.rows_done = checker.counts["rows"], 0
    found.updated_at = utc_now()
    session.flush()
    told = ImportChecked(
        import_id=found.id, file_name=found.file_name, rows=found.counts["rows"], rejected=found.counts["rejected"]
    )
    emit(session, told)


def _rows_of(around: Surroundings, run: Run) -> Iterator[tuple[int, Batch]]:
    """Batches that are still to do, each with how many rows are done after it."""
    done = run.rows_done
    with around.open_file(run.storage_key).local() as path:
        for batch in batches(file_rows(path, run.reading, run.options), done):
            done += len(batch)
            yield done, batch


@contextlib.contextmanager
def _ending(around: Surroundings, run: Run, status: ImportStatus) -> Iterator[None]:
    """A problem that a person must hear of ends the run in `status`; any other fault is for the queue to try again."""
    try:
        yield
    except RunEnded:
        return
    except (Unavailable, StaleVersion):  # the queue tries again, and goes on where this one stopped
        raise
    except Problem as problem:
        with around.opening() as session:
            fail_run(session, run, status, problem.detail)


def run_commit(around: Surroundings, import_id: UUID) -> None:
    """Write every good row, batch by batch."""
    with around.opening() as session:
        run = begin_run(session, import_id, ImportStatus.COMMITTING, anew=False)
        if run is None:
            return
        now = utc_now()
        found = go_on(session, run)
        create_decided(session, run.actor, found, now)
        writer = _writer_of(around, session, run, found, now)
    with _ending(around, run, ImportStatus.FAILED):
        for done, batch in _rows_of(around, run):
            if not _commit_batch(around, run, writer, writer.look(batch), done):
                return
            around.tell(done)
        with around.opening() as session:
            _finish_commit(session, run, writer)


def _writer_of(around: Surroundings, session: Session, run: Run, found: Import, now: datetime) -> Writer:
    if run.kind == ImportKind.PEOPLE.value:
        return PeopleWriter(run, found.counts)
    known = load_known(session, run.actor)
    people = {operator.id: operator for operator in known.operators.values()}
    apply_decisions(known, queries.values_of(session, found.id), people)
    if run.kind == ImportKind.EVALUATIONS.value:
        return PastWriter(run, known, _learn(around, run), around.zone, found.counts)
    return CallWriter(run, known, around.zone, now, found.counts)


def _learn(around: Surroundings, run: Run) -> PastRows:
    """What the marks of each item are: only the whole file tells, before its first evaluation is written."""
    rows = PastRows(run)
    for _, batch in _rows_of(around, replace(run, rows_done=0)):
        rows.look(batch)
    return rows


def _commit_batch(around: Surroundings, run: Run, writer: Writer, looked: Any, done: int) -> bool:
    """Whether the run goes on after this batch."""
    with around.opening() as session:
        found = go_on(session, run)
        now = utc_now()
        if found.is_cancel_requested:
            cancel_run(session, found, ImportStatus.CANCELLED, now)
            return False
        writer.write(session, looked, now)
        mark_progress(session, run, done, writer.counts)
    return True


def _finish_commit(session: Session, run: Run, writer: Writer) -> None:
    found = go_on(session, run)
    counts = writer.counts
    found.status, found.problem = ImportStatus.COMMITTED.value, None
    found.updated_at = found.finished_at = utc_now()
    session.flush()
    told = ImportCommitted(
        import_id=found.id,
        file_name=found.file_name,
        source=run.options.source,
        created=counts["created"],
        updated=counts["updated"],
        unchanged=counts["unchanged"],
        rejected=counts["rejected"],
    )
    emit(session, told)


def run_undo(around: Surroundings, import_id: UUID) -> None:
    """Take back what an import wrote: what it made goes, what it changed says again what it said."""
    with around.opening() as session:
        run = begin_run(session, import_id, ImportStatus.UNDOING, anew=True)
    if run is None:
        return
    removed = restored = 0
    with _ending(around, run, ImportStatus.COMMITTED):
        with around.opening() as session:
            if queries.is_in_use(session, go_on(session, run)):
                raise ImportInUse()
        while step := _undo_batch(around, run):
            restored, removed = restored + step[0], removed + step[1]
            around.tell(restored + removed)
        with around.opening() as session:
            found = go_on(session, run)
            found.status = ImportStatus.UNDONE.value
            found.updated_at = found.finished_at = utc_now()
            session.flush()
            told = ImportUndone(import_id=found.id, file_name=found.file_name, removed=removed, restored=restored)
            emit(session, told)


def _undo_batch(around: Surroundings, run: Run) -> tuple[int, int] | None:
    """One batch given back and removed; None when nothing is left."""
    with around.opening() as session:
        go_on(session, run)
        if run.kind == ImportKind.PEOPLE.value:
            restored, removed = undo_people(session, run.actor, run.import_id, utc_now())
            return (restored, removed) if restored or removed else None
        if run.kind == ImportKind.EVALUATIONS.value:
            removed = undo_evaluations(session, run.actor, run.import_id, around.zone)
            return (0, removed) if removed else None
        changes = session.scalars(
            select(ImportChange).where(ImportChange.import_id == run.import_id).limit(BATCH // 10)
        ).all()
        before = {change.call_id: change.before for change in changes}
        if before:
            restored = restore_calls(session, run.actor, before, utc_now(), around.zone)
            gone = delete(ImportChange).where(ImportChange.import_id == run.import_id, ImportChange.call_id.in_(before))
            session.execute(gone)
            return restored, 0
        removed = remove_imported_calls(session, run.actor, run.import_id, around.zone, BATCH)
        return (0, removed) if removed else None
