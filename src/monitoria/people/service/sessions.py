"""Opening, renewing and ending sessions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from monitoria.people import queries
from monitoria.people.errors import RefreshReused
from monitoria.people.events import NewDeviceSignedIn, SessionEnded, SessionRevoked, SessionsEnded, SignedIn, SignedOut
from monitoria.people.models import SignInChallenge, SignInFailure, SignInSession, User
from monitoria.people.rules import FAILURE_WINDOW, Standing, device_in_words
from monitoria.people.service.places import Attempt, forget_failures, forget_old_places, remember_places
from monitoria.platform.access import Actor, Permission, require
from monitoria.platform.events import Circumstances, circumstances_of, emit, set_circumstances


@dataclass(frozen=True, slots=True)
class Opened:
    """A session that has just begun, or was renewed, and whose it is.

    `browser_token`: for the cookie by which the account knows this browser again.
    """

    user: User
    session: SignInSession
    browser_token: str | None = None


def open_session(
    session: Session, user: User, attempt: Attempt, now: datetime, lifetime: timedelta, *, is_vouched_for: bool = False
) -> Opened:
    """Begin a session of somebody who proved who he is."""
    forget_failures(session, attempt)
    origin = attempt.origin
    is_news = attempt.standing is Standing.STRANGER and queries.has_signed_in(session, user.id)
    opened = SignInSession(
        user_id=user.id,
        address=origin.address,
        device=device_in_words(origin.agent),
        is_vouched_for=is_vouched_for,
        created_at=now,
        used_at=now,
        expires_at=now + lifetime,
    )
    session.add(opened)
    session.flush()
    token = remember_places(session, user.id, origin, now)
    set_circumstances(session, Circumstances(user.id, now, circumstances_of(session).request_id))
    emit(session, SignedIn(user_id=user.id, username=user.username, team_id=user.team_id))
    if is_news:
        told = NewDeviceSignedIn(user_id=user.id, username=user.username, team_id=user.team_id, device=opened.device)
        emit(session, told)
    return Opened(user, opened, token)


def refresh(session: Session, session_id: UUID, rotation: int, now: datetime, lifetime: timedelta) -> Opened:
    """Renew a session with its `rotation`-th refresh token, which is thereby used up.

    A token used before ends the whole family and raises `RefreshReused`; so does one of a session that ended.
    """
    statement = select(SignInSession, User).join(User, User.id == SignInSession.user_id)
    row = session.execute(
        statement.where(SignInSession.id == session_id).with_for_update(of=SignInSession)
    ).one_or_none()
    if row is None or row[0].revoked_at is not None or row[0].expires_at <= now or not row[1].is_active:
        raise RefreshReused("Esta sessão já foi encerrada. Entre de novo.")
    held, user = row
    if held.rotation != rotation:
        held.revoked_at = now
        set_circumstances(session, Circumstances(user.id, now))
        emit(session, SessionRevoked(user_id=user.id, username=user.username, team_id=user.team_id))
        raise RefreshReused()
    held.rotation += 1
    held.used_at = now
    held.expires_at = now + lifetime
    return Opened(user, held)


def sign_out(session: Session, actor: Actor, now: datetime) -> None:
    """End the session that the actor is using; its access token stops working at once."""
    ended = update(SignInSession).where(SignInSession.id == actor.session_id).values(revoked_at=now)
    session.execute(ended)
    user = queries.get_user(session, actor, actor.id)
    emit(session, SignedOut(user_id=user.id, username=user.username, team_id=user.team_id))


def end_session(session: Session, actor: Actor, user_id: UUID, session_id: UUID, now: datetime) -> None:
    """End one session, one's own or, for an administrator, anybody's. Raises `NotFound` or `Forbidden`."""
    user = _holder(session, actor, user_id)
    held = queries.get_open_session(session, user.id, session_id, now)
    held.revoked_at = now
    told = SessionEnded(user_id=user.id, username=user.username, team_id=user.team_id, device=held.device)
    emit(session, told)


def end_other_sessions(session: Session, actor: Actor, user_id: UUID, now: datetime) -> int:
    """End every session of a person but the one that asks; how many. Raises `NotFound` or `Forbidden`."""
    user = _holder(session, actor, user_id)
    ended = end_sessions(session, user.id, now, besides=actor.session_id)
    emit(session, SessionsEnded(user_id=user.id, username=user.username, team_id=user.team_id, ended=ended))
    return ended


def _holder(session: Session, actor: Actor, user_id: UUID) -> User:
    require(actor, Permission.OWN_ACCOUNT if user_id == actor.id else Permission.USER_END_SESSIONS)
    return queries.get_user(session, actor, user_id)


def end_sessions(session: Session, user_id: UUID, now: datetime, besides: UUID | None = None) -> int:
    """End a person's open sessions, all or all but one, and what was about to become one; how many."""
    session.execute(delete(SignInChallenge).where(SignInChallenge.user_id == user_id))
    ended = update(SignInSession).where(SignInSession.user_id == user_id, SignInSession.revoked_at.is_(None))
    if besides is not None:
        ended = ended.where(SignInSession.id != besides)
    return len(session.execute(ended.values(revoked_at=now).returning(SignInSession.id)).all())


def forget_old_sessions(session: Session, now: datetime) -> None:
    """Delete sessions that ended over thirty days ago, failed sign-ins that no longer count, and old known places."""
    session.execute(delete(SignInSession).where(SignInSession.expires_at < now - timedelta(days=30)))
    session.execute(delete(SignInFailure).where(SignInFailure.at < now - FAILURE_WINDOW))
    session.execute(delete(SignInChallenge).where(SignInChallenge.expires_at < now))
    forget_old_places(session, now)
