"""Exports in the background; each person reaches his own, whatever he is."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session

from monitoria.platform.access import Actor
from monitoria.platform.errors import NotFound
from monitoria.platform.http import PageQuery, Slice, SortKey, read_page
from monitoria.reports.models import Export
from monitoria.reports.rules import OPEN, SILENT, ExportStatus

NEWEST_FIRST = SortKey("-created_at", (Export.id,), is_descending=True)
_IS_OPEN = Export.status.in_([status.value for status in OPEN])


def list_exports(session: Session, actor: Actor, page: PageQuery) -> Slice[Export]:
    """A page of one's own exports, the newest first."""
    return read_page(
        session,
        select(Export).where(Export.created_by_id == actor.id),
        page=page,
        sort=NEWEST_FIRST,
        shape=lambda row: row[0],
        key=lambda row: (row[0].id,),
    )


def get_export(session: Session, actor: Actor, export_id: UUID, *, lock: bool = False) -> Export:
    """One of one's own; raises `NotFound`."""
    statement = select(Export).where(Export.id == export_id, Export.created_by_id == actor.id)
    found = session.scalars(statement.with_for_update() if lock else statement).one_or_none()
    if found is None:
        raise NotFound("Esta exportação não existe ou não é sua.")
    return found


def count_open(session: Session, actor: Actor) -> int:
    """How many of somebody's own are not over."""
    return session.execute(select(func.count()).where(Export.created_by_id == actor.id, _IS_OPEN)).scalar_one()


def load_export(session: Session, export_id: UUID) -> Export | None:
    """An export for the job that makes it, locked."""
    statement = select(Export).where(Export.id == export_id).with_for_update()
    return session.scalars(statement.execution_options(populate_existing=True)).one_or_none()


def find_expired(session: Session, now: datetime) -> Sequence[Export]:
    """Those whose file may no longer be fetched, locked."""
    statement = select(Export).where(Export.status == ExportStatus.READY.value, Export.expires_at <= now)
    return session.scalars(statement.with_for_update(skip_locked=True)).all()


def find_silent(session: Session, now: datetime) -> Sequence[Export]:
    """Those that nobody works on any longer, and that nobody began for a day, locked."""
    before, day_before = now - SILENT, now - 24 * SILENT
    is_silent = or_(
        and_(Export.status == ExportStatus.RUNNING.value, Export.progress_at < before),
        and_(Export.status == ExportStatus.QUEUED.value, Export.created_at < day_before),
    )
    return session.scalars(select(Export).where(is_silent).with_for_update(skip_locked=True)).all()


def known_keys(session: Session, keys: Sequence[str]) -> set[str]:
    """Those of these files that an export still speaks of."""
    return set(session.scalars(select(Export.storage_key).where(Export.storage_key.in_(keys))))
