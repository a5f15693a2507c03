"""What imports do when something is asked of them: the long work goes into the queue."""

from __future__ import annotations

from sqlalchemy.orm import Session

from monitoria.imports import tasks
from monitoria.imports.events import ImportCheckRequested, ImportCommitRequested, ImportDeleted, ImportUndoRequested
from monitoria.platform.events import Subscription
from monitoria.platform.jobs import defer


def on_check_requested(session: Session, event: ImportCheckRequested) -> None:
    """Somebody waits for the findings."""
    if event.is_queued:
        defer(session, tasks.check_import, import_id=str(event.import_id))


def on_commit_requested(session: Session, event: ImportCommitRequested) -> None:
    """Somebody wants the rows written."""
    if event.is_queued:
        defer(session, tasks.commit_import, import_id=str(event.import_id))


def on_undo_requested(session: Session, event: ImportUndoRequested) -> None:
    """Somebody wants the rows taken back."""
    defer(session, tasks.undo_import, import_id=str(event.import_id))


def on_deleted(session: Session, event: ImportDeleted) -> None:
    """The file goes when the transaction holds, not before."""
    defer(session, tasks.remove_import_file, storage_key=event.storage_key)


SUBSCRIPTIONS: tuple[Subscription, ...] = (
    (ImportCheckRequested, on_check_requested),
    (ImportCommitRequested, on_commit_requested),
    (ImportUndoRequested, on_undo_requested),
    (ImportDeleted, on_deleted),
)
