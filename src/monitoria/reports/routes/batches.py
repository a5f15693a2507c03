"""/api/reports/batches: many sheets as one ZIP, made in the background."""

from __future__ import annotations

from monitoria.platform.access import Permission
from monitoria.platform.http import Router, Work
from monitoria.reports.schemas.batches import BatchBody
from monitoria.reports.schemas.exports import ExportOut, show_export
from monitoria.reports.service import batches as service

router = Router("reports", "/api/reports/batches")


@router.post("", Permission.EVALUATION_PRINT, status=201)
def request_batch(work: Work, body: BatchBody) -> ExportOut:
    """Have up to 500 sheets put into one ZIP: an export like the others, with progress, a notice and seven days."""
    ids = body.wanted_ids()
    wanted = ids if ids is not None else body.as_query().as_filter(work.zone)
    given = {} if ids is not None else dict(body.filters or {})
    made = service.request_batch(work.session, work.actor, wanted, given, body.lang, work.zone, work.now)
    return show_export(made, work.now)
