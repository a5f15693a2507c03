"""Registering, changing, removing and bringing back users."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from monitoria.people import queries
from monitoria.people.errors import EmailTaken, LastAdmin, NotByKey, RegistrationClosed, UsernameTaken
from monitoria.people.events import (
    Change,
    PasswordChanged,
    UserDeactivated,
    UserReactivated,
    UserRegistered,
    UserUpdated,
)
from monitoria.people.models import Team, User
from monitoria.people.rules import Owner, check_email, check_username
from monitoria.people.service.hashing import hash_password
from monitoria.people.service.keys import revoke_keys
from monitoria.people.service.passwords import owner_of, password_faults
from monitoria.people.service.sessions import end_sessions
from monitoria.platform.access import Actor, Permission, Role, decide, require
from monitoria.platform.errors import FieldError, Invalid, StaleVersion
from monitoria.platform.events import emit
from monitoria.platform.search import sort_key

_FIRST_USER_LOCK = 4_702_112


@dataclass(frozen=True, slots=True)
class NewUser:
    """What it takes to register somebody. `is_sample`: the documented sample passwords are good enough here."""

    username: str
    password: str
    full_name: str
    email: str | None = None
    role: Role = Role.OPERATOR
    team_id: UUID | None = None
    is_sample: bool = False


@dataclass(frozen=True, slots=True)
class UserChanges:
    """Fields to change, by name; a field that is absent stays as it is. `is_sample`: as in `NewUser`."""

    version: int
    fields: dict[str, Any]
    is_sample: bool = False


def register_user(session: Session, actor: Actor | None, new: NewUser, now: datetime) -> User:
    """Register a user: by an admin, or by anybody while there is no user (who then becomes admin).

    Raises `RegistrationClosed`, `NotByKey`, `UsernameTaken`, `EmailTaken` or `Invalid`.
    """
    role = new.role if _is_open_to(session, actor) else Role.ADMIN
    _refuse_key(actor, (), role)
    owner = Owner(new.username, new.full_name, new.email)
    faults = check_username(new.username)
    faults += password_faults(session, new.password, owner, is_sample=new.is_sample) + check_email(new.email)
    if faults:
        raise Invalid(errors=faults)
    _check_team(session, role, new.team_id)
    if queries.find_user_by_key(session, sort_key(new.username)) is not None:
        raise UsernameTaken(errors=[FieldError("/username", "Já está em uso.", "taken")])
    user = User(
        username=new.username,
        username_key=sort_key(new.username),
        full_name=new.full_name,
        name_key=sort_key(new.full_name),
        role=role.value,
        team_id=new.team_id,
        is_active=True,
        password_hash=hash_password(new.password),
        created_at=now,
        updated_at=now,
    )
    _set_email(session, user, new.email)
    session.add(user)
    session.flush()
    emit(session, UserRegistered(user_id=user.id, username=user.username, team_id=user.team_id))
    return user


def _is_open_to(session: Session, actor: Actor | None) -> bool:
    """True for whoever may create users, False for the very first user; else raises `RegistrationClosed`."""
    if actor is not None and decide(actor, Permission.USER_CREATE).is_allowed:
        return True
    session.execute(select(func.pg_advisory_xact_lock(_FIRST_USER_LOCK)))
    if queries.has_users(session):
        raise RegistrationClosed()
    return False


def set_owed_terms(session: Session, user_ids: Iterable[UUID], owes: bool) -> None:
    """Note whether these people still have terms to accept. Not a change of the person: the version stays."""
    owing = update(User.__table__).where(User.__table__.c.id.in_(list(user_ids)))  # type: ignore[arg-type]
    session.connection().execute(owing.values(owes_terms=owes))


def update_user(session: Session, actor: Actor, user_id: UUID, changes: UserChanges, now: datetime) -> User:
    """Change a user. A role or team change holds from the next request on; a new password ends all sessions and keys.

    Raises `NotFound`, `Forbidden`, `NotByKey`, `StaleVersion`, `LastAdmin`, `UsernameTaken`, `EmailTaken` or `Invalid`.
    """
    require(actor, Permission.USER_UPDATE)
    user = queries.get_user(session, actor, user_id, lock=True)
    if user.version != changes.version:
        raise StaleVersion()
    _refuse_key(actor, {"password"} & changes.fields.keys(), user.role, changes.fields.get("role"))
    before = _visible(user)
    if changes.fields.get("role") is not None and changes.fields["role"] is not Role.ADMIN:
        _keep_an_admin(session, user)
    with session.no_autoflush:  # one UPDATE, so that one change is one version
        _apply(session, user, changes, now)
        _check_team(session, Role(user.role), user.team_id)
        user.updated_at = now
    session.flush()
    after = _visible(user)
    differing: dict[str, Change] = {k: (before[k], after[k]) for k in before if before[k] != after[k]}
    emit(
        session,
        UserUpdated(user_id=user.id, username=user.username, team_id=user.team_id, changes=differing),
    )
    return user


def _apply(session: Session, user: User, changes: UserChanges, now: datetime) -> None:
    fields = changes.fields
    if (username := fields.get("username")) is not None:
        _set_username(session, user, username)
    if "email" in fields:
        _set_email(session, user, fields["email"])
    if (full_name := fields.get("full_name")) is not None:
        user.full_name, user.name_key = full_name, sort_key(full_name)
    if (role := fields.get("role")) is not None:
        user.role = role.value
    if "team_id" in fields:
        user.team_id = fields["team_id"]
    if (password := fields.get("password")) is not None:
        _set_password(session, user, password, changes.is_sample, now)


def _set_username(session: Session, user: User, username: str) -> None:
    faults = check_username(username)
    if faults:
        raise Invalid(errors=faults)
    holder = queries.find_user_by_key(session, sort_key(username))
    if holder is not None and holder.id != user.id:
        raise UsernameTaken(errors=[FieldError("/username", "Já está em uso.", "taken")])
    user.username, user.username_key = username, sort_key(username)


def _set_email(session: Session, user: User, email: str | None) -> None:
    email = email or None
    faults = check_email(email)
    if faults:
        raise Invalid(errors=faults)
    key = email.casefold() if email else None
    if key is not None and queries.is_email_taken(session, key, besides=user.id):
        raise EmailTaken(errors=[FieldError("/email", "Já está em uso.", "taken")])
    user.email, user.email_key = email, key


def _set_password(session: Session, user: User, password: str, is_sample: bool, now: datetime) -> None:
    faults = password_faults(session, password, owner_of(user), is_sample=is_sample)
    if faults:
        raise Invalid(errors=faults)
    user.password_hash = hash_password(password)
    end_sessions(session, user.id, now, besides=None)
    revoke_keys(session, user, "password", now)
    emit(session, PasswordChanged(user_id=user.id, username=user.username, team_id=user.team_id))


def _check_team(session: Session, role: Role, team_id: UUID | None) -> None:
    """Only an operator belongs to a team; a supervisor leads one, which the team says."""
    if team_id is None:
        return
    if role is not Role.OPERATOR:
        raise Invalid.at(
            "/team_id", "Só um atendente pertence a uma equipe; quem supervisiona é dito na equipe.", "role"
        )
    team = session.get(Team, team_id)
    if team is None or not team.is_active:
        raise Invalid.at("/team_id", "Esta equipe não existe ou está inativa.", "unknown")


def deactivate_user(session: Session, actor: Actor, user_id: UUID, now: datetime) -> None:
    """Sign a person out at once and keep the history. Raises `NotFound`, `Forbidden` or `LastAdmin`."""
    require(actor, Permission.USER_DEACTIVATE)
    user = queries.get_user(session, actor, user_id, lock=True)
    if not user.is_active:
        return
    _refuse_key(actor, (), user.role)
    _keep_an_admin(session, user)
    user.is_active = False
    user.deactivated_at = user.updated_at = now
    end_sessions(session, user.id, now)
    revoke_keys(session, user, "deactivated", now)
    emit(session, UserDeactivated(user_id=user.id, username=user.username, team_id=user.team_id))


def reactivate_user(session: Session, actor: Actor, user_id: UUID, now: datetime) -> User:
    """Let a person sign in again. Raises `NotFound` or `Forbidden`."""
    require(actor, Permission.USER_REACTIVATE)
    user = queries.get_user(session, actor, user_id, lock=True)
    if not user.is_active:
        _refuse_key(actor, (), user.role)
        user.is_active = True
        user.deactivated_at = None
        user.updated_at = now
        session.flush()
        emit(session, UserReactivated(user_id=user.id, username=user.username, team_id=user.team_id))
    return user


def _refuse_key(actor: Actor | None, secrets: Iterable[str], *roles: str | None) -> None:
    """Through a key nobody's password is set and no admin is made or touched: it would be more than its scope."""
    if actor is not None and actor.key is not None and (any(secrets) or Role.ADMIN.value in roles):
        raise NotByKey()


def _keep_an_admin(session: Session, leaving: User) -> None:
    if leaving.role != Role.ADMIN.value or not leaving.is_active:
        return
    if not queries.lock_active_admins(session) - {leaving.id}:
        raise LastAdmin()


def _visible(user: User) -> dict[str, object]:
    return {
        "username": user.username,
        "email": user.email,
        "full_name": user.full_name,
        "role": user.role,
        "team_id": user.team_id,
    }
