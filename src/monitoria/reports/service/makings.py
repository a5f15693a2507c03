"""What is made of an export: the file of a list, or a ZIP of sheets."""

from __future__ import annotations

from uuid import UUID

from monitoria.platform.access import Actor, Permission
from monitoria.platform.clock import Zone
from monitoria.platform.tables import Format
from monitoria.reports.models import Export
from monitoria.reports.queries.lists import LISTINGS, Asked
from monitoria.reports.service import batches
from monitoria.reports.service.exporting import Making


def permission_of(kind: str) -> Permission:
    """What one must hold to have this made, and to fetch it."""
    return batches.PERMISSION if kind == batches.SHEETS else LISTINGS[kind].permission


def content_type_of(form: str) -> str:
    """The media type of its file."""
    return batches.CONTENT_TYPE if form == batches.ZIP else Format(form).content_type


def making_of(found: Export, actor: Actor, zone: Zone) -> Making | batches.SheetsMaking:
    """What the worker makes of `found`, within the present reach of whoever asked for it."""
    if found.list == batches.SHEETS:
        ids = [UUID(text) for text in found.filters["evaluation_ids"]]
        return batches.SheetsMaking(actor, ids, found.language, zone, found.created_at, acts_for=actor.id)
    listing = LISTINGS[found.list]
    asked = Asked(actor, listing.query.model_validate(found.filters), zone, found.created_at)
    return Making(listing, asked, Format(found.format), found.language)
