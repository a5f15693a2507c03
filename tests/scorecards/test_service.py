"""The verbs about scorecards: what they tell and what they refuse."""

from __future__ import annotations

from datetime import datetime

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from monitoria.audit.models import AuditEntry
from monitoria.platform.errors import Forbidden, Invalid, NotFound
from monitoria.scorecards import queries, service
from monitoria.scorecards.models import Scorecard
from monitoria.scorecards.rules import STANDARD_CARD_ID, Definition, standard_definition
from monitoria.scorecards.service import CardChanges
from tests.support.people import Cast, actor_of


def test_every_verb_tells_what_happened(session: Session, cast: Cast, now: datetime) -> None:
    admin = actor_of(cast.admin)
    card = service.create_scorecard(session, admin, "Retenção", "", standard_definition(), now)
    service.update_scorecard(session, admin, card.id, card.version, CardChanges(name="Retenção 2"), now)
    service.publish_scorecard(session, admin, card.id, card.version, now)
    service.set_default_scorecard(session, admin, card.id, card.version, now)
    standard = queries.get_scorecard(session, admin, STANDARD_CARD_ID)
    service.retire_scorecard(session, admin, standard.id, standard.version, now)
    entries = list(
        session.scalars(select(AuditEntry).where(AuditEntry.subject_type == "scorecard").order_by(AuditEntry.id))
    )
    told = [entry.name.partition(".")[2] for entry in entries]
    assert sorted(told) == ["created", "published", "retired", "set-default", "updated"]
    assert {entry.facts["scorecard_name"] for entry in entries} == {"Retenção", "Retenção 2", "Ficha padrão"}


def test_only_an_admin_edits(session: Session, cast: Cast, now: datetime) -> None:
    for person in (cast.evaluator, cast.supervisor, cast.ana):
        actor = actor_of(person)
        with pytest.raises(Forbidden):
            service.create_scorecard(session, actor, "Ficha", "", standard_definition(), now)
        with pytest.raises(Forbidden):
            service.retire_scorecard(session, actor, STANDARD_CARD_ID, 1, now)


def test_a_draft_out_of_reach_is_not_found_before_it_is_forbidden(session: Session, cast: Cast, now: datetime) -> None:
    card = service.create_scorecard(session, actor_of(cast.admin), "Ficha", "", Definition(sections=()), now)
    with pytest.raises(NotFound):
        service.publish_scorecard(session, actor_of(cast.evaluator), card.id, card.version, now)
    with pytest.raises(Invalid):
        service.publish_scorecard(session, actor_of(cast.admin), card.id, card.version, now)


def test_the_database_itself_refuses_a_second_default(session: Session, cast: Cast, now: datetime) -> None:
    admin = actor_of(cast.admin)
    card = service.create_scorecard(session, admin, "Ficha", "", standard_definition(), now)
    service.publish_scorecard(session, admin, card.id, card.version, now)
    with pytest.raises(IntegrityError), session.begin_nested():
        session.get_one(Scorecard, card.id).is_default = True
        session.flush()
