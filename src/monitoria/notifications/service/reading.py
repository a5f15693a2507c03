"""Reading one's notices."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, cast
from uuid import UUID

from sqlalchemy import CursorResult, delete, update
from sqlalchemy.orm import Session

from monitoria.notifications import queries
from monitoria.notifications.events import NotificationsRead
from monitoria.notifications.models import Notification
from monitoria.platform.access import Actor, Permission, require
from monitoria.platform.events import emit
from monitoria.platform.http import tell_pulse

KEPT = timedelta(days=365)


def read_notification(session: Session, actor: Actor, notification_id: UUID, now: datetime) -> Notification:
    """Mark one of one's own as read; reading it again changes nothing. Raises `NotFound`."""
    require(actor, Permission.OWN_ACCOUNT)
    found = queries.get_notification(session, actor, notification_id)
    if found.read_at is None:
        found.read_at = now
        session.flush()
        _told(session, actor, 1)
    return found


def read_all(session: Session, actor: Actor, until: datetime, now: datetime) -> int:
    """Mark everything told up to `until` as read, and nothing that came since; how many that were."""
    require(actor, Permission.OWN_ACCOUNT)
    mine = (Notification.user_id == actor.id, Notification.read_at.is_(None), Notification.at <= until)
    done = cast(CursorResult[Any], session.execute(update(Notification).where(*mine).values(read_at=now)))
    if done.rowcount:
        _told(session, actor, done.rowcount)
    return done.rowcount


def forget_old_notices(session: Session, now: datetime) -> None:
    """Forget what was told more than a year ago, read or not."""
    session.execute(delete(Notification).where(Notification.at < now - KEPT))


def _told(session: Session, actor: Actor, read: int) -> None:
    tell_pulse(session, [actor.id])  # one's other pages show the same count
    emit(session, NotificationsRead(user_id=actor.id, read=read))
