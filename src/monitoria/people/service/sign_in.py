"""Signing in with user name and password, then, where there is one, with the second factor."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from monitoria.people import queries
from monitoria.people.errors import ChallengeOver, WrongCode, WrongCredentials
from monitoria.people.models import SignInChallenge, User
from monitoria.people.rules import CHALLENGE_LIFETIME, CHALLENGE_TRIES, MAX_PASSWORD_LENGTH
from monitoria.people.service.factor_codes import Code, use_code
from monitoria.people.service.hashing import is_password
from monitoria.people.service.places import Origin, begin_attempt, count_failure, hash_token, new_token
from monitoria.people.service.sessions import Opened, open_session
from monitoria.platform.events import Circumstances, circumstances_of, set_circumstances
from monitoria.platform.sealing import Sealer
from monitoria.platform.search import sort_key

_LONGEST_KEY = 200


@dataclass(frozen=True, slots=True)
class Credentials:
    """What a person types, and where it came from."""

    username: str
    password: str
    origin: Origin


@dataclass(frozen=True, slots=True)
class Challenged:
    """The password was right; the second factor is still owed. The token is good for a few minutes and tries."""

    token: str
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Answered:
    """What answers a challenge, and where it came from."""

    challenge: str
    code: Code
    origin: Origin


def sign_in(session: Session, given: Credentials, now: datetime, lifetime: timedelta) -> Opened | Challenged:
    """Open a session for whoever these credentials belong to, or ask for the second factor.

    Raises `WrongCredentials` (the failure is kept) or, after ten failures in fifteen minutes from the like of this
    place, `TooManyFailures` with Retry-After, whatever the password. An unknown name costs as much as a known one.
    """
    username_key = sort_key(given.username)[:_LONGEST_KEY]
    queries.wait_for_other_attempts(session, username_key)
    user = queries.find_user_by_key(session, username_key, lock=True)
    attempt = begin_attempt(session, username_key, user.id if user else None, given.origin, now)
    stored = user.password_hash if user is not None and user.is_active else None
    if not is_password(given.password[:MAX_PASSWORD_LENGTH], stored) or user is None:
        count_failure(session, attempt, now)
        raise WrongCredentials()
    if queries.has_factor(session, user.id):
        return _challenge(session, user, now)
    return open_session(session, user, attempt, now, lifetime)


def _challenge(session: Session, user: User, now: datetime) -> Challenged:
    token = new_token()
    asked = SignInChallenge(
        token_hash=hash_token(token), user_id=user.id, created_at=now, expires_at=now + CHALLENGE_LIFETIME
    )
    session.add(asked)
    session.flush()
    return Challenged(token, asked.expires_at)


def finish_sign_in(session: Session, given: Answered, sealer: Sealer, now: datetime, lifetime: timedelta) -> Opened:
    """Open the session of whoever gave the right password and now the second factor.

    Raises `WrongCode` (the failure is kept, and counts like a wrong password), `ChallengeOver` when the challenge has
    expired, was used or was tried too often, or `TooManyFailures`.
    """
    asked, user = _locked_challenge(session, hash_token(given.challenge), now)
    attempt = begin_attempt(session, user.username_key, user.id, given.origin, now)
    set_circumstances(session, Circumstances(user.id, now, circumstances_of(session).request_id))
    if not use_code(session, user, given.code, sealer, now):
        asked.tries += 1
        count_failure(session, attempt, now)
        raise WrongCode()
    session.delete(asked)
    return open_session(session, user, attempt, now, lifetime)


def _locked_challenge(session: Session, token_hash: str, now: datetime) -> tuple[SignInChallenge, User]:
    """Whose turn it is comes before any row is locked, here as in `sign_in`: two attempts never wait for each other."""
    username_key = queries.find_challenged(session, token_hash)
    if username_key is not None:
        queries.wait_for_other_attempts(session, username_key)
    found = queries.find_challenge(session, token_hash)
    if found is None or not _is_open(*found, now):
        raise ChallengeOver()
    return found


def _is_open(asked: SignInChallenge, user: User, now: datetime) -> bool:
    return user.is_active and asked.expires_at > now and asked.tries < CHALLENGE_TRIES
