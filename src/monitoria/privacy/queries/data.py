"""Everything about a person, gathered from every domain that keeps something of him."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from monitoria.people.models import User
from monitoria.privacy.models import DataRequest


@dataclass(frozen=True, slots=True)
class Contributor:
    """A part of what is kept about a person: its stable key, its Portuguese title, and who finds it."""

    key: str
    title: str
    find: Callable[[Session, UUID], Iterable[dict[str, Any]]]


@dataclass(frozen=True, slots=True)
class Package:
    """Everything about one person. `parts`: key, title and rows, in the application's order."""

    person: User
    made_at: datetime
    parts: Sequence[tuple[str, str, list[dict[str, Any]]]]


def gather(session: Session, person: User, contributors: Sequence[Contributor], now: datetime) -> Package:
    """Ask every contributor about the person."""
    return Package(person, now, [(c.key, c.title, list(c.find(session, person.id))) for c in contributors])


def requests_of(session: Session, user_id: UUID) -> list[dict[str, Any]]:
    """What a person asked for as a data subject, for himself to take along."""
    names = ("kind", "status", "details", "answer", "received_on", "due_on", "closed_at")
    columns = [DataRequest.__table__.c[name] for name in names]
    rows = session.execute(select(*columns).where(DataRequest.user_id == user_id).order_by(DataRequest.id))
    return [dict(row._mapping) for row in rows]
