"""Proving that one knows one's password, choosing another, and what none may be."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from monitoria.people import queries
from monitoria.people.errors import CodeRefused, WrongPassword
from monitoria.people.events import PasswordChanged
from monitoria.people.models import User
from monitoria.people.rules import MAX_PASSWORD_LENGTH, SAMPLE_PASSWORDS, Owner, check_password
from monitoria.people.service.hashing import hash_password, is_password
from monitoria.people.service.leaked import is_leaked
from monitoria.people.service.places import Origin, begin_attempt, count_failure
from monitoria.people.service.sessions import end_sessions
from monitoria.platform.access import Actor
from monitoria.platform.errors import FieldError, Invalid
from monitoria.platform.events import emit


@dataclass(frozen=True, slots=True)
class Proof:
    """The password that somebody who is signed in says he has, and where it came from."""

    password: str
    origin: Origin


@dataclass(frozen=True, slots=True)
class PasswordChange:
    """The proof of the present password, and the new one. `is_sample`: documented ones are good enough here."""

    proof: Proof
    new: str
    is_sample: bool = False


def prove_password(
    session: Session, actor: Actor, proof: Proof, now: datetime, also: Callable[[User], bool] | None = None
) -> User:
    """The signed-in person, locked, who has proved his password, and what `also` asks.

    Raises `WrongPassword` or `CodeRefused`, which count like failed sign-ins, or `TooManyFailures` after ten of those.
    """
    user = queries.get_user(session, actor, actor.id, lock=True)
    attempt = begin_attempt(session, user.username_key, user.id, proof.origin, now)
    if not is_password(proof.password[:MAX_PASSWORD_LENGTH], user.password_hash):
        count_failure(session, attempt, now)
        raise WrongPassword()
    if also is not None and not also(user):
        count_failure(session, attempt, now)
        raise CodeRefused()
    return user


def change_password(session: Session, actor: Actor, given: PasswordChange, now: datetime) -> User:
    """Change one's own password, and end one's other sessions.

    Raises `WrongPassword` when the current one is not it, which counts like a failed sign-in, `TooManyFailures` after
    ten of those, `Invalid` when the new one is not acceptable.
    """
    user = prove_password(session, actor, given.proof, now)
    faults = password_faults(session, given.new, owner_of(user), pointer="/new_password", is_sample=given.is_sample)
    if faults:
        raise Invalid(errors=faults)
    user.password_hash = hash_password(given.new)
    user.updated_at = now
    end_sessions(session, user.id, now, besides=actor.session_id)
    emit(session, PasswordChanged(user_id=user.id, username=user.username, team_id=user.team_id))
    return user


def owner_of(user: User) -> Owner:
    """Whose password it is."""
    return Owner(user.username, user.full_name, user.email)


def password_faults(
    session: Session, password: str, owner: Owner, *, pointer: str = "/password", is_sample: bool = False
) -> list[FieldError]:
    """What is wrong with a new password here. `is_sample`: the documented sample passwords may be used."""
    if is_sample and password in SAMPLE_PASSWORDS.values():
        return []
    minimum = queries.get_policy(session).min_password_length
    return check_password(password, owner, minimum=minimum, is_leaked=is_leaked(password), pointer=pointer)
