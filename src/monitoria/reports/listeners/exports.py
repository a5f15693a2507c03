"""What exports do when something is asked of them: the long work goes into the queue."""

from __future__ import annotations

from sqlalchemy.orm import Session

from monitoria.platform.events import Subscription
from monitoria.platform.jobs import defer
from monitoria.reports.events import ExportExpired, ExportRemoved, ExportRequested
from monitoria.reports.tasks import exports as jobs


def on_requested(session: Session, event: ExportRequested) -> None:
    """Somebody waits for a file."""
    defer(session, jobs.run_export, export_id=str(event.export_id))


def on_gone(session: Session, event: ExportRemoved | ExportExpired) -> None:
    """The file goes when the transaction holds, not before."""
    if event.storage_key:
        defer(session, jobs.remove_export_file, storage_key=event.storage_key)


SUBSCRIPTIONS: tuple[Subscription, ...] = (
    (ExportRequested, on_requested),
    (ExportRemoved, on_gone),
    (ExportExpired, on_gone),
)
