"""Every SELECT about scorecards. Everybody sees published and retired ones; drafts are their editors' alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, select, text, true
from sqlalchemy.orm import Session

from monitoria.platform.access import Actor, Permission, decide
from monitoria.platform.errors import NotFound
from monitoria.platform.http import PageQuery, Slice, SortKey, read_page
from monitoria.scorecards.errors import ScorecardNotUsable
from monitoria.scorecards.models import Scorecard, ScorecardVersion
from monitoria.scorecards.rules import CardStatus, Definition, from_document

ORDER = SortKey("name", (Scorecard.name_key, Scorecard.id))

# Published versions never change, so what was read once stays true for the life of the process.
_frozen: dict[UUID, Definition] = {}
_MOST_FROZEN = 500


@dataclass(frozen=True, slots=True)
class UsableVersion:
    """The published version that a new evaluation rests on."""

    scorecard_id: UUID
    scorecard_name: str
    version_id: UUID
    number: int


def may_edit(actor: Actor) -> bool:
    """Whether drafts are in this person's reach."""
    return decide(actor, Permission.SCORECARD_UPDATE).is_allowed


def _reach(actor: Actor) -> ColumnElement[bool]:
    return true() if may_edit(actor) else Scorecard.status != CardStatus.DRAFT.value


def list_scorecards(session: Session, actor: Actor, status: CardStatus | None, page: PageQuery) -> Slice[Scorecard]:
    """A page of the scorecards in reach, by name."""
    return read_page(
        session,
        select_scorecards(actor, status),
        page=page,
        sort=ORDER,
        shape=lambda row: row[0],
        key=lambda row: (row[0].name_key, row[0].id),
    )


def select_scorecards(actor: Actor, status: CardStatus | None) -> Select[Scorecard]:
    """The scorecards in reach, in no order."""
    statement = select(Scorecard).where(_reach(actor))
    return statement if status is None else statement.where(Scorecard.status == status.value)


def get_scorecard(session: Session, actor: Actor, scorecard_id: UUID, *, lock: bool = False) -> Scorecard:
    """One scorecard in reach; raises `NotFound`."""
    statement: Select[Any] = select(Scorecard).where(Scorecard.id == scorecard_id, _reach(actor))
    card: Scorecard | None = session.scalars(statement.with_for_update() if lock else statement).one_or_none()
    if card is None:
        raise NotFound("Esta ficha não existe ou não está ao seu alcance.")
    return card


def list_versions(session: Session, actor: Actor, scorecard_id: UUID) -> list[ScorecardVersion]:
    """The versions of a card that was found in reach, newest first; the draft only for those who edit."""
    statement = select(ScorecardVersion).where(ScorecardVersion.scorecard_id == scorecard_id)
    if not may_edit(actor):
        statement = statement.where(ScorecardVersion.published_at.is_not(None))
    return list(session.scalars(statement.order_by(ScorecardVersion.number.desc())))


def get_version(session: Session, actor: Actor, scorecard_id: UUID, version_id: UUID) -> ScorecardVersion:
    """One version of a card in reach; raises `NotFound`."""
    get_scorecard(session, actor, scorecard_id)
    found = next((v for v in list_versions(session, actor, scorecard_id) if v.id == version_id), None)
    if found is None:
        raise NotFound("Esta versão da ficha não existe.")
    return found


def cards_with_draft(session: Session, scorecard_ids: Sequence[UUID]) -> set[UUID]:
    """Which of these cards, already found in reach, have a draft version."""
    statement = select(ScorecardVersion.scorecard_id).where(
        ScorecardVersion.scorecard_id.in_(scorecard_ids), ScorecardVersion.published_at.is_(None)
    )
    return set(session.scalars(statement))


def get_editable_definition(session: Session, actor: Actor, scorecard_id: UUID) -> Definition:
    """What a change of the card starts from: its draft, else the version in use. Raises `NotFound`."""
    get_scorecard(session, actor, scorecard_id)
    return from_document(list_versions(session, actor, scorecard_id)[0].definition)


def find_draft(session: Session, scorecard_id: UUID) -> ScorecardVersion | None:
    """The draft version of a card, if it has one."""
    statement = select(ScorecardVersion).where(
        ScorecardVersion.scorecard_id == scorecard_id, ScorecardVersion.published_at.is_(None)
    )
    return session.scalars(statement).one_or_none()


# Written out because every new evaluation runs them.
_IN_USE = """
    SELECT card.id, card.name, card.status, card.current_version_id, version.number
      FROM scorecards card LEFT JOIN scorecard_versions version ON version.id = card.current_version_id
     WHERE """
_DEFAULT = text(f"{_IN_USE} card.is_default")
_NAMED = text(f"{_IN_USE} card.id = :id")


def find_usable_version(session: Session, scorecard_id: UUID | None) -> UsableVersion:
    """The version in use of this scorecard, or of the default one.

    Raises `NotFound` for an unknown card, `ScorecardNotUsable` for one that is a draft, retired, or missing.
    """
    connection = session.connection()
    found = connection.execute(_NAMED, {"id": scorecard_id}) if scorecard_id else connection.execute(_DEFAULT)
    row = found.one_or_none()
    if row is None and scorecard_id is not None:
        raise NotFound("Esta ficha não existe.")
    if row is None or row.status != CardStatus.PUBLISHED.value:
        raise ScorecardNotUsable()
    return UsableVersion(row.id, row.name, row.current_version_id, row.number)


def get_definition(session: Session, version_id: UUID) -> Definition:
    """The definition of a version; a published one is read from the database once a process."""
    known = _frozen.get(version_id)
    if known is not None:
        return known
    row = session.execute(
        select(ScorecardVersion.definition, ScorecardVersion.published_at).where(ScorecardVersion.id == version_id)
    ).one()
    definition = from_document(row.definition)
    if row.published_at is not None:
        if len(_frozen) >= _MOST_FROZEN:
            _frozen.clear()
        _frozen[version_id] = definition
    return definition
