"""What a blank sheet is made of, within the asker's reach."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from monitoria.platform.access import Actor
from monitoria.scorecards.queries import get_scorecard, list_versions
from monitoria.scorecards.rules import Definition, from_document


@dataclass(frozen=True, slots=True)
class BlankParts:
    """A scorecard's version to be filled by hand, and since when it is as it is."""

    name: str
    number: int
    definition: Definition
    at: datetime


def view_blank(session: Session, actor: Actor, scorecard_id: UUID) -> BlankParts:
    """The version in use of a scorecard in reach; of one that has none yet, its draft. Raises `NotFound`."""
    card = get_scorecard(session, actor, scorecard_id)
    versions = list_versions(session, actor, scorecard_id)
    version = next((v for v in versions if v.id == card.current_version_id), versions[0])
    return BlankParts(
        card.name, version.number, from_document(version.definition), version.published_at or card.updated_at
    )
