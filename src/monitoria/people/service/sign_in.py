"""Signing in and out, renewing a session, changing one's own password."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from monitoria.people import queries
from monitoria.people.errors import RefreshReused, TooManyFailures, WrongCredentials, WrongPassword
from monitoria.people.events import PasswordChanged, SessionRevoked, SignedIn, SignedOut
from monitoria.people.models import SignInFailure, SignInSession, User
from monitoria.people.rules import FAILURE_WINDOW, MAX_PASSWORD_LENGTH, check_password, wait_after_failures
from monitoria.people.service.hashing import hash_password, is_password
from monitoria.platform.access import Actor
from monitoria.platform.errors import Invalid
from monitoria.platform.events import Circumstances, emit, set_circumstances
from monitoria.platform.search import sort_key

_LONGEST_KEY = 200


@dataclass(frozen=True, slots=True)
class Credentials:
    """What a person types, and the address it came from."""

    username: str
    password: str
    address: str


@dataclass(frozen=True, slots=True)
class PasswordChange:
    """The password a person says he has, the one he wants, and the address it came from."""

    current: str
    new: str
    address: str


def sign_in(session: Session, given: Credentials, now: datetime, lifetime: timedelta) -> tuple[User, SignInSession]:
    """Open a session for whoever these credentials belong to.

    Raises `WrongCredentials` (the failure is kept) or, after ten failures in fifteen minutes on the account or the
    address, `TooManyFailures` with Retry-After, whatever the password.
    """
    username_key = sort_key(given.username)[:_LONGEST_KEY]
    queries.wait_for_other_attempts(session, username_key)
    _refuse_after_failures(session, username_key, given.address, now)
    user = queries.find_user_by_key(session, username_key, lock=True)
    stored = user.password_hash if user is not None and user.is_active else None
    if not is_password(given.password[:MAX_PASSWORD_LENGTH], stored) or user is None:
        _count_failure(session, username_key, given.address, now)
        raise WrongCredentials()
    session.execute(delete(SignInFailure).where(SignInFailure.username_key == username_key))
    opened = SignInSession(
        user_id=user.id, address=given.address, created_at=now, used_at=now, expires_at=now + lifetime
    )
    session.add(opened)
    session.flush()
    set_circumstances(session, Circumstances(user.id, now))
    emit(session, SignedIn(user_id=user.id, username=user.username, team_id=user.team_id))
    return user, opened


def _count_failure(session: Session, username_key: str, address: str, now: datetime) -> None:
    session.add(SignInFailure(username_key=username_key, address=address, at=now))


def _refuse_after_failures(session: Session, username_key: str, address: str, now: datetime) -> None:
    waits = [
        wait_after_failures(failures, now) for failures in queries.recent_failures(session, username_key, address, now)
    ]
    longest = max((wait for wait in waits if wait is not None), default=None)
    if longest is not None:
        seconds = int(longest.total_seconds()) + 1
        raise TooManyFailures(
            f"Houve muitas tentativas com senha errada. Tente de novo em {seconds // 60 + 1} minuto(s).",
            headers={"Retry-After": str(seconds)},
        )


def refresh(
    session: Session, session_id: UUID, rotation: int, now: datetime, lifetime: timedelta
) -> tuple[User, SignInSession]:
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
    return user, held


def sign_out(session: Session, actor: Actor, now: datetime) -> None:
    """End the session that the actor is using; its access token stops working at once."""
    ended = update(SignInSession).where(SignInSession.id == actor.session_id).values(revoked_at=now)
    session.execute(ended)
    user = queries.get_user(session, actor, actor.id)
    emit(session, SignedOut(user_id=user.id, username=user.username, team_id=user.team_id))


def change_password(session: Session, actor: Actor, given: PasswordChange, now: datetime) -> User:
    """Change one's own password, and end one's other sessions.

    Raises `WrongPassword` when the current one is not it, which counts like a failed sign-in, `TooManyFailures` after
    ten of those, `Invalid` when the new one is not acceptable.
    """
    user = queries.get_user(session, actor, actor.id, lock=True)
    _refuse_after_failures(session, user.username_key, given.address, now)
    if not is_password(given.current[:MAX_PASSWORD_LENGTH], user.password_hash):
        _count_failure(session, user.username_key, given.address, now)
        raise WrongPassword()
    faults = check_password(given.new, user.username, pointer="/new_password")
    if faults:
        raise Invalid(errors=faults)
    user.password_hash = hash_password(given.new)
    user.updated_at = now
    end_sessions(session, user.id, now, besides=actor.session_id)
    emit(session, PasswordChanged(user_id=user.id, username=user.username, team_id=user.team_id))
    return user


def end_sessions(session: Session, user_id: UUID, now: datetime, besides: UUID | None = None) -> None:
    """End a person's open sessions, all or all but one."""
    ended = update(SignInSession).where(SignInSession.user_id == user_id, SignInSession.revoked_at.is_(None))
    if besides is not None:
        ended = ended.where(SignInSession.id != besides)
    session.execute(ended.values(revoked_at=now))


def forget_old_sessions(session: Session, now: datetime) -> None:
    """Delete sessions that ended over thirty days ago and failed sign-ins that no longer count."""
    session.execute(delete(SignInSession).where(SignInSession.expires_at < now - timedelta(days=30)))
    session.execute(delete(SignInFailure).where(SignInFailure.at < now - FAILURE_WINDOW))
