"""Sending scheduled reports: planned once a day, claimed before anything leaves, never sent twice."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import structlog
from sqlalchemy import update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from monitoria.people.models import User
from monitoria.people.queries import find_registered_actor
from monitoria.platform.clock import Zone
from monitoria.platform.config import Config
from monitoria.platform.database import new_id
from monitoria.platform.errors import Problem
from monitoria.platform.events import emit
from monitoria.platform.mail import (
    WORTH_SENDING,
    Letter,
    Mailer,
    MailRefused,
    MailUnreachable,
    MailUnsure,
    next_try,
    read_mail_server,
)
from monitoria.reports.events.schedules import ReportMailed
from monitoria.reports.models.schedules import ReportDelivery, ReportSchedule
from monitoria.reports.queries import schedules as queries
from monitoria.reports.rules.schedules import (
    Frequency,
    Rhythm,
    ScheduledKind,
    SendingState,
    next_due,
    told_month,
)
from monitoria.reports.service.letters import write_letter
from monitoria.reports.service.printing import Printed, print_person_month, print_team_month
from monitoria.reports.service.schedules import may_read, subject_of
from monitoria.settings.queries import get_closing_day

log = structlog.get_logger(__name__)

# As many as one connection takes before others get their turn.
MOST_AT_ONCE = 50


@dataclass(frozen=True, slots=True)
class Post:
    """What sending needs: units of work of its own, the settings, the installation's days, and the time."""

    opening: Callable[[], AbstractContextManager[Session]]
    config: Config
    zone: Zone
    now: Callable[[], datetime]


def plan_reports(session: Session, zone: Zone, hour: int, now: datetime) -> int:
    """From the installation's hour on: what is due today waits to be sent, once a person; gives how many were planned.

    A day that was missed is made up for once, not for each time it would have been due.
    """
    today = zone.day_of(now)
    if now.astimezone(zone.info).hour < hour:
        return 0
    closing_day, planned = get_closing_day(session), 0
    for schedule in queries.find_due_schedules(session, today):
        recipients = queries.recipients_of(session, [schedule.id]).get(schedule.id, [])
        for user_id, _ in recipients:
            session.execute(_delivery(schedule, user_id, now))
        planned += len(recipients)
        rhythm = Rhythm(Frequency(schedule.frequency), schedule.weekday, schedule.day)
        schedule.next_due_on = next_due(today, rhythm, closing_day)
    return planned


def _delivery(schedule: ReportSchedule, user_id: UUID, now: datetime) -> Any:
    values = {
        "id": new_id(),
        "schedule_id": schedule.id,
        "user_id": user_id,
        "due_on": schedule.next_due_on,
        "state": SendingState.PENDING.value,
        "planned_at": now,
        "due_at": now,
    }
    return insert(ReportDelivery).values(values).on_conflict_do_nothing()


def send_reports(post: Post) -> None:
    """Send what waits. Only one process at a time may: whatever is found half sent was left by one that died."""
    with post.opening() as session:
        _settle(session, post)
        due = queries.find_due_deliveries(session, post.now(), MOST_AT_ONCE) if post.config.smtp_url else ()
    if not due:
        return
    try:
        with Mailer(read_mail_server(post.config.smtp_url), post.config.mail_from) as mailer:
            for delivery_id in due:
                _send(post, mailer, delivery_id)
    except MailUnreachable as error:
        log.warning("the mail server can't be reached; reports wait", reason=str(error))
        for delivery_id in due:
            _postpone(post, delivery_id, str(error))


def _settle(session: Session, post: Post) -> None:
    """What a dead worker left goes back, unless it may have left already; what is too old, or can't leave, ends."""
    row = ReportDelivery
    left, waiting = row.state == SendingState.SENDING.value, row.state == SendingState.PENDING.value
    _mark(session, left & row.handed_at.is_(None), SendingState.PENDING)
    _mark(session, left & row.handed_at.is_not(None), SendingState.UNSURE, "o processo terminou durante o envio")
    _mark(session, waiting & (row.planned_at < post.now() - WORTH_SENDING), SendingState.FAILED, "prazo esgotado")
    if not post.config.smtp_url:
        _mark(session, waiting, SendingState.SKIPPED, "esta instalação não envia e-mail")


