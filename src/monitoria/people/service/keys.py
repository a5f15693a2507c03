"""Personal API keys: made once shown once, revoked, admitted at the door."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import delete, func, text
from sqlalchemy.orm import Session

from monitoria.people import queries
from monitoria.people.errors import KeyRefused, TooManyFailures, TooManyKeys
from monitoria.people.events import KeyCreated, KeyRevoked
from monitoria.people.models import ApiKey, ApiKeyFailure, User
from monitoria.people.queries import keys as key_queries
from monitoria.people.queries.keys import NamedKey, StoredKey
from monitoria.people.rules import FAILURE_WINDOW, wait_after_failures
from monitoria.people.rules.keys import (
    ENDED_KEPT,
    MOST_KEYS,
    check_scopes,
    hash_secret,
    is_secret,
    is_use_due,
    new_token,
    read_token,
)
from monitoria.platform.access import Actor, Permission, key_scopes, require
from monitoria.platform.errors import Invalid, Problem
from monitoria.platform.events import circumstances_of, emit

# What an admitted key proves, and how the claim is called.
KEY_CLAIM = "key"

# Nobody waits for somebody else who notes the same.
_NOTE_USE = text(
    """
    UPDATE api_keys SET used_at = :now, used_address = :address
     WHERE id = (SELECT id FROM api_keys WHERE id = :id FOR UPDATE SKIP LOCKED)
    """
)
_CHALLENGE = {"WWW-Authenticate": 'Bearer error="invalid_token"'}


@dataclass(frozen=True, slots=True)
class KeyWish:
    """What a person wants of a key: what it is called, what it is for, for how many days."""

    name: str
    scopes: tuple[str, ...]
    days: int


def create_key(session: Session, actor: Actor, wish: KeyWish, now: datetime) -> tuple[NamedKey, str]:
    """Make a key of the actor's own; the token is known now and never again.

    Raises `Forbidden`, `Invalid` for a scope that his role does not hold, `TooManyKeys`.
    """
    require(actor, Permission.KEY_CREATE)
    faults = check_scopes(wish.scopes, key_scopes(actor.role))
    if faults:
        raise Invalid(errors=faults)
    user = queries.get_user(session, actor, actor.id, lock=True)
    if key_queries.count_living_keys(session, user.id, now) >= MOST_KEYS:
        raise TooManyKeys()
    token = new_token()
    key = ApiKey(
        user_id=user.id,
        name=wish.name,
        prefix=token.prefix,
        secret_hash=hash_secret(token.secret),
        scopes=list(dict.fromkeys(wish.scopes)),
        created_at=now,
        expires_at=now + timedelta(days=wish.days),
    )
    session.add(key)
    session.flush()
    told = KeyCreated(
        key_id=key.id,
        key_name=key.name,
        prefix=key.prefix,
        user_id=user.id,
        username=user.username,
        scopes=tuple(key.scopes),
        expires_at=key.expires_at,
    )
    emit(session, told)
    return NamedKey(key, user.username, user.full_name), str(token)


def revoke_key(session: Session, actor: Actor, key_id: UUID, now: datetime) -> NamedKey:
    """End a key in reach at once; ended already, it stays as it was. Raises `NotFound` or `Forbidden`."""
    require(actor, Permission.KEY_REVOKE)
    found = key_queries.get_key(session, actor, key_id, lock=True)
    if found.key.revoked_at is None:
        _end(session, found.key, found.username, "asked", now)
    return found


def revoke_keys(session: Session, user: User, reason: str, now: datetime) -> None:
    """End every key of this person at once."""
    for key in key_queries.living_keys(session, user.id, now):
        _end(session, key, user.username, reason, now)


def _end(session: Session, key: ApiKey, username: str, reason: str, now: datetime) -> None:
    key.revoked_at, key.revoked_by_id = now, circumstances_of(session).actor_id
    session.flush()
    told = KeyRevoked(
        key_id=key.id, key_name=key.name, prefix=key.prefix, user_id=key.user_id, username=username, reason=reason
    )
    emit(session, told)


def admit_key(session: Session, given: str, address: str, now: datetime) -> dict[str, object]:
    """The claims of the key that a request came with; its use is noted.

    Raises `KeyRefused` (a wrong one is counted) and, after ten wrong ones from the address in fifteen minutes,
    `TooManyFailures`. A good key is let in all the same: whoever shares an address can't lock it out, and nobody
    guesses one.
    """
    token = read_token(given)
    stored = key_queries.find_stored_key(session, token.prefix) if token else None
    if token is None or not is_secret(token.secret, stored.secret_hash if stored else None) or stored is None:
        raise _failure(session, address, now)
    _refuse_ended(stored, now)
    if is_use_due(stored.used_at, now):
        session.connection().execute(_NOTE_USE, {"id": stored.id, "now": now, "address": address})
    return {KEY_CLAIM: str(stored.id)}


def _failure(session: Session, address: str, now: datetime) -> Problem:
    """What a wrong key is answered. Once the address has to wait nothing more is written."""
    wait = wait_after_failures(key_queries.recent_key_failures(session, address, now), now)
    if wait is None:
        session.add(ApiKeyFailure(address=address, at=now))
        return KeyRefused(headers=_CHALLENGE)
    seconds = int(wait.total_seconds()) + 1
    return TooManyFailures(
        f"Houve muitas tentativas com chaves de API erradas. Tente de novo em {seconds // 60 + 1} minuto(s).",
        headers={"Retry-After": str(seconds)},
    )


def _refuse_ended(stored: StoredKey, now: datetime) -> None:
    """Whoever holds the secret is told why it opens nothing."""
    if stored.revoked_at is not None or not stored.is_active:
        raise KeyRefused("Esta chave de API foi revogada.", headers=_CHALLENGE)
    if stored.expires_at <= now:
        raise KeyRefused("Esta chave de API venceu. Crie outra na sua conta.", headers=_CHALLENGE)


def forget_ended_keys(session: Session, now: datetime) -> None:
    """Delete keys that ended ninety days ago and refused ones that no longer count; the audit trail keeps its own."""
    ended = func.least(ApiKey.expires_at, func.coalesce(ApiKey.revoked_at, ApiKey.expires_at))
    session.execute(delete(ApiKey).where(ended < now - ENDED_KEPT))
    session.execute(delete(ApiKeyFailure).where(ApiKeyFailure.at < now - FAILURE_WINDOW))
