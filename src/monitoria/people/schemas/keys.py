"""Shapes of API keys that cross HTTP."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Self
from uuid import UUID

from pydantic import Field, StringConstraints

from monitoria.people.queries.keys import NamedKey
from monitoria.people.rules.keys import MOST_DAYS, USUAL_DAYS
from monitoria.platform.access import Actor, Permission, allowed
from monitoria.platform.http import Page, PageQuery, Payload, Shape

KeyName = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=80)]
Scope = Annotated[str, StringConstraints(max_length=60)]


class KeyOut(Shape):
    """A personal API key. `prefix` is how it begins, `mon_…`; nothing else of it is known."""

    id: UUID
    name: str
    prefix: str
    scopes: list[str]
    user_id: UUID
    username: str
    full_name: str
    created_at: datetime
    expires_at: datetime
    used_at: datetime | None = Field(description="Its last use, written once a minute.")
    used_address: str | None
    revoked_at: datetime | None
    active: bool
    actions: list[str]


class KeyMadeOut(KeyOut):
    """A new key. `token` is shown once: the answer to a repeated request does not have it."""

    token: str | None

    def as_kept(self) -> Self:
        return self.model_copy(update={"token": None})


class KeyPage(Page[KeyOut]):
    """API keys."""


class KeyQuery(PageQuery):
    user_id: UUID | None = None
    active: bool | None = None


class KeyBody(Payload):
    name: KeyName
    scopes: list[Scope] = Field(min_length=1, max_length=200, description="Words of permission that your role holds.")
    expires_in_days: int = Field(USUAL_DAYS, ge=1, le=MOST_DAYS)


class ScopesOut(Shape):
    """The scopes that the caller may give to a key."""

    scopes: list[str]


def show_key(actor: Actor, found: NamedKey, now: datetime) -> KeyOut:
    """A key as its person, or an admin, sees it."""
    key = found.key
    is_active = key.revoked_at is None and key.expires_at > now
    return KeyOut(
        id=key.id,
        name=key.name,
        prefix=f"mon_{key.prefix}",
        scopes=key.scopes,
        user_id=key.user_id,
        username=found.username,
        full_name=found.full_name,
        created_at=key.created_at,
        expires_at=key.expires_at,
        used_at=key.used_at,
        used_address=key.used_address,
        revoked_at=key.revoked_at,
        active=is_active,
        actions=allowed(actor, [Permission.KEY_REVOKE]) if is_active else [],
    )


def show_made_key(actor: Actor, found: NamedKey, token: str, now: datetime) -> KeyMadeOut:
    """A new key, with its token."""
    return KeyMadeOut(**show_key(actor, found, now).model_dump(), token=token)
