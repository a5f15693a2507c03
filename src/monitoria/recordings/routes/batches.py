"""/api/recordings/batches."""

from __future__ import annotations

from monitoria.platform.access import Permission
from monitoria.platform.http import IdPath, Router, Upload, Work
from monitoria.recordings import queries, service
from monitoria.recordings.models import RecordingBatch
from monitoria.recordings.rules import PREFIX
from monitoria.recordings.schemas import (
    BatchConfirmBody,
    BatchForm,
    BatchOut,
    BatchPage,
    BatchQuery,
    BatchUpdateBody,
    show_batch,
    show_batch_summary,
)

router = Router("recordings", "/api/recordings/batches")


def _show(work: Work, batch: RecordingBatch) -> BatchOut:
    items = queries.items_of(work.session, batch.id)
    wanted = {call_id for item in items for call_id in (item.call_id, *item.candidate_ids) if call_id is not None}
    return show_batch(batch, items, queries.briefs_of(work.session, work.actor, wanted))


@router.post("", Permission.RECORDING_CREATE, status=201, upload=Upload(PREFIX))
def open_batch(work: Work, form: BatchForm) -> BatchOut:
    """Send many files and see which call each belongs to; nothing is added before it is confirmed."""
    return _show(work, service.open_batch(work.session, work.actor, form.files, work.storage, work.now, work.zone))


@router.get("", Permission.RECORDING_CREATE)
def list_batches(work: Work, query: BatchQuery) -> BatchPage:
    """The batches that the caller sent, the latest first."""
    page = queries.list_batches(work.session, work.actor, query)
    counts = queries.count_items(work.session, [batch.id for batch in page.items])
    return page.as_page(BatchPage, lambda batch: show_batch_summary(batch, counts.get(batch.id, (0, 0))))


@router.get("/<id>", Permission.RECORDING_CREATE)
def get_batch(work: Work, path: IdPath) -> BatchOut:
    """One batch with its files."""
    return _show(work, queries.get_batch(work.session, work.actor, path.id))


def _admit(work: Work, path: IdPath) -> None:
    queries.get_batch(work.session, work.actor, path.id)


@router.post("/<id>/files", Permission.RECORDING_CREATE, upload=Upload(PREFIX, _admit))
def add_to_batch(work: Work, path: IdPath, form: BatchForm) -> BatchOut:
    """Send more files to an open batch."""
    batch = service.add_to_batch(work.session, work.actor, path.id, form.files, work.storage, work.now, work.zone)
    return _show(work, batch)


@router.put("/<id>", Permission.RECORDING_CREATE)
def change_batch(work: Work, path: IdPath, body: BatchUpdateBody) -> BatchOut:
    """Match anew by other patterns or another window, or say by hand which call a file belongs to."""
    chosen = {choice.id: choice.call_id for choice in body.items}
    batch = service.change_batch(
        work.session,
        work.actor,
        path.id,
        body.version,
        body.patterns,
        body.window_seconds,
        chosen,
        work.now,
        work.zone,
    )
    return _show(work, batch)


@router.post("/<id>/confirm", Permission.RECORDING_CREATE)
def confirm_batch(work: Work, path: IdPath, body: BatchConfirmBody) -> BatchOut:
    """Add every file that has a call to it."""
    batch = service.confirm_batch(work.session, work.actor, path.id, body.version, work.storage, work.now)
    return _show(work, batch)


@router.delete("/<id>", Permission.RECORDING_CREATE, status=204)
def discard_batch(work: Work, path: IdPath) -> None:
    """Throw an open batch away with its files."""
    service.discard_batch(work.session, work.actor, path.id, work.now)
