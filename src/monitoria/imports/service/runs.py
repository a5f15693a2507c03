"""One run of a job over a file, batch by batch: each batch is a transaction that also moves the mark of what is done.

So a run that dies goes on where its last whole batch ended, and two runs of one import never both write: each batch
looks whether its run is still the present one.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.orm import Session

from monitoria.imports import queries
from monitoria.imports.events import ImportCancelled, ImportFailed
from monitoria.imports.models import Import
from monitoria.imports.rules.lifecycle import ImportStatus
from monitoria.imports.rules.options import Options, options_from
from monitoria.imports.service.tables import reading_from
from monitoria.people.queries import find_registered_actor
from monitoria.platform.access import Actor, Role
from monitoria.platform.clock import utc_now
from monitoria.platform.database import new_id
from monitoria.platform.events import Circumstances, circumstances_of, emit, set_circumstances
from monitoria.platform.tables import Cell, Reading

BATCH = 10_000
# Opens a unit of work that commits when its block ends well.
Opening = Callable[[], AbstractContextManager[Session]]
Batch = list[tuple[int, list[Cell]]]


class RunEnded(Exception):
    """The run is over before its time: cancelled, or another one goes on."""


@dataclass(frozen=True, slots=True)
class Run:
    """What a run works by, read once as it begins."""

    import_id: UUID
    number: int
    kind: str
    file_name: str
    storage_key: str
    reading: Reading
    mapping: Mapping[str, int]
    columns: tuple[str, ...]
    options: Options
    actor: Actor
    user_id: UUID | None
    rows_done: int


def begin_run(session: Session, import_id: UUID, status: ImportStatus, *, anew: bool) -> Run | None:
    """Take the import up as its present run; None when it is no longer in this status. `anew`: from its first row."""
    found = queries.load_import(session, import_id)
    if found is None or found.status != status.value:
        return None
    actor = _actor_of(session, found)
    if actor is None:
        return None
    now = utc_now()
    found.run += 1
    found.rows_done = 0 if anew else found.rows_done
    found.run_rows_from, found.run_started_at, found.progress_at = found.rows_done, now, now
    session.flush()
    return Run(
        import_id=found.id,
        number=found.run,
        kind=found.kind,
        file_name=found.file_name,
        storage_key=found.storage_key,
        reading=reading_from(found.reading),
        mapping=dict(found.mapping),
        columns=tuple(column["name"] for column in found.columns),
        options=options_from(found.options),
        actor=actor,
        user_id=found.created_by_id,
        rows_done=found.rows_done,
    )


def _actor_of(session: Session, found: Import) -> Actor | None:
    """On whose rights the work goes on: those that whoever brought the file has now."""
    if found.created_by_id is None:
        return Actor(new_id(), Role.ADMIN)
    return find_registered_actor(session, found.created_by_id)


def go_on(session: Session, run: Run) -> Import:
    """The import, locked for one batch of this run. Raises `RunEnded` when the run is over."""
    found = queries.load_import(session, run.import_id)
    if found is None or found.run != run.number:
        raise RunEnded()
    circumstances = circumstances_of(session)
    set_circumstances(session, Circumstances(run.user_id, circumstances.at, circumstances.request_id))
    return found


_PROGRESS = text(
    "UPDATE imports SET rows_done = :done, progress_at = :now, counts = CAST(:counts AS jsonb), "
    "rows_total = greatest(rows_total, :done) WHERE id = :id"
)


def mark_progress(session: Session, run: Run, rows_done: int, counts: Mapping[str, int]) -> None:
    """So many rows are through, in the transaction that brought them there. Not a new version of the import."""
    given = {"done": rows_done, "now": utc_now(), "id": run.import_id, "counts": json.dumps(counts)}
    session.execute(_PROGRESS, given)


def batches(rows: Iterator[tuple[int, list[Cell]]], skip: int) -> Iterator[Batch]:
    """The rows in batches, after the first `skip` of them."""
    rest = islice(rows, skip, None)
    while batch := list(islice(rest, BATCH)):
        yield batch


def cancel_run(session: Session, found: Import, status: ImportStatus, now: datetime) -> None:
    """End the present run where it stands."""
    found.status = status.value
    found.is_cancel_requested = False
    found.run += 1
    found.updated_at = found.finished_at = now
    session.flush()
    emit(session, ImportCancelled(import_id=found.id, file_name=found.file_name))


def fail_run(session: Session, run: Run, status: ImportStatus, problem: str) -> None:
    """The run can't go on, for a reason that the person can read."""
    found = queries.load_import(session, run.import_id)
    if found is None or found.run != run.number:
        return
    found.status, found.problem = status.value, problem
    found.run += 1
    found.updated_at = found.finished_at = utc_now()
    session.flush()
    emit(session, ImportFailed(import_id=found.id, file_name=found.file_name, problem=problem))
