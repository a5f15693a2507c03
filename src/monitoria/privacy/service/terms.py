"""Publishing a term and accepting it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from monitoria.people.service import set_owed_terms
from monitoria.platform.access import Actor, Permission, require
from monitoria.platform.errors import NotFound, StaleVersion
from monitoria.platform.events import circumstances_of, emit
from monitoria.privacy import queries
from monitoria.privacy.errors import TermOutdated
from monitoria.privacy.events import TermAccepted, TermPublished
from monitoria.privacy.models import Term, TermAcceptance

_TERMS_LOCK = 4_702_117


@dataclass(frozen=True, slots=True)
class NewTerm:
    """The text of a version to come; `version` is the one it follows."""

    version: int
    title: str
    text: str
    title_en: str | None = None
    text_en: str | None = None


def publish_term(session: Session, actor: Actor, key: str, new: NewTerm, now: datetime) -> Term:
    """Put a new version in force: everybody whom it concerns accepts again.

    Raises `Forbidden`, `NotFound` or `StaleVersion`.
    """
    require(actor, Permission.TERM_PUBLISH)
    _one_at_a_time(session)
    present = _in_force(session, key)
    if present.version != new.version:
        raise StaleVersion()
    term = Term(
        key=key,
        version=present.version + 1,
        concerns=present.concerns,
        title=new.title,
        text=new.text,
        title_en=new.title_en,
        text_en=new.text_en,
        published_by_id=actor.id,
        published_at=now,
    )
    session.add(term)
    session.flush()
    set_owed_terms(session, queries.owing_users(session), True)
    emit(session, TermPublished(key=key, version=term.version, title=term.title))
    return term


def accept_term(session: Session, actor: Actor, key: str, version: int, now: datetime) -> Term:
    """Note that the actor has read this version, once. Raises `Forbidden`, `NotFound` or `TermOutdated`."""
    require(actor, Permission.TERM_ACCEPT)
    _one_at_a_time(session)
    term = _in_force(session, key)
    if term.concerns != actor.role.value:
        raise NotFound("Este termo não existe ou não é para o seu perfil.")
    if term.version != version:
        raise TermOutdated()
    accepted = insert(TermAcceptance.__table__).values(  # type: ignore[arg-type]
        user_id=actor.id,
        key=key,
        version=version,
        accepted_at=now,
        request_id=circumstances_of(session).request_id,
    )
    fresh = session.execute(accepted.on_conflict_do_nothing().returning(TermAcceptance.version)).scalar_one_or_none()
    note_owed_terms(session, [actor.id])
    if fresh is not None:
        emit(session, TermAccepted(key=key, version=version, title=term.title, user_id=actor.id))
    return term


def note_owed_terms(session: Session, user_ids: Iterable[UUID]) -> None:
    """Keep with these people whether they have a term to accept."""
    wanted = set(user_ids)
    owing = queries.owing_users(session, wanted)
    for owes, people in ((True, owing), (False, wanted - owing)):
        if people:
            set_owed_terms(session, people, owes)


def _in_force(session: Session, key: str) -> Term:
    term = queries.current_term(session, key)
    if term is None:
        raise NotFound("Este termo não existe ou não é para o seu perfil.")
    return term


def _one_at_a_time(session: Session) -> None:
    """Nobody accepts while a version is published: what is noted with a person must follow from both."""
    session.execute(select(func.pg_advisory_xact_lock(_TERMS_LOCK)))
