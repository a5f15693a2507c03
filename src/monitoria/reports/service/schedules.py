"""What a leader does with reports by e-mail."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import delete
from sqlalchemy.orm import Session

from monitoria.people.models import User
from monitoria.people.queries import find_registered_actor, get_team, get_user
from monitoria.platform.access import Actor, Facts, Permission, Role, decide, require
from monitoria.platform.clock import Zone
from monitoria.platform.errors import FieldError, Invalid, NotFound, StaleVersion
from monitoria.platform.events import emit
from monitoria.reports.errors.schedules import TooManySchedules
from monitoria.reports.events.schedules import ScheduleCreated, ScheduleDeleted, ScheduleUpdated
from monitoria.reports.models.schedules import ReportRecipient, ReportSchedule
from monitoria.reports.queries import schedules as queries
from monitoria.reports.queries.schedules import LabelledSchedule
from monitoria.reports.rules.schedules import MOST_SCHEDULES, Rhythm, ScheduledKind, next_due
from monitoria.settings.queries import get_closing_day


@dataclass(frozen=True, slots=True)
class Wish:
    """What shall be sent, how often, to whom."""

    rhythm: Rhythm
    language: str
    recipient_ids: Sequence[UUID]
    is_paused: bool = False


@dataclass(frozen=True, slots=True)
class Subject:
    """What a report is about: a team, or an operator."""

    kind: ScheduledKind
    id: UUID


def may_read(session: Session, actor: Actor, subject: Subject) -> bool:
    """Whether this person may print that report now."""
    try:
        if subject.kind is ScheduledKind.TEAM_MONTH:
            team = get_team(session, actor, subject.id)
            return decide(actor, Permission.TEAM_PRINT, Facts(team_id=team.id)).is_allowed
        person = get_user(session, actor, subject.id)
        return person.role == Role.OPERATOR.value and decide(actor, Permission.USER_PRINT).is_allowed
    except NotFound:
        return False


def subject_of(schedule: ReportSchedule) -> Subject:
    """What a schedule is about."""
    kind = ScheduledKind(schedule.kind)
    identity = schedule.team_id if kind is ScheduledKind.TEAM_MONTH else schedule.operator_id
    assert identity is not None  # noqa: S101 - a constraint of the table
    return Subject(kind, identity)


def create_schedule(
    session: Session, actor: Actor, subject: Subject, wish: Wish, zone: Zone, now: datetime
) -> LabelledSchedule:
    """Have a report sent again and again. Raises `Forbidden`, `Invalid`, `TooManySchedules`."""
    require(actor, Permission.SCHEDULE_CREATE)
    if not may_read(session, actor, subject):
        pointer = "/team_id" if subject.kind is ScheduledKind.TEAM_MONTH else "/operator_id"
        raise Invalid.at(pointer, "Não existe ou não está ao seu alcance.", "unknown")
    _check_recipients(session, actor, subject, wish.recipient_ids)
    if queries.count_schedules(session, actor) >= MOST_SCHEDULES:
        raise TooManySchedules()
    is_team = subject.kind is ScheduledKind.TEAM_MONTH
    made = ReportSchedule(
        created_by_id=actor.id,
        kind=subject.kind.value,
        team_id=subject.id if is_team else None,
        operator_id=None if is_team else subject.id,
        created_at=now,
        **_fields(session, wish, zone, now),
    )
    session.add(made)
    session.flush()
    _set_recipients(session, made.id, wish.recipient_ids)
    found = queries.get_schedule(session, actor, made.id)
    emit(session, ScheduleCreated(**_about(found)))
    return found


def change_schedule(
    session: Session, actor: Actor, schedule_id: UUID, version: int, wish: Wish, zone: Zone, now: datetime
) -> LabelledSchedule:
    """Send it otherwise, pause it, or go on with it. Raises `NotFound`, `Forbidden`, `Invalid`, `StaleVersion`."""
    require(actor, Permission.SCHEDULE_UPDATE)
    found = queries.get_schedule(session, actor, schedule_id, lock=True)
    schedule = found.schedule
    if schedule.version != version:
        raise StaleVersion()
    _check_recipients(session, actor, subject_of(schedule), wish.recipient_ids)
    for name, value in _fields(session, wish, zone, now).items():
        setattr(schedule, name, value)
    _set_recipients(session, schedule.id, wish.recipient_ids)
    session.flush()
    emit(session, ScheduleUpdated(**_about(found)))
    return found


def delete_schedule(session: Session, actor: Actor, schedule_id: UUID) -> None:
    """Nothing of it is sent any more. Raises `NotFound`, `Forbidden`."""
    require(actor, Permission.SCHEDULE_DELETE)
    found = queries.get_schedule(session, actor, schedule_id, lock=True)
    told = ScheduleDeleted(**_about(found))
    session.delete(found.schedule)
    session.flush()
    emit(session, told)


def _fields(session: Session, wish: Wish, zone: Zone, now: datetime) -> dict[str, Any]:
    rhythm = wish.rhythm
    return {
        "frequency": rhythm.frequency.value,
        "weekday": rhythm.weekday,
        "day": rhythm.day,
        "language": wish.language,
        "is_paused": wish.is_paused,
        "next_due_on": next_due(zone.day_of(now), rhythm, get_closing_day(session)),
        "updated_at": now,
    }


def _set_recipients(session: Session, schedule_id: UUID, user_ids: Sequence[UUID]) -> None:
    session.execute(delete(ReportRecipient).where(ReportRecipient.schedule_id == schedule_id))
    session.add_all(ReportRecipient(schedule_id=schedule_id, user_id=user_id) for user_id in dict.fromkeys(user_ids))
    session.flush()


def _check_recipients(session: Session, actor: Actor, subject: Subject, user_ids: Sequence[UUID]) -> None:
    """Raise `Invalid` for whoever is unknown, may not read it, or has no address."""
    faults = []
    for index, user_id in enumerate(user_ids):
        fault = _fault_of(session, actor, subject, user_id)
        if fault is not None:
            faults.append(FieldError(f"/recipient_ids/{index}", fault[1], fault[0]))
    if faults:
        raise Invalid(errors=faults)


def _fault_of(session: Session, actor: Actor, subject: Subject, user_id: UUID) -> tuple[str, str] | None:
    try:
        user: User = get_user(session, actor, user_id)
    except NotFound:
        return "recipient-unknown", "Esta pessoa não existe ou não está ao seu alcance."
    reader = find_registered_actor(session, user.id)
    if reader is None or not may_read(session, reader, subject):
        return "recipient-may-not-read", f"{user.full_name} não pode ver este relatório: tire esta pessoa da lista."
    if not user.email:
        return "recipient-without-email", f"{user.full_name} não tem e-mail no cadastro: acrescente-o primeiro."
    return None


def _about(found: LabelledSchedule) -> dict[str, Any]:
    schedule = found.schedule
    return {
        "schedule_id": schedule.id,
        "kind": schedule.kind,
        "about": found.about,
        "operator_id": schedule.operator_id,
        "team_id": schedule.team_id,
    }
