"""What a person asks of an import: to check it, commit it, stop it, go on, take it back."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from monitoria.imports import queries
from monitoria.imports.errors import ImportInUse, ImportUndecided, NothingToImport
from monitoria.imports.events import ImportCheckRequested, ImportCommitRequested, ImportUndoRequested, ImportUpdated
from monitoria.imports.models import Import
from monitoria.imports.rules.lifecycle import ImportMove, ImportStatus, is_dead
from monitoria.imports.rules.options import options_from
from monitoria.imports.service.files import required_findings, take_import
from monitoria.imports.service.runs import cancel_run
from monitoria.platform.access import Actor
from monitoria.platform.events import emit


def request_check(session: Session, actor: Actor, import_id: UUID, now: datetime, *, is_queued: bool = True) -> Import:
    """Have the whole file read, by the worker unless whoever asks does it.

    Raises as `take_import` does, or `Invalid` with what is missing.
    """
    found = take_import(session, actor, ImportMove.CHECK, import_id)
    required_findings(found, options_from(found.options)).raise_if_any()
    _start(session, found, ImportStatus.CHECKING, now)
    found.rows_done = 0
    session.flush()
    emit(session, ImportCheckRequested(import_id=found.id, file_name=found.file_name, is_queued=is_queued))
    return found


def request_commit(session: Session, actor: Actor, import_id: UUID, now: datetime, *, is_queued: bool = True) -> Import:
    """Have the good rows written, by the worker unless whoever asks does it.

    Raises `NotFound`, `Forbidden`, `ImportMoveRefused`, `ImportUndecided` or `NothingToImport`.
    """
    found = take_import(session, actor, ImportMove.COMMIT, import_id)
    undecided = queries.count_undecided(session, found.id)
    if undecided:
        raise ImportUndecided(extra={"undecided": undecided})
    if not found.counts.get("good"):
        raise NothingToImport()
    _start(session, found, ImportStatus.COMMITTING, now)
    emit(session, ImportCommitRequested(import_id=found.id, file_name=found.file_name, is_queued=is_queued))
    return found


def cancel_import(session: Session, actor: Actor, import_id: UUID, now: datetime) -> Import:
    """Stop after the present batch; what was written stays until it is undone. Raises as `take_import` does."""
    found = take_import(session, actor, ImportMove.CANCEL, import_id)
    is_checking = found.status == ImportStatus.CHECKING.value
    if is_dead(found.progress_at or found.updated_at, now):
        cancel_run(session, found, ImportStatus.UPLOADED if is_checking else ImportStatus.CANCELLED, now)
        return found
    found.is_cancel_requested = True
    found.updated_at = now
    session.flush()
    emit(session, ImportUpdated(import_id=found.id, file_name=found.file_name))
    return found


def resume_import(session: Session, actor: Actor, import_id: UUID, now: datetime) -> Import:
    """Go on where a commit stopped. Raises as `take_import` does."""
    found = take_import(session, actor, ImportMove.RESUME, import_id)
    _start(session, found, ImportStatus.COMMITTING, now)
    emit(session, ImportCommitRequested(import_id=found.id, file_name=found.file_name))
    return found


def request_undo(session: Session, actor: Actor, import_id: UUID, now: datetime) -> Import:
    """Have everything taken back. Raises as `take_import` does, or `ImportInUse`."""
    found = take_import(session, actor, ImportMove.UNDO, import_id)
    if queries.is_in_use(session, found):
        raise ImportInUse()
    _start(session, found, ImportStatus.UNDOING, now)
    emit(session, ImportUndoRequested(import_id=found.id, file_name=found.file_name))
    return found


def _start(session: Session, found: Import, status: ImportStatus, now: datetime) -> None:
    found.status, found.problem = status.value, None
    found.is_cancel_requested = False
    found.updated_at, found.progress_at, found.finished_at = now, now, None
    session.flush()