def _mark(session: Session, which: Any, state: SendingState, problem: str | None = None) -> None:
    values = {"state": state.value} | ({"problem": problem} if problem else {})
    session.execute(update(ReportDelivery).where(which).values(values))


@dataclass(frozen=True, slots=True)
class _Claim:
    letter: Letter
    mailed: ReportMailed


def _send(post: Post, mailer: Mailer, delivery_id: UUID) -> None:
    """One report. Raises `MailUnreachable` when the connection is gone, with nothing sent."""
    claim = _claim(post, delivery_id)
    if claim is None:
        return
    try:
        mailer.send(claim.letter, lambda: _set(post, delivery_id, handed_at=post.now()))
    except MailRefused as error:
        if error.is_final:
            _set(post, delivery_id, state=SendingState.FAILED.value, problem=str(error))
        else:
            _postpone(post, delivery_id, str(error))
    except MailUnsure as error:
        _set(post, delivery_id, state=SendingState.UNSURE.value, problem=str(error))
        raise MailUnreachable(str(error)) from None
    else:
        sent = {"state": SendingState.SENT.value, "sent_at": post.now(), "problem": None}
        _set(post, delivery_id, told=claim.mailed, **sent)


def _claim(post: Post, delivery_id: UUID) -> _Claim | None:
    """The letter, once it is ours to send; None when nobody is to have it any more."""
    with post.opening() as session:
        row = queries.load_delivery(session, delivery_id)
        if row is None or row.state != SendingState.PENDING.value:
            return None
        row.attempts, row.handed_at = row.attempts + 1, None
        schedule, user = session.get(ReportSchedule, row.schedule_id), session.get(User, row.user_id)
        actor = find_registered_actor(session, row.user_id)
        if schedule is None or user is None or actor is None or not user.email:
            row.state, row.problem = SendingState.SKIPPED.value, "a pessoa saiu ou não tem e-mail"
            return None
        if schedule.is_paused or not may_read(session, actor, subject_of(schedule)):
            row.state, row.problem = SendingState.SKIPPED.value, "pausado, ou a pessoa não pode mais ver este relatório"
            return None
        try:
            printed, about = _print(session, post, schedule, row, actor)
        except Problem as problem:
            row.state, row.problem = SendingState.SKIPPED.value, problem.detail
            return None
        row.state = SendingState.SENDING.value
        mailed = ReportMailed(
            schedule_id=schedule.id,
            file_name=printed.file_name,
            recipient_id=user.id,
            recipient_name=user.full_name,
            operator_id=schedule.operator_id,
            team_id=schedule.team_id,
        )
        letter = write_letter(post.config, user, row.id, about, printed, schedule.language, post.now())
        return _Claim(letter, mailed)


def _print(
    session: Session, post: Post, schedule: ReportSchedule, row: ReportDelivery, actor: Any
) -> tuple[Printed, str]:
    """The pages as their reader may see them, and what they are called."""
    month = told_month(row.due_on, Frequency(schedule.frequency), get_closing_day(session))
    subject = subject_of(schedule)
    verb = print_team_month if subject.kind is ScheduledKind.TEAM_MONTH else print_person_month
    printed = verb(session, actor, subject.id, month, schedule.language, post.zone, post.now())
    return printed, printed.title


def _postpone(post: Post, delivery_id: UUID, problem: str) -> None:
    """Back among those that wait, for a while that grows with every failure."""
    with post.opening() as session:
        row = queries.load_delivery(session, delivery_id)
        if row is None or row.state not in (SendingState.PENDING.value, SendingState.SENDING.value):
            return
        row.attempts += int(row.state == SendingState.PENDING.value)  # a claim counted already
        row.state, row.handed_at, row.problem = SendingState.PENDING.value, None, problem
        row.due_at = next_try(row.attempts, post.now())


def _set(post: Post, delivery_id: UUID, told: ReportMailed | None = None, **values: object) -> None:
    """In a unit of work of its own: true from now on, whatever happens to us next."""
    with post.opening() as session:
        sending = ReportDelivery.state == SendingState.SENDING.value
        session.execute(update(ReportDelivery).where(ReportDelivery.id == delivery_id, sending).values(**values))
        if told is not None:
            emit(session, told)
