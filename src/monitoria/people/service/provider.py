"""Signing in whom the organisation's provider vouches for: met, linked once by e-mail, or created; his role follows."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import count
from typing import Any

from sqlalchemy.orm import Session

from monitoria.people import queries
from monitoria.people.errors import NobodyForIdentity
from monitoria.people.events import ProviderLinked
from monitoria.people.models import ProviderIdentity, User
from monitoria.people.rules import Identity, check_email, check_username
from monitoria.people.service.places import Attempt, Origin
from monitoria.people.service.sessions import Opened, open_session
from monitoria.people.service.users import NewUser, UserChanges, register_user, update_user
from monitoria.platform.access import Actor, Role
from monitoria.platform.database import new_id
from monitoria.platform.events import emit
from monitoria.platform.search import sort_key

_LONGEST_NAME = 56  # leaves room for a number


@dataclass(frozen=True, slots=True)
class ProviderRules:
    """How this installation takes what its provider says. `maps_roles`: groups say who may come in, and as what."""

    maps_roles: bool
    creates_users: bool


def sign_in_with_provider(
    session: Session, identity: Identity, rules: ProviderRules, origin: Origin, now: datetime, lifetime: timedelta
) -> Opened:
    """Open a session for whom the provider vouches for. Its own second factor is its own business.

    Raises `NobodyForIdentity` for somebody unknown, inactive or without a role here, and `LastAdmin` when his groups
    would take the last administrator away.
    """
    if rules.maps_roles and identity.role is None:
        raise NobodyForIdentity()
    user = queries.find_user_of_identity(session, identity.issuer, identity.subject) or _meet(
        session, identity, rules, now
    )
    if not user.is_active:
        raise NobodyForIdentity("Seu acesso ao Monitoria está desativado. Fale com um administrador.")
    _follow_role(session, user, identity, now)
    standing = queries.standing_of(session, user.id, origin.browser, origin.address, now)
    attempt = Attempt(user.username_key, origin, standing)
    return open_session(session, user, attempt, now, lifetime, is_vouched_for=True)


def _meet(session: Session, identity: Identity, rules: ProviderRules, now: datetime) -> User:
    """Whoever has this verified e-mail and is nobody at the provider yet; else somebody new, where that may be."""
    key = identity.email.casefold() if identity.email else None
    user = queries.find_user_by_email(session, key) if key else None
    if user is not None and queries.has_identity(session, user.id, identity.issuer):
        raise NobodyForIdentity("Este e-mail já está ligado a outra conta da organização. Fale com um administrador.")
    if user is None:
        user = _create(session, identity, rules, now)
    elif not user.is_active:
        return user
    link = ProviderIdentity(issuer=identity.issuer, subject=identity.subject, user_id=user.id, linked_at=now)
    session.add(link)
    session.flush()
    told = ProviderLinked(user_id=user.id, username=user.username, team_id=user.team_id, issuer=identity.issuer)
    emit(session, told)
    return user


def _create(session: Session, identity: Identity, rules: ProviderRules, now: datetime) -> User:
    if not rules.creates_users or identity.role is None:
        raise NobodyForIdentity()
    offers = _usernames(identity)
    username = next(offer for offer in offers if queries.find_user_by_key(session, sort_key(offer)) is None)
    new = NewUser(
        username=username,
        password=secrets.token_urlsafe(32),  # nobody knows it: he comes in through the provider
        full_name=identity.full_name,
        email=None if check_email(identity.email) else identity.email,
        role=Role(identity.role),
    )
    return register_user(session, _system(), new, now)


def _usernames(identity: Identity) -> Iterator[str]:
    """User names for him, the best first."""
    told = (identity.username, identity.username.partition("@")[0], ".".join(sort_key(identity.full_name).split()))
    base = next((name for name in told if not check_username(name[:_LONGEST_NAME])), "pessoa")[:_LONGEST_NAME]
    yield base
    for number in count(2):
        yield f"{base}{number}"


def _follow_role(session: Session, user: User, identity: Identity, now: datetime) -> None:
    if identity.role is None or identity.role == user.role:
        return
    fields: dict[str, Any] = {"role": Role(identity.role)}
    if identity.role != Role.OPERATOR.value and user.team_id is not None:
        fields["team_id"] = None
    update_user(session, _system(), user.id, UserChanges(user.version, fields), now)


def _system() -> Actor:
    """Whoever configured the provider said that it decides who comes in and as what."""
    return Actor(new_id(), Role.ADMIN)
