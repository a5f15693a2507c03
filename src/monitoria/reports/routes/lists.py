"""GET /api/<list>/export: each list as a file, with its own filters and within its own reach."""

from __future__ import annotations

from typing import Any

from monitoria.platform.http import Router, Streaming, Work
from monitoria.platform.tables import Format
from monitoria.reports import service
from monitoria.reports.queries.lists import LISTINGS, Asked, Listing
from monitoria.reports.schemas.lists import ExportQuery, export_query, list_query

CONTENT_TYPES = tuple(dict.fromkeys(form.content_type for form in Format))


def _route(listing: Listing) -> Router:
    router = Router("exports", "")

    def export(work: Work, query: Any) -> Streaming:
        return _export(work, listing, query)

    export.__name__ = f"export_{listing.name.replace('-', '_')}"
    export.__doc__ = "The list as a file, with its own filters: whatever is in reach, in the order asked for."
    export.__annotations__ = {"work": Work, "query": export_query(listing), "return": Streaming}
    router.get(listing.rule, listing.permission, content=CONTENT_TYPES, may_lag=True)(export)
    return router


def _export(work: Work, listing: Listing, query: ExportQuery) -> Streaming:
    asked = Asked(work.actor, list_query(listing, query), work.zone, work.now)
    making = service.Making(listing, asked, query.format, query.lang)
    return service.export_list(work.session, making, query.filters())


ROUTERS = tuple(_route(listing) for listing in LISTINGS.values())
