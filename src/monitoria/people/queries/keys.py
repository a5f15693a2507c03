"""Every SELECT about API keys: a person reaches his own, an admin everybody's."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, func, or_, select, text, true
from sqlalchemy.orm import Session

from monitoria.people.models import ApiKey, ApiKeyFailure, User
from monitoria.people.rules import FAILURE_WINDOW, MAX_FAILURES
from monitoria.platform.access import Actor, KeyMark, Role
from monitoria.platform.errors import NotFound
from monitoria.platform.http import PageQuery, Slice, SortKey, read_page

_NAMED: Any = select(ApiKey, User.username, User.full_name).join(User, User.id == ApiKey.user_id)
NEWEST_FIRST = SortKey("-created", (ApiKey.id,), is_descending=True)


@dataclass(frozen=True, slots=True)
class KeyFilter:
    """Which keys a list shows; None means "any". `is_living`: still good for something."""

    user_id: UUID | None = None
    is_living: bool | None = None


@dataclass(frozen=True, slots=True)
class NamedKey:
    """A key and whose it is."""

    key: ApiKey
    username: str
    full_name: str


def _own(actor: Actor) -> ColumnElement[bool]:
    return true() if actor.is_admin else ApiKey.user_id == actor.id


def _living(now: datetime) -> ColumnElement[bool]:
    return and_(ApiKey.revoked_at.is_(None), ApiKey.expires_at > now)


def list_keys(session: Session, actor: Actor, wanted: KeyFilter, page: PageQuery, now: datetime) -> Slice[NamedKey]:
    """A page of the keys in reach, the newest first."""
    statement: Any = _NAMED.where(_own(actor))
    if wanted.user_id is not None:
        statement = statement.where(ApiKey.user_id == wanted.user_id)
    if wanted.is_living is not None:
        ended = or_(ApiKey.revoked_at.is_not(None), ApiKey.expires_at <= now)
        statement = statement.where(_living(now) if wanted.is_living else ended)
    return read_page(
        session,
        statement,
        page=page,
        sort=NEWEST_FIRST,
        shape=lambda row: NamedKey(*row),
        key=lambda row: (row[0].id,),
    )


def get_key(session: Session, actor: Actor, key_id: UUID, *, lock: bool = False) -> NamedKey:
    """One key in reach; raises `NotFound`."""
    statement = _NAMED.where(_own(actor), ApiKey.id == key_id)
    row = session.execute(statement.with_for_update(of=ApiKey) if lock else statement).one_or_none()
    if row is None:
        raise NotFound("Esta chave de API não existe ou não é sua.")
    return NamedKey(*row)


def find_key_id(session: Session, prefix: str) -> UUID | None:
    """The key of this name, whosever it is."""
    return session.execute(select(ApiKey.id).where(ApiKey.prefix == prefix)).scalar_one_or_none()


def named_keys(session: Session, now: datetime) -> list[NamedKey]:
    """Every key that still opens something, the newest first: for whoever runs the machine."""
    return [NamedKey(*row) for row in session.execute(_NAMED.where(_living(now)).order_by(ApiKey.id.desc()))]


def count_living_keys(session: Session, user_id: UUID, now: datetime) -> int:
    """How many keys of this person still open something."""
    return session.execute(select(func.count()).where(ApiKey.user_id == user_id, _living(now))).scalar_one()


def living_keys(session: Session, user_id: UUID, now: datetime) -> list[ApiKey]:
    """Those of this person's keys that still open something, locked."""
    statement = select(ApiKey).where(ApiKey.user_id == user_id, _living(now)).order_by(ApiKey.id)
    return list(session.scalars(statement.with_for_update()))


@dataclass(frozen=True, slots=True)
class StoredKey:
    """What is known of the key that a request names."""

    id: UUID
    secret_hash: bytes
    expires_at: datetime
    revoked_at: datetime | None
    used_at: datetime | None
    is_active: bool


# Written out because every request with a key runs them.
_STORED = text(
    """
    SELECT k.id, k.secret_hash, k.expires_at, k.revoked_at, k.used_at, u.is_active
      FROM api_keys k JOIN users u ON u.id = k.user_id WHERE k.prefix = :prefix
    """
)
_ACTOR = text(
    """
    SELECT k.user_id, k.name, k.scopes, u.role, u.team_id, u.owes_terms,
           (SELECT array_agg(t.id) FROM teams t WHERE t.supervisor_id = u.id) AS led,
           (p.second_factor_for = 'everyone' OR (p.second_factor_for = 'leaders' AND u.role IN ('admin', 'supervisor')))
           AND NOT EXISTS (SELECT FROM second_factors f WHERE f.user_id = u.id AND f.confirmed_at IS NOT NULL)
           AND NOT EXISTS (SELECT FROM provider_identities i WHERE i.user_id = u.id) AS owes_second_factor
      FROM api_keys k JOIN users u ON u.id = k.user_id JOIN sign_in_policies p ON p.id = 1
     WHERE k.id = :key_id AND k.revoked_at IS NULL AND k.expires_at > :now AND u.is_active
    """
)


def find_stored_key(session: Session, prefix: str) -> StoredKey | None:
    """The key of this name, good or not."""
    row = session.connection().execute(_STORED, {"prefix": prefix}).one_or_none()
    return None if row is None else StoredKey(*row)


def find_key_actor(session: Session, key_id: UUID, now: datetime) -> Actor | None:
    """Whose key this is now, as a person who may no more than it is for; None when it ended, or he left."""
    row = session.connection().execute(_ACTOR, {"key_id": key_id, "now": now}).one_or_none()
    if row is None:
        return None
    role = Role(row.role)
    teams = frozenset(row.led or ()) if role is Role.SUPERVISOR else frozenset({row.team_id} - {None})
    key = KeyMark(key_id, row.name, frozenset(row.scopes))
    return Actor(
        id=row.user_id,
        role=role,
        team_ids=teams,
        owes_terms=row.owes_terms,
        owes_second_factor=row.owes_second_factor,
        key=key,
    )


def recent_key_failures(session: Session, address: str, now: datetime) -> list[datetime]:
    """The latest refused keys from this address that count."""
    statement = select(ApiKeyFailure.at).where(
        ApiKeyFailure.address == address, ApiKeyFailure.at > now - FAILURE_WINDOW
    )
    return list(session.execute(statement.order_by(ApiKeyFailure.at.desc()).limit(MAX_FAILURES)).scalars())


def keys_of(session: Session, user_id: UUID) -> list[dict[str, Any]]:
    """A person's keys, as far as they are kept, for him to take along."""
    names = ("name", "prefix", "scopes", "created_at", "expires_at", "used_at", "used_address", "revoked_at")
    columns = [ApiKey.__table__.c[name] for name in names]
    rows = session.execute(select(*columns).where(ApiKey.user_id == user_id).order_by(ApiKey.id.desc()))
    return [dict(row._mapping) for row in rows]
