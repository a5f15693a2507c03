"""Terms in force, and who has accepted them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.orm import Session, aliased

from monitoria.people.models import User
from monitoria.people.rules import TermBrief
from monitoria.platform.access import Actor, Permission, decide
from monitoria.privacy.models import Term, TermAcceptance

_Newer = aliased(Term)
_IN_FORCE: ColumnElement[bool] = (
    Term.version == select(func.max(_Newer.version)).where(_Newer.key == Term.key).scalar_subquery()
)
_ACCEPTED = and_(
    TermAcceptance.key == Term.key, TermAcceptance.version == Term.version, TermAcceptance.user_id == User.id
)


@dataclass(frozen=True, slots=True)
class TermRow:
    """A term in force: when the reader accepted it, and, for who publishes, how many have and how many should."""

    term: Term
    accepted_at: datetime | None
    accepted: int | None
    concerned: int | None


def list_terms(session: Session, actor: Actor) -> list[TermRow]:
    """The terms in force: those that concern the actor, or all of them for whoever publishes."""
    publishes = decide(actor, Permission.TERM_PUBLISH).is_allowed
    own = (
        select(TermAcceptance.accepted_at)
        .where(
            TermAcceptance.key == Term.key, TermAcceptance.version == Term.version, TermAcceptance.user_id == actor.id
        )
        .scalar_subquery()
    )
    concerned = select(func.count()).select_from(User).where(User.is_active, User.role == Term.concerns)
    accepted = concerned.where(select(TermAcceptance.user_id).where(_ACCEPTED).exists())
    statement: Any = select(Term, own, accepted.scalar_subquery(), concerned.scalar_subquery()).where(_IN_FORCE)
    if not publishes:
        statement = statement.where(Term.concerns == actor.role.value)
    rows = session.execute(statement.order_by(Term.key))
    return [TermRow(*row) if publishes else TermRow(row[0], row[1], None, None) for row in rows]


def list_pending_terms(session: Session, actor: Actor) -> list[TermBrief]:
    """The terms in force that the actor still has to accept."""
    rows = [row for row in list_terms(session, actor) if row.term.concerns == actor.role.value]
    return [TermBrief(row.term.key, row.term.version, row.term.title) for row in rows if row.accepted_at is None]


def current_term(session: Session, key: str) -> Term | None:
    """The version in force of a term."""
    newest = select(Term).where(Term.key == key).order_by(Term.version.desc()).limit(1)
    return session.scalars(newest).one_or_none()


def is_accepted(session: Session, user_id: UUID, term: Term) -> bool:
    """Whether this person has accepted this version."""
    return session.get(TermAcceptance, (user_id, term.key, term.version)) is not None


def owing_users(session: Session, user_ids: Iterable[UUID] | None = None) -> set[UUID]:
    """Those of `user_ids`, or of everybody, who have a term in force to accept."""
    owing = (
        select(User.id)
        .join(Term, Term.concerns == User.role)
        .where(_IN_FORCE, ~select(TermAcceptance.user_id).where(_ACCEPTED).exists())
    )
    return set(session.scalars(owing if user_ids is None else owing.where(User.id.in_(list(user_ids)))))


def terms_of(session: Session, user_id: UUID) -> list[dict[str, Any]]:
    """What a person accepted, for himself to take along."""
    rows = session.execute(
        select(Term.title, Term.version, Term.text, TermAcceptance.accepted_at)
        .join(TermAcceptance, and_(TermAcceptance.key == Term.key, TermAcceptance.version == Term.version))
        .where(TermAcceptance.user_id == user_id)
        .order_by(TermAcceptance.accepted_at)
    )
    return [dict(row._mapping) for row in rows]
