"""Sending letters: claimed before anything leaves, marked right before their content does, never sent twice."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

import structlog
from sqlalchemy import update
from sqlalchemy.orm import Session

from monitoria.notifications import queries
from monitoria.notifications.models import LetterState, NotificationDelivery
from monitoria.notifications.rules import digest_cutoff
from monitoria.notifications.service.writing import write_letter
from monitoria.people.models import User
from monitoria.people.queries import find_registered_actor
from monitoria.platform.clock import Zone
from monitoria.platform.config import Config
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

log = structlog.get_logger(__name__)

# As many as one connection takes before others get their turn.
MOST_LETTERS = 100
# A server that could not be reached is left alone for so long.
REST = timedelta(seconds=45)


@dataclass(frozen=True, slots=True)
class Post:
    """What sending needs: units of work of its own, the settings, the installation's days, and the time."""

    opening: Callable[[], AbstractContextManager[Session]]
    config: Config
    zone: Zone
    now: Callable[[], datetime]


def has_due_letters(post: Post) -> bool:
    """Whether something is to leave now, and there is a server that might take it."""
    if not post.config.smtp_url:
        return False
    with post.opening() as session:
        return not queries.is_resting(session, post.now() - REST) and bool(_due(post, session, limit=1))


def send_due_letters(post: Post) -> None:
    """Send what is due. Only one process at a time may: whatever is found half sent was left by one that died."""
    with post.opening() as session:
        _settle(session, post)
        if not post.config.smtp_url or queries.is_resting(session, post.now() - REST):
            return
        letters = _due(post, session, MOST_LETTERS)
    if not letters:
        return
    try:
        with Mailer(read_mail_server(post.config.smtp_url), post.config.mail_from) as mailer:
            for user_id, ids in letters:
                _send(post, mailer, user_id, ids)
    except MailUnreachable as error:
        log.warning("the mail server can't be reached; letters wait", reason=str(error))
        with post.opening() as session:
            _postpone(
                session, [notice for _, ids in letters for notice in ids], str(error), post.now(), reachable=False
            )


def _due(post: Post, session: Session, limit: int) -> list[tuple[UUID, list[UUID]]]:
    now = post.now()
    return queries.due_letters(session, now, digest_cutoff(now, post.zone.info, post.config.digest_hour), limit)


def _settle(session: Session, post: Post) -> None:
    """What a dead worker left goes back, unless it may have left already; what is too old, or can't leave, ends."""
    row = NotificationDelivery
    left = row.state == LetterState.SENDING.value
    waiting = row.state == LetterState.PENDING.value
    _mark(session, left & row.handed_at.is_(None), LetterState.PENDING)
    _mark(session, left & row.handed_at.is_not(None), LetterState.UNSURE, "o processo terminou durante o envio")
    _mark(session, waiting & (row.told_at < post.now() - WORTH_SENDING), LetterState.FAILED, "prazo esgotado")
    if not post.config.smtp_url:
        _mark(session, waiting, LetterState.SKIPPED, "esta instalação não envia e-mail")


def _mark(session: Session, which: object, state: LetterState, problem: str | None = None) -> None:
    values = {"state": state.value} | ({"problem": problem} if problem else {})
    session.execute(update(NotificationDelivery).where(which).values(values))  # type: ignore[arg-type]


def _send(post: Post, mailer: Mailer, user_id: UUID, ids: Sequence[UUID]) -> None:
    """One letter. Raises `MailUnreachable` when the connection is gone, with nothing sent."""
    letter = _claim(post, user_id, ids)
    if letter is None:
        return
    try:
        mailer.send(letter, lambda: _set(post, ids, handed_at=post.now()))
    except MailRefused as error:
        _refused(post, ids, error)
    except MailUnsure as error:
        _set(post, ids, state=LetterState.UNSURE.value, problem=str(error))
        raise MailUnreachable(str(error)) from None
    else:
        _set(post, ids, state=LetterState.SENT.value, sent_at=post.now(), unreachable_at=None, problem=None)


def _claim(post: Post, user_id: UUID, ids: Sequence[UUID]) -> Letter | None:
    """The letter, once it is ours to send; None when nobody is to have it any more."""
    with post.opening() as session:
        rows = [row for row in queries.deliveries(session, ids) if row.state == LetterState.PENDING.value]
        actor = find_registered_actor(session, user_id)
        found = queries.notices_of_letter(session, actor, [row.notification_id for row in rows]) if actor else []
        wanted = {notice.id for notice in found}
        for row in rows:
            is_wanted = row.notification_id in wanted
            row.state = LetterState.SENDING.value if is_wanted else LetterState.SKIPPED.value
            row.attempts, row.handed_at = row.attempts + 1, None
        user = session.get(User, user_id)
        if not found or user is None or user.email is None:
            for row in rows:
                row.state = LetterState.SKIPPED.value
            return None
        preference = queries.find_preference(session, user_id)
        is_digest = rows[0].mode == "digest"
        return write_letter(post.config, post.zone, user, preference, found, is_digest=is_digest, now=post.now())


def _refused(post: Post, ids: Sequence[UUID], error: MailRefused) -> None:
    if error.is_final:
        _set(post, ids, state=LetterState.FAILED.value, problem=str(error))
        return
    with post.opening() as session:
        _postpone(session, ids, str(error), post.now(), reachable=True)


def _postpone(session: Session, ids: Sequence[UUID], problem: str, now: datetime, *, reachable: bool) -> None:
    """Back among those that wait, for a while that grows with every failure."""
    for row in queries.deliveries(session, ids):
        if row.state not in (LetterState.PENDING.value, LetterState.SENDING.value):
            continue
        row.attempts += int(row.state == LetterState.PENDING.value)  # a claim counted already
        row.state, row.handed_at, row.problem = LetterState.PENDING.value, None, problem
        row.due_at = next_try(row.attempts, now)
        row.unreachable_at = None if reachable else now


def _set(post: Post, ids: Sequence[UUID], **values: object) -> None:
    """In a unit of work of its own: true from now on, whatever happens to us next."""
    with post.opening() as session:
        sending = NotificationDelivery.state == LetterState.SENDING.value
        session.execute(
            update(NotificationDelivery).where(NotificationDelivery.notification_id.in_(ids), sending).values(**values)
        )
