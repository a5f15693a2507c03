"""The verbs about scorecards. What is published is frozen: changing it starts the next version."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from monitoria.platform.access import Actor, Permission, require
from monitoria.platform.errors import Invalid, StaleVersion
from monitoria.platform.events import emit
from monitoria.platform.search import sort_key
from monitoria.scorecards import queries
from monitoria.scorecards.errors import DefaultScorecardStays, NothingToPublish, ScorecardMoveRefused
from monitoria.scorecards.events import (
    DefaultScorecardSet,
    ScorecardCreated,
    ScorecardPublished,
    ScorecardRetired,
    ScorecardUpdated,
)
from monitoria.scorecards.models import Scorecard, ScorecardVersion
from monitoria.scorecards.rules import (
    CardMove,
    CardStatus,
    Definition,
    check_definition,
    from_document,
    next_status,
    to_document,
)


@dataclass(frozen=True, slots=True)
class CardChanges:
    """What to change; None stays as it is. `definition` goes to the draft version."""

    name: str | None = None
    description: str | None = None
    definition: Definition | None = None


def create_scorecard(
    session: Session, actor: Actor, name: str, description: str, definition: Definition, now: datetime
) -> Scorecard:
    """Start a scorecard as a draft, however unfinished. Raises `Forbidden`."""
    require(actor, Permission.SCORECARD_CREATE)
    card = Scorecard(
        name=name,
        name_key=sort_key(name),
        description=description,
        status=CardStatus.DRAFT.value,
        is_default=False,
        created_at=now,
        updated_at=now,
    )
    session.add(card)
    session.flush()
    _add_draft(session, card, 1, definition, now)
    emit(session, ScorecardCreated(scorecard_id=card.id, scorecard_name=card.name, number=1))
    return card


def update_scorecard(
    session: Session, actor: Actor, scorecard_id: UUID, version: int, changes: CardChanges, now: datetime
) -> Scorecard:
    """Change a card's name and its draft; a published card gets its next version as a draft.

    Raises `NotFound`, `Forbidden`, `StaleVersion` or `ScorecardMoveRefused`.
    """
    card = _take(session, actor, Permission.SCORECARD_UPDATE, CardMove.UPDATE, scorecard_id, version)
    number: int | None = None
    if changes.name is not None:
        card.name, card.name_key = changes.name, sort_key(changes.name)
    if changes.description is not None:
        card.description = changes.description
    if changes.definition is not None:
        number = _write_draft(session, card, changes.definition, now)
    card.updated_at = now
    session.flush()
    emit(session, ScorecardUpdated(scorecard_id=card.id, scorecard_name=card.name, number=number))
    return card


def publish_scorecard(
    session: Session, actor: Actor, scorecard_id: UUID, version: int | None, now: datetime
) -> Scorecard:
    """Freeze the draft and put it in use; evaluations already begun keep the version they began with.

    Raises `NotFound`, `Forbidden`, `StaleVersion`, `ScorecardMoveRefused`, `NothingToPublish`, or `Invalid` with a
    pointer to every faulty place of the definition.
    """
    card = _take(session, actor, Permission.SCORECARD_PUBLISH, CardMove.PUBLISH, scorecard_id, version)
    draft = queries.find_draft(session, card.id)
    if draft is None:
        raise NothingToPublish()
    faults = check_definition(from_document(draft.definition))
    if faults:
        raise Invalid("A ficha ainda não pode ser publicada.", errors=faults)
    draft.published_at = now
    card.current_version_id = draft.id
    card.status = CardStatus.PUBLISHED.value
    card.updated_at = now
    session.flush()
    emit(session, ScorecardPublished(scorecard_id=card.id, scorecard_name=card.name, number=draft.number))
    return card


def retire_scorecard(
    session: Session, actor: Actor, scorecard_id: UUID, version: int | None, now: datetime
) -> Scorecard:
    """Take a card out of use; what was evaluated with it stays.

    Raises `NotFound`, `Forbidden`, `StaleVersion`, `ScorecardMoveRefused` or `DefaultScorecardStays`.
    """
    card = _take(session, actor, Permission.SCORECARD_RETIRE, CardMove.RETIRE, scorecard_id, version)
    if card.is_default:
        raise DefaultScorecardStays()
    card.status = CardStatus.RETIRED.value
    card.updated_at = now
    session.flush()
    emit(session, ScorecardRetired(scorecard_id=card.id, scorecard_name=card.name))
    return card


def set_default_scorecard(
    session: Session, actor: Actor, scorecard_id: UUID, version: int | None, now: datetime
) -> Scorecard:
    """Make a published card the one that evaluations use when none is named.

    Raises `NotFound`, `Forbidden`, `StaleVersion` or `ScorecardMoveRefused`.
    """
    card = _take(session, actor, Permission.SCORECARD_SET_DEFAULT, CardMove.SET_DEFAULT, scorecard_id, version)
    if card.is_default:
        return card
    session.execute(
        update(Scorecard)
        .where(Scorecard.is_default)
        .values(is_default=False, version=Scorecard.version + 1, updated_at=now)
        .execution_options(synchronize_session="fetch")
    )
    card.is_default = True
    card.updated_at = now
    session.flush()
    emit(session, DefaultScorecardSet(scorecard_id=card.id, scorecard_name=card.name))
    return card


def _take(
    session: Session, actor: Actor, permission: Permission, move: CardMove, scorecard_id: UUID, version: int | None
) -> Scorecard:
    """The card, locked for a move that the actor may make and its status allows; without a version, as it now is."""
    card = queries.get_scorecard(session, actor, scorecard_id, lock=True)
    require(actor, permission)
    if version is not None and card.version != version:
        raise StaleVersion()
    if next_status(CardStatus(card.status), move) is None:
        raise ScorecardMoveRefused()
    return card


def _write_draft(session: Session, card: Scorecard, definition: Definition, now: datetime) -> int:
    draft = queries.find_draft(session, card.id)
    if draft is not None:
        draft.definition = to_document(definition)
        return draft.number
    newest = select(func.max(ScorecardVersion.number)).where(ScorecardVersion.scorecard_id == card.id)
    number: int = session.execute(newest).scalar_one() + 1
    _add_draft(session, card, number, definition, now)
    return number


def _add_draft(session: Session, card: Scorecard, number: int, definition: Definition, now: datetime) -> None:
    session.add(
        ScorecardVersion(scorecard_id=card.id, number=number, definition=to_document(definition), created_at=now)
    )
    session.flush()
