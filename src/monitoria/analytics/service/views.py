"""The verbs about saved views: each person keeps his own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.orm import Session

from monitoria.analytics import queries
from monitoria.analytics.errors import TooManyViews, ViewNameTaken
from monitoria.analytics.events import ViewDeleted, ViewSaved, ViewUpdated
from monitoria.analytics.models import SavedView
from monitoria.analytics.rules import MOST_VIEWS, ViewPage, is_query
from monitoria.platform.access import Actor, Permission, require
from monitoria.platform.errors import FieldError, Invalid, StaleVersion
from monitoria.platform.events import emit
from monitoria.platform.search import sort_key

# Whoever saves two at once is one person: the second waits for the first.
_ONE_AT_A_TIME = text("SELECT 1 FROM users WHERE id = :id FOR NO KEY UPDATE")


@dataclass(frozen=True, slots=True)
class ViewFields:
    """What a view says: a page, and its filters as they stand in the address."""

    name: str
    page: ViewPage
    query: str
    is_home: bool


def save_view(session: Session, actor: Actor, fields: ViewFields, now: datetime) -> SavedView:
    """Keep a view. Raises `Invalid`, `ViewNameTaken` or `TooManyViews`."""
    require(actor, Permission.DASHBOARD_READ)
    known = _others(session, actor, fields)
    if len(known) >= MOST_VIEWS:
        raise TooManyViews()
    view = SavedView(user_id=actor.id, created_at=now)
    _write(session, view, fields, known, now)
    session.add(view)
    session.flush()
    emit(session, ViewSaved(view_id=view.id, view_name=view.name))
    return view


def update_view(
    session: Session, actor: Actor, view_id: UUID, version: int, fields: ViewFields, now: datetime
) -> SavedView:
    """Change a view of one's own. Raises `NotFound`, `StaleVersion`, `Invalid` or `ViewNameTaken`."""
    require(actor, Permission.DASHBOARD_READ)
    view = queries.get_view(session, actor, view_id)
    if view.version != version:
        raise StaleVersion()
    _write(session, view, fields, _others(session, actor, fields, besides=view_id), now)
    session.flush()
    emit(session, ViewUpdated(view_id=view.id, view_name=view.name))
    return view


def delete_view(session: Session, actor: Actor, view_id: UUID) -> None:
    """Forget a view of one's own. Raises `NotFound`."""
    require(actor, Permission.DASHBOARD_READ)
    view = queries.get_view(session, actor, view_id)
    told = ViewDeleted(view_id=view.id, view_name=view.name)
    session.delete(view)
    session.flush()
    emit(session, told)


def _others(session: Session, actor: Actor, fields: ViewFields, besides: UUID | None = None) -> list[SavedView]:
    """The actor's other views, held, once what is to be kept was found to make sense."""
    if not is_query(fields.query):
        raise Invalid.at("/query", "Isto não são filtros de uma página: comece por “?”.", "query")
    session.connection().execute(_ONE_AT_A_TIME, {"id": actor.id})
    others = [view for view in queries.list_views(session, actor, lock=True) if view.id != besides]
    if any(view.name_key == sort_key(fields.name) for view in others):
        raise ViewNameTaken(errors=[FieldError("/name", "Já está em uso.", "taken")])
    return others


def _write(session: Session, view: SavedView, fields: ViewFields, others: list[SavedView], now: datetime) -> None:
    """At most one is home: the one before gives way first."""
    if fields.is_home:
        for other in others:
            if other.is_home:
                other.is_home, other.updated_at = False, now
        session.flush()
    view.name, view.name_key = fields.name, sort_key(fields.name)
    view.page, view.query, view.is_home = fields.page.value, fields.query, fields.is_home
    view.updated_at = now
