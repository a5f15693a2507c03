"""Choosing how one is told of things."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from monitoria.notifications import queries
from monitoria.notifications.events import NotificationPreferencesUpdated
from monitoria.notifications.models import NotificationPreference
from monitoria.notifications.rules import choices_for
from monitoria.platform.access import Actor, Permission, require
from monitoria.platform.errors import Findings, StaleVersion
from monitoria.platform.events import emit

# The version of what nobody ever changed.
FIRST_VERSION = 1


@dataclass(frozen=True, slots=True)
class Choice:
    """How somebody wants to be told of one kind."""

    kind: str
    in_app: bool
    email: str


def update_preferences(
    session: Session, actor: Actor, version: int, language: str, choices: Sequence[Choice], now: datetime
) -> NotificationPreference:
    """Keep what `actor` chose; kinds that are left out stay as they were.

    Raises `Invalid` for a kind that can't concern him, or `StaleVersion`.
    """
    require(actor, Permission.OWN_ACCOUNT)
    known, findings = {kind.name for kind in choices_for(actor.role.value)}, Findings()
    for number, choice in enumerate(choices):
        if choice.kind not in known:
            findings.add(f"/kinds/{number}/kind", "Não há avisos deste tipo para o seu perfil.", "unknown")
    findings.raise_if_any()
    found = queries.find_preference(session, actor.id, lock=True)
    if version != (found.version if found else FIRST_VERSION):
        raise StaleVersion()
    chosen: dict[str, Any] = {choice.kind: {"in_app": choice.in_app, "email": choice.email} for choice in choices}
    if found is None:
        found = NotificationPreference(user_id=actor.id, kinds={}, version=FIRST_VERSION)
        session.add(found)
    found.language, found.kinds = language, {**found.kinds, **chosen}
    found.version, found.updated_at = version + 1, now
    session.flush()
    emit(session, NotificationPreferencesUpdated(user_id=actor.id))
    return found
