"""Reports that leave by e-mail: an admin reaches all, everybody else those he made."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, func, or_, select, true
from sqlalchemy.orm import Session

from monitoria.people.models import Team, User
from monitoria.platform.access import Actor
from monitoria.platform.errors import NotFound
from monitoria.platform.http import PageQuery, Slice, SortKey, read_page
from monitoria.reports.models.schedules import ReportDelivery, ReportRecipient, ReportSchedule
from monitoria.reports.rules.schedules import SendingState

NEWEST_FIRST = SortKey("-created_at", (ReportSchedule.id,), is_descending=True)


@dataclass(frozen=True, slots=True)
class LabelledSchedule:
    """A schedule, what it is about, and when it was last sent."""

    schedule: ReportSchedule
    about: str
    last_sent_at: datetime | None


def _reach(actor: Actor) -> ColumnElement[bool]:
    return true() if actor.is_admin else ReportSchedule.created_by_id == actor.id


_TEAM: Any = select(Team.name).where(Team.id == ReportSchedule.team_id).scalar_subquery()
_PERSON: Any = select(User.full_name).where(User.id == ReportSchedule.operator_id).scalar_subquery()
_SENT: Any = (
    select(func.max(ReportDelivery.sent_at)).where(ReportDelivery.schedule_id == ReportSchedule.id).scalar_subquery()
)
_LABELLED: Select[Any] = select(ReportSchedule, func.coalesce(_TEAM, _PERSON), _SENT)


def list_schedules(session: Session, actor: Actor, page: PageQuery) -> Slice[LabelledSchedule]:
    """A page of the schedules in reach, the newest first."""
    return read_page(
        session,
        _LABELLED.where(_reach(actor)),
        page=page,
        sort=NEWEST_FIRST,
        shape=lambda row: LabelledSchedule(*row),
        key=lambda row: (row[0].id,),
        counted=select(ReportSchedule.id).where(_reach(actor)),
    )


def get_schedule(session: Session, actor: Actor, schedule_id: UUID, *, lock: bool = False) -> LabelledSchedule:
    """One schedule in reach; raises `NotFound`."""
    statement = _LABELLED.where(ReportSchedule.id == schedule_id, _reach(actor))
    if lock:
        statement = statement.with_for_update(of=ReportSchedule)
    row = session.execute(statement.execution_options(populate_existing=True)).one_or_none()
    if row is None:
        raise NotFound("Este envio não existe ou não é seu.")
    return LabelledSchedule(*row)


def count_schedules(session: Session, actor: Actor) -> int:
    """How many somebody made himself."""
    own = ReportSchedule.created_by_id == actor.id
    return session.execute(select(func.count()).select_from(ReportSchedule).where(own)).scalar_one()


def recipients_of(session: Session, schedule_ids: Collection[UUID]) -> dict[UUID, list[tuple[UUID, str]]]:
    """Whom these schedules, found in reach, are sent to: identifiers and names, by name."""
    statement = (
        select(ReportRecipient.schedule_id, User.id, User.full_name)
        .join(User, User.id == ReportRecipient.user_id)
        .where(ReportRecipient.schedule_id.in_(schedule_ids))
        .order_by(User.name_key, User.id)
    )
    found: dict[UUID, list[tuple[UUID, str]]] = {}
    for schedule_id, user_id, name in session.execute(statement):
        found.setdefault(schedule_id, []).append((user_id, name))
    return found


def find_due_schedules(session: Session, today: date) -> Sequence[ReportSchedule]:
    """Those whose day has come, locked; for the system itself."""
    statement = select(ReportSchedule).where(ReportSchedule.is_paused.is_(False), ReportSchedule.next_due_on <= today)
    return session.scalars(statement.order_by(ReportSchedule.id).with_for_update(skip_locked=True)).all()


def find_due_deliveries(session: Session, now: datetime, most: int) -> Sequence[UUID]:
    """What is to leave now, the oldest first."""
    waits = ReportDelivery.state == SendingState.PENDING.value
    # What was planned in the future was planned while a clock ran ahead.
    statement = select(ReportDelivery.id).where(
        waits, or_(ReportDelivery.due_at <= now, ReportDelivery.planned_at > now)
    )
    return session.scalars(statement.order_by(ReportDelivery.due_at, ReportDelivery.id).limit(most)).all()


def load_delivery(session: Session, delivery_id: UUID) -> ReportDelivery | None:
    """One delivery, locked; None once it is gone with its schedule."""
    statement = select(ReportDelivery).where(ReportDelivery.id == delivery_id).with_for_update()
    return session.scalars(statement.execution_options(populate_existing=True)).one_or_none()
