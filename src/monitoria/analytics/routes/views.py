"""/api/analytics/views: pages with their filters, each person's own."""

from __future__ import annotations

from monitoria.analytics import queries, service
from monitoria.analytics.schemas import ViewBody, ViewOut, ViewPageOut, ViewUpdateBody, show_view
from monitoria.analytics.service import ViewFields
from monitoria.platform.access import Permission
from monitoria.platform.http import IdPath, Router, Work

router = Router("analytics", "/api/analytics/views")


@router.get("", Permission.DASHBOARD_READ)
def list_views(work: Work) -> ViewPageOut:
    """One's own saved views, by name."""
    found = queries.list_views(work.session, work.actor)
    return ViewPageOut(items=[show_view(view) for view in found], next_cursor=None, total=len(found))


@router.post("", Permission.DASHBOARD_READ, status=201)
def save_view(work: Work, body: ViewBody) -> ViewOut:
    """Keep a page with its filters under a name."""
    return show_view(service.save_view(work.session, work.actor, _fields(body), work.now))


@router.put("/<id>", Permission.DASHBOARD_READ)
def update_view(work: Work, path: IdPath, body: ViewUpdateBody) -> ViewOut:
    """Change a view of one's own."""
    changed = service.update_view(work.session, work.actor, path.id, body.version, _fields(body), work.now)
    return show_view(changed)


@router.delete("/<id>", Permission.DASHBOARD_READ, status=204)
def delete_view(work: Work, path: IdPath) -> None:
    """Forget a view of one's own."""
    service.delete_view(work.session, work.actor, path.id)


def _fields(body: ViewBody) -> ViewFields:
    return ViewFields(body.name, body.page, body.query, body.is_home)
