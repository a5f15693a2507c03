"""What the verbs about calls promise to each other and to those who listen."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from monitoria.audit.models import AuditEntry
from monitoria.calls import queries
from monitoria.calls.errors import CallHasEvaluations, OperatorIsFixed
from monitoria.calls.models import Call
from monitoria.calls.rules import CallStatus
from monitoria.calls.service import (
    CallChanges,
    NewCall,
    create_call,
    delete_call,
    record_discard,
    record_evaluation,
    record_publication,
    update_call,
)
from monitoria.platform.database import Database, make_engine
from monitoria.platform.events import Bus, Circumstances
from tests.support.calls import ZONE, make_call
from tests.support.people import Cast, actor_of, make_cast

CREATORS = 50


def test_fifty_creators_at_once_get_fifty_protocols(own_database_url: str, now: datetime) -> None:
    engine = make_engine(own_database_url, pool_size=CREATORS)
    database = Database(engine, Bus())
    with database.unit_of_work(Circumstances(None, now)) as session:
        cast = make_cast(session, now)

    def create(number: int) -> list[str]:
        made = []
        for attempt in range(3):
            with database.unit_of_work(Circumstances(cast.admin.id, now)) as session:
                made.append(make_call(session, cast.admin, cast.ana, now, subject=f"{number}.{attempt}").protocol)
        return made

    with ThreadPoolExecutor(CREATORS) as creators:
        protocols = [protocol for made in creators.map(create, range(CREATORS)) for protocol in made]
    with database.unit_of_work(Circumstances(None, now)) as session:
        stored = set(session.scalars(select(Call.protocol)))
    engine.dispose()
    assert len(set(protocols)) == 3 * CREATORS
    assert stored == set(protocols)


def test_a_call_with_a_draft_or_an_evaluation_is_not_deleted(session: Session, cast: Cast, now: datetime) -> None:
    admin, call = actor_of(cast.admin), make_call(session, cast.admin, cast.ana, now)
    record_evaluation(session, call.id, published=False)
    with pytest.raises(CallHasEvaluations):
        delete_call(session, admin, call.id, ZONE)
    record_publication(session, call.id)
    with pytest.raises(CallHasEvaluations):
        delete_call(session, admin, call.id, ZONE)


def test_a_call_whose_drafts_were_discarded_is_deleted(session: Session, cast: Cast, now: datetime) -> None:
    call = make_call(session, cast.admin, cast.ana, now)
    record_evaluation(session, call.id, published=False)
    record_discard(session, call.id)
    delete_call(session, actor_of(cast.admin), call.id, ZONE)
    assert session.scalars(select(Call)).all() == []


def test_counting_evaluations_is_no_change_of_the_call(session: Session, cast: Cast, now: datetime) -> None:
    call = make_call(session, cast.admin, cast.ana, now)
    record_evaluation(session, call.id, published=True)
    session.refresh(call)
    assert (call.version, call.evaluations_count, call.published_count, call.is_evaluated) == (1, 1, 1, True)


def test_an_evaluated_call_stays_with_its_operator(session: Session, cast: Cast, now: datetime) -> None:
    call = make_call(session, cast.admin, cast.ana, now)
    record_evaluation(session, call.id, published=False)
    session.expire_all()
    with pytest.raises(OperatorIsFixed):
        changes = CallChanges(call.version, {"operator_id": cast.bruno.id})
        update_call(session, actor_of(cast.admin), call.id, changes, now, ZONE)


def test_the_trail_tells_what_changed_but_not_the_customers_data(session: Session, cast: Cast, now: datetime) -> None:
    call = make_call(session, cast.admin, cast.ana, now, customer_name="Zé", customer_document="529.982.247-25")
    fields = {"status": CallStatus.CLOSED, "customer_name": "José"}
    update_call(session, actor_of(cast.admin), call.id, CallChanges(call.version, fields), now, ZONE)
    delete_call(session, actor_of(cast.admin), call.id, ZONE)
    entries = session.scalars(select(AuditEntry).where(AuditEntry.subject_type == "call").order_by(AuditEntry.id)).all()
    assert [entry.name for entry in entries] == ["call.created", "call.updated", "call.deleted"]
    assert {entry.subject_id for entry in entries} == {str(call.id)}
    assert entries[1].facts["changes"] == {"status": ["open", "closed"]}
    assert entries[1].facts["rewritten"] == ["customer_name"]
    said = json.dumps([entry.facts for entry in entries], ensure_ascii=False)
    assert not [kept for kept in ("José", "529.982", "52998224725") if kept in said]


def test_a_change_that_changes_nothing_is_not_told(session: Session, cast: Cast, now: datetime) -> None:
    call = make_call(session, cast.admin, cast.ana, now, notes="igual")
    update_call(session, actor_of(cast.admin), call.id, CallChanges(1, {"notes": "igual"}), now, ZONE)
    assert call.version == 1
    assert session.scalars(select(AuditEntry.name).where(AuditEntry.name == "call.updated")).all() == []


def test_facts_of_a_call_are_counted_on_its_local_day(session: Session, cast: Cast, now: datetime) -> None:
    late = datetime.fromisoformat("2026-11-20T01:30:00+00:00")
    new = NewCall(operator_id=cast.ana.id, started_at=late)
    create_call(session, actor_of(cast.admin), new, now, ZONE)
    entry = session.scalars(select(AuditEntry).where(AuditEntry.name == "call.created")).one()
    assert entry.facts["after"]["day"] == "2026-11-19"


def test_a_call_in_reach_can_be_locked(session: Session, cast: Cast, now: datetime) -> None:
    call = make_call(session, cast.admin, cast.ana, now)
    assert queries.get_call(session, actor_of(cast.ana), call.id, lock=True) is call
