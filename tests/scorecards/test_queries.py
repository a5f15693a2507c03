"""What is read about scorecards."""

from __future__ import annotations

from datetime import datetime
from uuid import uuid4

import pytest
from sqlalchemy.orm import Session

from monitoria.platform.errors import NotFound
from monitoria.scorecards import queries, service
from monitoria.scorecards.errors import ScorecardNotUsable
from monitoria.scorecards.models import ScorecardVersion
from monitoria.scorecards.rules import (
    STANDARD_CARD_ID,
    STANDARD_VERSION_ID,
    from_document,
    standard_definition,
    to_document,
)
from tests.support.people import Cast, actor_of


def test_what_the_migration_installed_is_the_standard_card(session: Session) -> None:
    version = session.get_one(ScorecardVersion, STANDARD_VERSION_ID)
    assert version.scorecard_id == STANDARD_CARD_ID
    assert version.definition == to_document(standard_definition())
    assert from_document(version.definition) == standard_definition()


def test_without_a_name_an_evaluation_uses_the_default_card(session: Session) -> None:
    usable = queries.find_usable_version(session, None)
    assert (usable.scorecard_id, usable.version_id, usable.number) == (STANDARD_CARD_ID, STANDARD_VERSION_ID, 1)
    assert queries.find_usable_version(session, STANDARD_CARD_ID) == usable


def test_a_draft_or_an_unknown_card_is_not_usable(session: Session, cast: Cast, now: datetime) -> None:
    card = service.create_scorecard(session, actor_of(cast.admin), "Rascunho", "", standard_definition(), now)
    with pytest.raises(ScorecardNotUsable):
        queries.find_usable_version(session, card.id)
    with pytest.raises(NotFound):
        queries.find_usable_version(session, uuid4())


def test_a_frozen_definition_is_read_once_and_a_draft_every_time(session: Session, cast: Cast, now: datetime) -> None:
    known = queries.get_definition(session, STANDARD_VERSION_ID)
    assert queries.get_definition(session, STANDARD_VERSION_ID) is known
    admin = actor_of(cast.admin)
    card = service.create_scorecard(session, admin, "Rascunho", "", standard_definition(), now)
    draft = queries.find_draft(session, card.id)
    assert draft is not None
    assert queries.get_definition(session, draft.id) is not queries.get_definition(session, draft.id)
