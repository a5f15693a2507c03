"""/api/notifications: what one was told, and how one wants to be."""

from __future__ import annotations

from flask import Response

from monitoria.notifications import queries, service
from monitoria.notifications.models import NotificationPreference
from monitoria.notifications.schemas import (
    NotificationOut,
    NotificationPage,
    NotificationQuery,
    PreferencesBody,
    PreferencesOut,
    PulseQuery,
    ReadAllBody,
    ReadAllOut,
    UnreadOut,
    show_notification,
    show_preferences,
    show_unread,
)
from monitoria.people.queries import get_user
from monitoria.platform.access import Permission
from monitoria.platform.http import IdPath, Router, Work, remember_asker

PREFIX = "/api/notifications"
router = Router("notifications", PREFIX)
ROUTERS = (router,)
# Asked by every open page every few seconds.
PULSES = frozenset({f"{PREFIX}/pulse"})


@router.get("", Permission.OWN_ACCOUNT)
def list_notifications(work: Work, query: NotificationQuery) -> NotificationPage:
    """What one was told, the newest first."""
    page = queries.list_notifications(work.session, work.actor, query.kind, query, unread=query.unread)
    return page.as_page(NotificationPage, lambda found: show_notification(found, work.zone))


@router.get("/unread-count", Permission.OWN_ACCOUNT)
def count_unread_notifications(work: Work) -> UnreadOut:
    """How many wait."""
    return show_unread(queries.count_unread(work.session, work.actor))


@router.get("/pulse", Permission.OWN_ACCOUNT, empty=True)
def get_notification_pulse(work: Work, query: PulseQuery) -> UnreadOut:
    """Anything new since the answer with that `mark`? 204 when not: open pages may ask every 4 seconds."""
    found = queries.count_unread(work.session, work.actor)
    if found.mark != query.since:
        return show_unread(found)
    remember_asker(work)
    return Response(status=204)  # type: ignore[return-value]


@router.post("/<id>/read", Permission.OWN_ACCOUNT)
def read_notification(work: Work, path: IdPath) -> NotificationOut:
    """Mark one as read."""
    return show_notification(service.read_notification(work.session, work.actor, path.id, work.now), work.zone)


@router.post("/read-all", Permission.OWN_ACCOUNT)
def read_all_notifications(work: Work, body: ReadAllBody) -> ReadAllOut:
    """Mark everything up to a time as read: what one saw, not what came while one was reading."""
    until = body.until if body.until.tzinfo else body.until.replace(tzinfo=work.zone.info)
    read = service.read_all(work.session, work.actor, until, work.now)
    return ReadAllOut(read=read, unread=queries.count_unread(work.session, work.actor).unread)


@router.get("/preferences", Permission.OWN_ACCOUNT)
def get_notification_preferences(work: Work) -> PreferencesOut:
    """How one is told of each kind of thing that can concern one's role."""
    return _show(work, queries.find_preference(work.session, work.actor.id))


@router.put("/preferences", Permission.OWN_ACCOUNT)
def update_notification_preferences(work: Work, body: PreferencesBody) -> PreferencesOut:
    """Choose, for each kind, the application, letters at once, or one letter a day; and the language of letters."""
    choices = [service.Choice(choice.kind, choice.in_app, choice.email) for choice in body.kinds]
    changed = service.update_preferences(work.session, work.actor, body.version, body.language, choices, work.now)
    return _show(work, changed)


def _show(work: Work, found: NotificationPreference | None) -> PreferencesOut:
    email = get_user(work.session, work.actor, work.actor.id).email
    settings = work.config
    return show_preferences(
        work.actor.role, email, found, mail_is_sent=bool(settings.smtp_url), digest_hour=settings.digest_hour
    )
