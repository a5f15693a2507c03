"""From where somebody signs in, what the account knows of that place, and what failed there."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, exists, or_, select
from sqlalchemy.orm import Session

from monitoria.people import queries
from monitoria.people.errors import TooManyFailures
from monitoria.people.models import KnownPlace, SignInFailure
from monitoria.people.rules import ADDRESS_IS_KNOWN_FOR, BROWSER_IS_KNOWN_FOR, Standing, longest_wait

_NOBODY = UUID(int=0)


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a request came from: its address, what the program says it is, and the cookie that a browser kept.

    `keeps_cookies`: it is a browser that will keep a cookie given to it.
    """

    address: str
    agent: str = ""
    browser_token: str | None = None
    keeps_cookies: bool = False

    @property
    def browser(self) -> str | None:
        """The mark of the cookie: what is stored in its place."""
        return hash_token(self.browser_token) if self.browser_token else None


@dataclass(frozen=True, slots=True)
class Attempt:
    """One attempt at an account that is not refused from the start."""

    username_key: str
    origin: Origin
    standing: Standing


def hash_token(token: str) -> str:
    """What is kept of a token of 256 random bits: no salt or slowness could add to that."""
    return hashlib.sha256(token.encode()).hexdigest()


def new_token() -> str:
    """A token that nobody guesses."""
    return secrets.token_urlsafe(32)


def begin_attempt(session: Session, username_key: str, user_id: UUID | None, origin: Origin, now: datetime) -> Attempt:
    """Let an attempt begin, or raise `TooManyFailures` with Retry-After when too many failed from where it comes."""
    browser = origin.browser
    standing = queries.standing_of(session, user_id or _NOBODY, browser, origin.address, now)
    counts = queries.recent_failures(session, username_key, browser, origin.address, standing, now)
    longest = longest_wait(counts, now)
    if longest is not None:
        seconds = int(longest.total_seconds()) + 1
        raise TooManyFailures(
            f"Houve muitas tentativas com senha ou código errado. Tente de novo em {seconds // 60 + 1} minuto(s).",
            headers={"Retry-After": str(seconds)},
        )
    return Attempt(username_key, origin, standing)


def count_failure(session: Session, attempt: Attempt, now: datetime) -> None:
    """Keep a failure for as long as it counts."""
    origin = attempt.origin
    failure = SignInFailure(
        username_key=attempt.username_key,
        address=origin.address,
        browser=origin.browser,
        standing=attempt.standing.value,
        at=now,
    )
    session.add(failure)


def forget_failures(session: Session, attempt: Attempt) -> None:
    """A good sign-in makes up for what failed on this account from the same place, and for nothing else."""
    here = SignInFailure.address == attempt.origin.address
    if attempt.origin.browser is not None:
        here = or_(here, SignInFailure.browser == attempt.origin.browser)
    session.execute(delete(SignInFailure).where(SignInFailure.username_key == attempt.username_key, here))


def remember_places(session: Session, user_id: UUID, origin: Origin, now: datetime) -> str | None:
    """Let the account know this browser and address from now on; the token for the cookie, if the browser keeps one."""
    _remember(session, user_id, origin.address, Standing.ADDRESS, now)
    if not origin.keeps_cookies:
        return None
    token = origin.browser_token if _is_ours(session, origin.browser) else None
    token = token or new_token()
    _remember(session, user_id, hash_token(token), Standing.BROWSER, now)
    return token


def _is_ours(session: Session, browser: str | None) -> bool:
    """Whether the cookie was given by this installation, to whomever: several people may share a computer."""
    if browser is None:
        return False
    given = exists().where(KnownPlace.mark == browser, KnownPlace.kind == Standing.BROWSER.value)
    return bool(session.execute(select(given)).scalar_one())


def _remember(session: Session, user_id: UUID, mark: str, kind: Standing, now: datetime) -> None:
    place = queries.find_place(session, user_id, mark)
    if place is None:
        place = KnownPlace(user_id=user_id, mark=mark, kind=kind.value, first_seen_at=now, last_seen_at=now)
        session.add(place)
    place.last_seen_at = now
    session.flush()


def forget_places(session: Session, user_id: UUID) -> None:
    """Let the account know no place any more: somebody else may have been there."""
    session.execute(delete(KnownPlace).where(KnownPlace.user_id == user_id))


def forget_old_places(session: Session, now: datetime) -> None:
    """Delete what is known no longer."""
    of_kind = KnownPlace.kind
    old = or_(
        (of_kind == Standing.BROWSER.value) & (KnownPlace.last_seen_at < now - BROWSER_IS_KNOWN_FOR),
        (of_kind == Standing.ADDRESS.value) & (KnownPlace.last_seen_at < now - ADDRESS_IS_KNOWN_FOR),
    )
    session.execute(delete(KnownPlace).where(old))
