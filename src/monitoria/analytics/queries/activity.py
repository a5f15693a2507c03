"""What happened lately, from the audit trail."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session

from monitoria.audit.models import AuditEntry
from monitoria.audit.rules import sentence, spoken_facts
from monitoria.people.models import User
from monitoria.platform.access import Actor, reach_calls
from monitoria.platform.clock import DayRange

_OPEN = (
    "call.created",
    "call.updated",
    "call.deleted",
    "evaluation.published",
    "evaluation.acknowledged",
    "evaluation.contested",
    "evaluation.decided",
    "evaluation.revised",
    "evaluation.closed",
)
# A late decision is news to those who are to decide, and no fault of whoever waits.
_LEADERS = ("evaluation.decision-overdue",)
# A draft is nobody's business but its author's.
_OWN = ("evaluation.drafted", "evaluation.discarded")


@dataclass(frozen=True, slots=True)
class Activity:
    """One entry. `actor_name` is None when the system did it, or when the reader is not to know who."""

    id: UUID
    at: datetime
    event: str
    facts: dict[str, str]
    sentence: str
    actor_name: str | None
    call_id: UUID | None
    evaluation_id: UUID | None
    protocol: str | None


def list_activity(
    session: Session, actor: Actor, days: DayRange | None, team_id: UUID | None, limit: int
) -> list[Activity]:
    """The latest entries in reach about calls and published evaluations, and the actor's own drafts."""
    names: ColumnElement[bool] = AuditEntry.name.in_(_OPEN)
    if not actor.is_operator:
        names = or_(names, AuditEntry.name.in_(_LEADERS))
        names = or_(names, and_(AuditEntry.name.in_(_OWN), AuditEntry.actor_id == actor.id))
    statement = (
        select(AuditEntry.id, AuditEntry.at, AuditEntry.name, AuditEntry.actor_id, AuditEntry.facts, User.full_name)
        .outerjoin(User, User.id == AuditEntry.actor_id)
        .where(names, reach_calls(actor, operator=AuditEntry.operator_id, team=AuditEntry.team_id))
        .order_by(AuditEntry.at.desc(), AuditEntry.id.desc())
        .limit(limit)
    )
    if days is not None:
        statement = statement.where(AuditEntry.at >= days.start, AuditEntry.at < days.end)
    if team_id is not None:
        statement = statement.where(AuditEntry.team_id == team_id)
    return [_activity(actor, row) for row in session.execute(statement)]


def _activity(actor: Actor, row: Any) -> Activity:
    # An operator knows who evaluated him; who decided he reads in the decision, not in a list of news.
    is_known = not actor.is_operator or row.actor_id == actor.id or row.name == "evaluation.published"
    is_there = row.name not in ("call.deleted", "evaluation.discarded")
    return Activity(
        id=row.id,
        at=row.at,
        event=row.name,
        facts=spoken_facts(row.name, row.facts),
        sentence=sentence(row.name, row.facts),
        actor_name=row.full_name if is_known else None,
        call_id=_id(row.facts.get("call_id")) if row.name != "call.deleted" else None,
        evaluation_id=_id(row.facts.get("evaluation_id")) if is_there else None,
        protocol=row.facts.get("protocol"),
    )


def _id(value: str | None) -> UUID | None:
    return UUID(value) if value else None
