"""What this installation asks of whoever signs in."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from monitoria.people import queries
from monitoria.people.errors import NotByKey
from monitoria.people.events import Change, SignInPolicyUpdated
from monitoria.people.models import SignInPolicy
from monitoria.platform.access import Actor, Permission, require
from monitoria.platform.errors import StaleVersion
from monitoria.platform.events import emit


def update_policy(
    session: Session, actor: Actor, version: int, fields: Mapping[str, Any], now: datetime
) -> SignInPolicy:
    """Change it, from the next request on. Present passwords stay. Raises `Forbidden`, `NotByKey` or
    `StaleVersion`."""
    require(actor, Permission.SETTINGS_UPDATE)
    if actor.key is not None:
        raise NotByKey()
    policy = queries.get_policy(session, lock=True)
    if policy.version != version:
        raise StaleVersion()
    changes: dict[str, Change] = {}
    for name, value in fields.items():
        before = getattr(policy, name)
        if before != value:
            changes[name] = (before, value)
            setattr(policy, name, value)
    policy.updated_at = now
    session.flush()
    emit(session, SignInPolicyUpdated(changes=changes))
    return policy
