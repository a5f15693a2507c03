"""What a person does with exports in the background, and what time does."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from monitoria.platform.access import Actor, Permission, require
from monitoria.platform.events import emit
from monitoria.reports import queries
from monitoria.reports.errors import ExportNotReady, ExportReachChanged, TooManyExports
from monitoria.reports.events import (
    ExportCancelled,
    ExportExpired,
    ExportFailed,
    ExportRemoved,
    ExportRequested,
    ListExported,
)
from monitoria.reports.models import Export
from monitoria.reports.rules import MOST_OPEN, OPEN, ExportStatus, reach_mark
from monitoria.reports.service.exporting import Making
from monitoria.reports.service.makings import permission_of

LOST = "O trabalho parou no meio e não pôde ser retomado. Peça a exportação de novo."


def request_export(session: Session, making: Making, filters: Mapping[str, Any], now: datetime) -> Export:
    """Have the file made by the worker. Raises `Forbidden`, `TooManyExports`."""
    actor = making.asked.actor
    require(actor, Permission.EXPORT_OWN)
    require(actor, making.listing.permission)
    making.check()
    if queries.count_open(session, actor) >= MOST_OPEN:
        raise TooManyExports()
    made = Export(
        created_by_id=actor.id,
        list=making.listing.name,
        format=making.format.value,
        language=making.language,
        filters=dict(filters),
        status=ExportStatus.QUEUED.value,
        file_name=making.file_name,
        created_at=now,
    )
    session.add(made)
    session.flush()
    told = ExportRequested(
        export_id=made.id, owner_id=actor.id, file_name=made.file_name, list=made.list, filters=filters
    )
    emit(session, told)
    return made


def drop_export(session: Session, actor: Actor, export_id: UUID, now: datetime) -> None:
    """Cancel one that is not over; remove one that is, with its file. Raises `NotFound`."""
    require(actor, Permission.EXPORT_OWN)
    found = queries.get_export(session, actor, export_id, lock=True)
    about: Any = {"export_id": found.id, "owner_id": actor.id, "file_name": found.file_name}
    if found.status in OPEN:
        found.status, found.finished_at = ExportStatus.CANCELLED.value, now
        session.flush()
        emit(session, ExportCancelled(**about))
        return
    key = found.storage_key
    session.delete(found)
    session.flush()
    emit(session, ExportRemoved(**about, storage_key=key))


def take_file(session: Session, actor: Actor, export_id: UUID, now: datetime) -> Export:
    """The export whose file its asker fetches now; that stays in the audit trail.

    Raises `NotFound`, `ExportNotReady`; `Forbidden` and `ExportReachChanged` when he may no longer read as much.
    """
    require(actor, Permission.EXPORT_OWN)
    found = queries.get_export(session, actor, export_id)
    is_expired = found.expires_at is None or found.expires_at <= now
    if found.status != ExportStatus.READY.value or is_expired:
        raise ExportNotReady()
    require(actor, permission_of(found.list))
    if found.reach != reach_mark(actor.role.value, actor.team_ids):
        raise ExportReachChanged()
    told = ListExported(
        list=found.list,
        file_name=found.file_name,
        filters={name: value for name, value in found.filters.items() if name != "evaluation_ids"},
        rows=found.rows_done,
        is_whole=True,
        export_id=found.id,
    )
    emit(session, told)
    return found


def sweep_exports(session: Session, now: datetime) -> None:
    """Close what expired, and what no worker works on any longer."""
    for found in queries.find_expired(session, now):
        key, found.storage_key = found.storage_key or "", None
        found.status = ExportStatus.EXPIRED.value
        session.flush()
        about: Any = {"export_id": found.id, "owner_id": found.created_by_id, "file_name": found.file_name}
        emit(session, ExportExpired(**about, storage_key=key))
    for found in queries.find_silent(session, now):
        fail_export(session, found, LOST, now)


def fail_export(session: Session, found: Export, problem: str, now: datetime) -> None:
    """It will not be made, for a reason that its asker reads."""
    found.status, found.problem, found.finished_at = ExportStatus.FAILED.value, problem, now
    session.flush()
    told = ExportFailed(export_id=found.id, owner_id=found.created_by_id, file_name=found.file_name, problem=problem)
    emit(session, told)
