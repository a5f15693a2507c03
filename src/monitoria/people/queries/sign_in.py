"""Every SELECT about signing in: who holds a session, what an account knows, what is asked of whoever signs in."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, exists, func, select, text
from sqlalchemy.orm import Session

from monitoria.people.models import (
    KnownPlace,
    ProviderIdentity,
    RecoveryCode,
    SecondFactor,
    SignInChallenge,
    SignInFailure,
    SignInPolicy,
    SignInSession,
    User,
)
from monitoria.people.queries.people import rows_of
from monitoria.people.rules import (
    ADDRESS_IS_KNOWN_FOR,
    BROWSER_IS_KNOWN_FOR,
    FAILURE_WINDOW,
    MAX_FAILURES,
    Standing,
)
from monitoria.platform.access import Actor, Role
from monitoria.platform.errors import NotFound

_ATTEMPTS_LOCK = 4_702_114


def wait_for_other_attempts(session: Session, username_key: str) -> None:
    """Let one attempt to sign in with a name end before the next begins, so that each counts those before it."""
    session.execute(select(func.pg_advisory_xact_lock(_ATTEMPTS_LOCK, func.hashtext(username_key))))


def standing_of(session: Session, user_id: UUID, browser: str | None, address: str, now: datetime) -> Standing:
    """From where somebody tries, as the account knows it."""
    if browser is not None and _is_known(session, user_id, browser, now - BROWSER_IS_KNOWN_FOR):
        return Standing.BROWSER
    if _is_known(session, user_id, address, now - ADDRESS_IS_KNOWN_FOR):
        return Standing.ADDRESS
    return Standing.STRANGER


def _is_known(session: Session, user_id: UUID, mark: str, since: datetime) -> bool:
    known = exists().where(KnownPlace.user_id == user_id, KnownPlace.mark == mark, KnownPlace.last_seen_at > since)
    return bool(session.execute(select(known)).scalar_one())


def recent_failures(
    session: Session, username_key: str, browser: str | None, address: str, standing: Standing, now: datetime
) -> list[list[datetime]]:
    """The latest failures that count against whoever has this standing; each list is a count of its own.

    A browser that the account knows answers for itself alone. An address that it knows answers for what came from there
    to the account. All strangers share one count; and an address, known or not, has one over all accounts.
    """
    of_browser = SignInFailure.browser == browser
    if standing is Standing.BROWSER:
        return [_latest(session, now, of_browser)]
    not_vouched = SignInFailure.standing != Standing.BROWSER.value
    counts = [_latest(session, now, SignInFailure.address == address, not_vouched)]
    by_account = SignInFailure.username_key == username_key
    if standing is Standing.ADDRESS:
        counts.append(_latest(session, now, by_account, SignInFailure.address == address, not_vouched))
    else:
        counts.append(_latest(session, now, by_account, SignInFailure.standing == Standing.STRANGER.value))
    if browser is not None:
        counts.append(_latest(session, now, of_browser))
    return counts


def _latest(session: Session, now: datetime, *conditions: ColumnElement[bool]) -> list[datetime]:
    statement = select(SignInFailure.at).where(SignInFailure.at > now - FAILURE_WINDOW, *conditions)
    return list(session.execute(statement.order_by(SignInFailure.at.desc()).limit(MAX_FAILURES)).scalars())


# Written out because every request runs it: building it from parts would cost more than running it.
_ACTOR = text(
    """
    SELECT u.role, u.team_id, u.owes_terms, (SELECT array_agg(t.id) FROM teams t WHERE t.supervisor_id = u.id) AS led,
           (p.second_factor_for = 'everyone' OR (p.second_factor_for = 'leaders' AND u.role IN ('admin', 'supervisor')))
           AND NOT s.is_vouched_for AND NOT EXISTS (
               SELECT FROM second_factors f WHERE f.user_id = u.id AND f.confirmed_at IS NOT NULL
           ) AS owes_second_factor
      FROM sign_in_sessions s
      JOIN users u ON u.id = s.user_id
      JOIN sign_in_policies p ON p.id = 1
     WHERE s.id = :session_id AND s.user_id = :user_id
       AND s.revoked_at IS NULL AND s.expires_at > :now AND u.is_active
    """
)


def find_actor(session: Session, user_id: UUID, session_id: UUID, now: datetime) -> Actor | None:
    """Who holds this session now, in one query; None when it ended, or the person left."""
    given = {"session_id": session_id, "user_id": user_id, "now": now}
    row = session.connection().execute(_ACTOR, given).one_or_none()
    if row is None:
        return None
    role = Role(row.role)
    teams = frozenset(row.led or ()) if role is Role.SUPERVISOR else frozenset({row.team_id} - {None})
    return Actor(
        id=user_id,
        role=role,
        team_ids=teams,
        session_id=session_id,
        owes_terms=row.owes_terms,
        owes_second_factor=row.owes_second_factor,
    )


_LIVING = text(
    """
    SELECT s.id FROM sign_in_sessions s JOIN users u ON u.id = s.user_id
     WHERE s.id = ANY(:session_ids) AND s.revoked_at IS NULL AND s.expires_at > now() AND u.is_active
    """
)


def find_living_sessions(session: Session, session_ids: Collection[UUID]) -> set[UUID]:
    """Those of these sessions that still let their person in."""
    return set(session.execute(_LIVING, {"session_ids": list(session_ids)}).scalars())


def open_sessions(session: Session, user_id: UUID, now: datetime) -> list[SignInSession]:
    """The sessions of one person that still let him in, the last used first. Whoever asks has him in reach."""
    return list(session.scalars(_open(user_id, now).order_by(SignInSession.used_at.desc(), SignInSession.id.desc())))


def get_open_session(session: Session, user_id: UUID, session_id: UUID, now: datetime) -> SignInSession:
    """One of them, locked; raises `NotFound`."""
    found = session.scalars(_open(user_id, now).where(SignInSession.id == session_id).with_for_update()).one_or_none()
    if found is None:
        raise NotFound("Esta sessão não existe ou já foi encerrada.")
    return found


def _open(user_id: UUID, now: datetime) -> Select[SignInSession]:
    return select(SignInSession).where(
        SignInSession.user_id == user_id, SignInSession.revoked_at.is_(None), SignInSession.expires_at > now
    )


def has_signed_in(session: Session, user_id: UUID) -> bool:
    """Whether this person ever signed in, as far as it is kept."""
    return bool(session.execute(select(exists().where(SignInSession.user_id == user_id))).scalar_one())


def find_place(session: Session, user_id: UUID, mark: str) -> KnownPlace | None:
    """What the account knows of a browser or an address."""
    return session.get(KnownPlace, (user_id, mark))


def find_factor(session: Session, user_id: UUID, *, lock: bool = False) -> SecondFactor | None:
    """Somebody's second factor, confirmed or not. Locked, no code is good twice at once."""
    statement = select(SecondFactor).where(SecondFactor.user_id == user_id)
    return session.scalars(statement.with_for_update() if lock else statement).one_or_none()


