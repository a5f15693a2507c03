"""Saved views: each person finds his own."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from monitoria.analytics.models import SavedView
from monitoria.platform.access import Actor
from monitoria.platform.errors import NotFound


def list_views(session: Session, actor: Actor, *, lock: bool = False) -> list[SavedView]:
    """The actor's own, by name; there are never so many that they need pages."""
    own = select(SavedView).where(SavedView.user_id == actor.id).order_by(SavedView.name_key)
    return list(session.scalars(own.with_for_update() if lock else own))


def get_view(session: Session, actor: Actor, view_id: UUID) -> SavedView:
    """One of the actor's own; raises `NotFound`."""
    own = select(SavedView).where(SavedView.user_id == actor.id, SavedView.id == view_id)
    found = session.scalars(own).one_or_none()
    if found is None:
        raise NotFound("Esta visão não existe.")
    return found


def views_of(session: Session, user_id: UUID) -> list[dict[str, Any]]:
    """The views that somebody saved, for him to take along."""
    columns = (SavedView.name, SavedView.page, SavedView.query, SavedView.is_home, SavedView.created_at)
    rows = session.execute(select(*columns).where(SavedView.user_id == user_id).order_by(SavedView.name_key))
    return [dict(row._mapping) for row in rows]
