"""Every SELECT about notices; a person reaches his own, as far as he still reaches what they speak of."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, and_, exists, func, literal, or_, select
from sqlalchemy.orm import Session

from monitoria.notifications.models import LetterState, Notification, NotificationDelivery, NotificationPreference
from monitoria.notifications.rules import Mail
from monitoria.platform.access import Actor, reach_calls
from monitoria.platform.errors import NotFound
from monitoria.platform.http import PageQuery, Slice, SortKey, read_page

NEWEST_FIRST = SortKey("-at", (Notification.at, Notification.id), is_descending=True)
MOST_UNREAD = 1_000


@dataclass(frozen=True, slots=True)
class Unread:
    """How many notices wait (at most `MOST_UNREAD` are counted), and the newest one, read or not."""

    unread: int
    latest_id: UUID | None
    latest_at: datetime | None

    @property
    def mark(self) -> str:
        """The same as long as there is nothing new."""
        return f"{self.unread}.{self.latest_id.hex if self.latest_id else 0}"


def _own(actor: Actor) -> ColumnElement[bool]:
    return and_(
        Notification.user_id == actor.id,
        or_(
            Notification.operator_id.is_(None),
            reach_calls(actor, operator=Notification.operator_id, team=Notification.team_id),
        ),
    )


def list_notifications(
    session: Session, actor: Actor, kinds: Collection[str], page: PageQuery, *, unread: bool
) -> Slice[Notification]:
    """A page of one's own notices, the newest first; only unread ones, only of these kinds (none: of all)."""
    statement = select(Notification).where(_own(actor), Notification.is_shown)
    if unread:
        statement = statement.where(Notification.read_at.is_(None))
    if kinds:
        statement = statement.where(Notification.kind.in_(kinds))
    return read_page(
        session,
        statement,
        page=page,
        sort=NEWEST_FIRST,
        shape=lambda row: row[0],
        key=lambda row: (row[0].at, row[0].id),
    )


def get_notification(session: Session, actor: Actor, notification_id: UUID) -> Notification:
    """One of one's own, locked; raises `NotFound`."""
    statement = select(Notification).where(_own(actor), Notification.is_shown, Notification.id == notification_id)
    found = session.scalars(statement.with_for_update()).one_or_none()
    if found is None:
        raise NotFound("Este aviso não existe ou não é seu.")
    return found


def count_unread(session: Session, actor: Actor) -> Unread:
    """How many notices wait, and the newest one."""
    shown = and_(_own(actor), Notification.is_shown)
    waiting = select(literal(1)).where(shown, Notification.read_at.is_(None)).limit(MOST_UNREAD).subquery()
    newest = (
        select(Notification.id, Notification.at)
        .where(shown)
        .order_by(Notification.at.desc(), Notification.id.desc())
        .limit(1)
    ).subquery()
    counted = select(func.count()).select_from(waiting).scalar_subquery()
    one = select(literal(1).label("one")).subquery()
    statement = select(counted, newest.c.id, newest.c.at).select_from(one.outerjoin(newest, literal(True)))
    unread, latest_id, latest_at = session.execute(statement).one()
    return Unread(unread, latest_id, latest_at)


def find_preference(session: Session, user_id: UUID, *, lock: bool = False) -> NotificationPreference | None:
    """What this person chose, if he ever did."""
    statement = select(NotificationPreference).where(NotificationPreference.user_id == user_id)
    return session.scalars(statement.with_for_update() if lock else statement).one_or_none()


def notices_of_letter(session: Session, actor: Actor, ids: Collection[UUID]) -> list[Notification]:
    """Those of these notices that are still worth a letter to `actor`: in reach, and not read yet; oldest first."""
    statement = select(Notification).where(_own(actor), Notification.id.in_(ids), Notification.read_at.is_(None))
    return list(session.scalars(statement.order_by(Notification.at, Notification.id)))


def is_resting(session: Session, since: datetime) -> bool:
    """Whether the mail server could not be reached a moment ago."""
    waits = NotificationDelivery.state == LetterState.PENDING.value
    found = select(exists().where(waits, NotificationDelivery.unreachable_at > since))
    return bool(session.execute(found).scalar_one())


def due_letters(session: Session, now: datetime, cutoff: datetime, limit: int) -> list[tuple[UUID, list[UUID]]]:
    """What is to leave now: the person and the notices of each letter. A digest holds what was told before `cutoff`."""
    # What was told in the future was told while a clock ran ahead.
    is_time = or_(NotificationDelivery.due_at <= now, NotificationDelivery.told_at > now)
    due = (NotificationDelivery.state == LetterState.PENDING.value, is_time)
    columns = (NotificationDelivery.user_id, NotificationDelivery.notification_id)
    single = select(*columns).where(*due, NotificationDelivery.mode == Mail.AT_ONCE.value)
    many = (
        select(NotificationDelivery.user_id, func.array_agg(NotificationDelivery.notification_id))
        .where(*due, NotificationDelivery.mode == Mail.DIGEST.value, NotificationDelivery.told_at < cutoff)
        .group_by(NotificationDelivery.user_id)
    )
    rows = session.execute(single.order_by(NotificationDelivery.told_at).limit(limit)).all()
    letters = [(user_id, [notice_id]) for user_id, notice_id in rows]
    return letters + [(user_id, list(ids)) for user_id, ids in session.execute(many.limit(limit))]


def deliveries(session: Session, ids: Sequence[UUID]) -> list[NotificationDelivery]:
    """The rows of one letter, locked."""
    statement = select(NotificationDelivery).where(NotificationDelivery.notification_id.in_(ids))
    return list(session.scalars(statement.with_for_update().execution_options(populate_existing=True)))
