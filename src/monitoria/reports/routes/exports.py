"""/api/exports: files made in the background, for whoever asked for them."""

from __future__ import annotations

from flask import Response

from monitoria.platform.access import Permission
from monitoria.platform.errors import NotFound
from monitoria.platform.http import IdPath, Router, Work
from monitoria.platform.http.files import Served, send_file
from monitoria.platform.storage import NotStored
from monitoria.reports import queries, service
from monitoria.reports.queries.lists import Asked
from monitoria.reports.routes.lists import CONTENT_TYPES
from monitoria.reports.schemas.exports import ExportBody, ExportOut, ExportPage, ExportsQuery, show_export
from monitoria.reports.schemas.lists import list_query
from monitoria.reports.service.batches import CONTENT_TYPE as ZIP_TYPE
from monitoria.reports.service.makings import content_type_of

router = Router("exports", "/api/exports")


@router.get("", Permission.EXPORT_OWN)
def list_exports(work: Work, query: ExportsQuery) -> ExportPage:
    """One's own exports, the newest first."""
    page = queries.list_exports(work.session, work.actor, query)
    return page.as_page(ExportPage, lambda found: show_export(found, work.now))


@router.post("", Permission.EXPORT_OWN, status=201)
def request_export(work: Work, body: ExportBody) -> ExportOut:
    """Have a list made into a file in the background; a notice comes when it is ready."""
    listing, query = body.listing(), body.as_query()
    asked = Asked(work.actor, list_query(listing, query), work.zone, work.now)
    making = service.Making(listing, asked, query.format, query.lang)
    return show_export(service.request_export(work.session, making, query.filters(), work.now), work.now)


@router.get("/<id>", Permission.EXPORT_OWN)
def get_export(work: Work, path: IdPath) -> ExportOut:
    """One export, with how far it is."""
    return show_export(queries.get_export(work.session, work.actor, path.id), work.now)


@router.get("/<id>/file", Permission.EXPORT_OWN, content=(*CONTENT_TYPES, ZIP_TYPE))
def get_export_file(work: Work, path: IdPath) -> Response:
    """The file, for seven days; each time it is fetched stays in the audit trail."""
    found = service.take_file(work.session, work.actor, path.id, work.now)
    try:
        stored = work.storage.open(found.storage_key or "")
    except NotStored:
        raise NotFound("Este arquivo não está mais guardado: peça outro.") from None
    served = Served(stored, content_type_of(found.format), found.id.hex, found.file_name)
    return send_file(served, work.config.file_redirect)


@router.delete("/<id>", Permission.EXPORT_OWN, status=204)
def drop_export(work: Work, path: IdPath) -> None:
    """Cancel an export that is not over, nothing of it stays; remove one that is, with its file."""
    service.drop_export(work.session, work.actor, path.id, work.now)
