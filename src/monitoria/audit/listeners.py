"""Every event, whatever its kind, becomes one audit entry in the transaction that caused it; parts of one do not."""

from __future__ import annotations

from dataclasses import fields
from typing import Any
from uuid import UUID

from sqlalchemy import insert
from sqlalchemy.orm import Session

from monitoria.audit.models import AuditEntry
from monitoria.audit.rules import as_plain
from monitoria.platform.database import new_id
from monitoria.platform.events import Event, Subscription, circumstances_of

_INSERT = insert(AuditEntry.__table__)  # type: ignore[arg-type]


def record_event(session: Session, event: Event) -> None:
    """Write the entry. The subject is the part of the event's name before the dot and the field of that name."""
    if not event.is_recorded:
        return
    circumstances = circumstances_of(session)
    facts: dict[str, Any] = {field.name: getattr(event, field.name) for field in fields(event)}
    if circumstances.key_id is not None:  # under names that no event has
        facts |= {"by_key_id": circumstances.key_id, "by_key_name": circumstances.key_name}
    subject_type = event.name.partition(".")[0]
    subject = facts.get(f"{subject_type}_id", facts.get("key", facts.get("user_id")))
    values = {
        "id": new_id(),
        "at": circumstances.at,
        "name": event.name,
        "actor_id": circumstances.actor_id,
        "subject_type": subject_type,
        "subject_id": None if subject is None else str(subject),
        "team_id": _as_id(facts.get("team_id")),
        "operator_id": _as_id(facts.get("operator_id")),
        "request_id": circumstances.request_id,
        "facts": {name: as_plain(value) for name, value in facts.items()},
    }
    session.connection().execute(_INSERT, values)


def _as_id(value: object) -> UUID | None:
    return value if isinstance(value, UUID) else None


SUBSCRIPTIONS: tuple[Subscription, ...] = ((Event, record_event),)