def has_factor(session: Session, user_id: UUID) -> bool:
    """Whether a second factor is asked of this person when he signs in."""
    confirmed = exists().where(SecondFactor.user_id == user_id, SecondFactor.confirmed_at.is_not(None))
    return bool(session.execute(select(confirmed)).scalar_one())


def count_recovery_codes(session: Session, user_id: UUID) -> int:
    """How many recovery codes were not used yet."""
    statement = select(func.count()).where(RecoveryCode.user_id == user_id, RecoveryCode.used_at.is_(None))
    return session.execute(statement).scalar_one()


def find_challenged(session: Session, token_hash: str) -> str | None:
    """The name of the account that the challenge with this token is about."""
    statement = select(User.username_key).join(SignInChallenge, SignInChallenge.user_id == User.id)
    return session.scalars(statement.where(SignInChallenge.token_hash == token_hash)).one_or_none()


def find_challenge(session: Session, token_hash: str) -> tuple[SignInChallenge, User] | None:
    """The challenge with this token and whom it asks, both locked."""
    statement = select(SignInChallenge, User).join(User, User.id == SignInChallenge.user_id)
    row = session.execute(statement.where(SignInChallenge.token_hash == token_hash).with_for_update()).one_or_none()
    return None if row is None else (row[0], row[1])


def get_policy(session: Session, *, lock: bool = False) -> SignInPolicy:
    """What this installation asks of whoever signs in."""
    statement = select(SignInPolicy)
    return session.scalars(statement.with_for_update() if lock else statement).one()


def find_user_of_identity(session: Session, issuer: str, subject: str) -> User | None:
    """Whom the provider means, if it ever was told; locked against changes."""
    statement = select(User).join(ProviderIdentity, ProviderIdentity.user_id == User.id)
    known = statement.where(ProviderIdentity.issuer == issuer, ProviderIdentity.subject == subject)
    return session.scalars(known.with_for_update(of=User)).one_or_none()


def find_user_by_email(session: Session, email_key: str) -> User | None:
    """Whoever has this e-mail, locked against changes: only for meeting a person whom the provider vouches for."""
    return session.scalars(select(User).where(User.email_key == email_key).with_for_update()).one_or_none()


def has_identity(session: Session, user_id: UUID, issuer: str) -> bool:
    """Whether this person already is somebody at the provider."""
    known = exists().where(ProviderIdentity.user_id == user_id, ProviderIdentity.issuer == issuer)
    return bool(session.execute(select(known)).scalar_one())


def sessions_of(session: Session, user_id: UUID) -> list[dict[str, Any]]:
    """When and from where a person signed in, as far as it is kept, for him to take along."""
    names = ("created_at", "used_at", "expires_at", "revoked_at", "address", "device")
    columns = [SignInSession.__table__.c[name] for name in names]
    return rows_of(session, select(*columns).where(SignInSession.user_id == user_id).order_by(SignInSession.id.desc()))
