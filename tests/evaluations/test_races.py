"""Evaluations when something else happens at the very same moment: real threads, real commits."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import event, select

from monitoria.app import make_bus
from monitoria.calls.errors import OperatorIsFixed
from monitoria.calls.models import Call
from monitoria.calls.service import CallChanges, update_call
from monitoria.evaluations import service
from monitoria.evaluations.errors import ContestTooLate, EvaluationMoveRefused
from monitoria.evaluations.models import Evaluation, EvaluationRevision
from monitoria.evaluations.rules import Answer, ContestedItem, Decision, Filling, Verdict
from monitoria.platform.access import Actor
from monitoria.platform.database import Database, make_engine
from monitoria.platform.events import Circumstances
from tests.support.calls import ZONE, make_call
from tests.support.evaluations import GOLDEN
from tests.support.people import Cast, actor_of, make_cast


@pytest.fixture
def own_database(own_database_url: str) -> Iterator[Database]:
    database = Database(make_engine(own_database_url, pool_size=3), make_bus())
    yield database
    database.engine.dispose()


def test_a_call_is_not_handed_over_while_its_evaluation_begins(own_database: Database, now: datetime) -> None:
    with own_database.unit_of_work(Circumstances(None, now, "test")) as session:
        cast = make_cast(session, now)
        call_id = make_call(session, cast.admin, cast.ana, now).id
    has_read, refused = threading.Event(), []

    def linger(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if statement.startswith("INSERT INTO evaluations"):
            has_read.set()
            time.sleep(0.3)  # time enough to hand the call over, were it not held

    def hand_over() -> None:
        has_read.wait()
        changes = CallChanges(1, {"operator_id": cast.carla.id})
        try:
            with own_database.unit_of_work(Circumstances(cast.admin.id, now, "test")) as session:
                update_call(session, actor_of(cast.admin), call_id, changes, now, ZONE)
        except OperatorIsFixed as problem:
            refused.append(problem)

    event.listen(own_database.engine, "before_cursor_execute", linger)
    thread = threading.Thread(target=hand_over)
    thread.start()
    with own_database.unit_of_work(Circumstances(cast.evaluator.id, now, "test")) as session:
        service.create_evaluation(session, actor_of(cast.evaluator), call_id, None, Filling(), now, ZONE)
    thread.join()
    with own_database.unit_of_work(Circumstances(None, now, "test")) as session:
        operators = {session.scalar(select(Call.operator_id)), session.scalar(select(Evaluation.operator_id))}
    assert (operators, len(refused)) == ({cast.ana.id}, 1)


def _published(database: Database, now: datetime) -> tuple[Cast, UUID]:
    filling = Filling(tuple(Answer(key, value=Decimal(value)) for key, value in GOLDEN.items()))
    with database.unit_of_work(Circumstances(None, now, "test")) as session:
        cast = make_cast(session, now)
        call = make_call(session, cast.admin, cast.ana, now)
        eva = actor_of(cast.evaluator)
        made = service.create_evaluation(session, eva, call.id, None, filling, now, ZONE, publish=True)
        return cast, made.evaluation.id


def _contest(database: Database, cast: Cast, identity: UUID, now: datetime) -> None:
    items = [ContestedItem(Answer("empathy", value=Decimal(10)), "Fui atenciosa.")]
    with database.unit_of_work(Circumstances(cast.ana.id, now, "test")) as session:
        service.contest_evaluation(session, actor_of(cast.ana), identity, items, "", now, ZONE)


def test_two_people_decide_one_contest_and_one_of_them_is_told_so(own_database: Database, now: datetime) -> None:
    cast, identity = _published(own_database, now)
    _contest(own_database, cast, identity, now)
    begin, outcomes = threading.Barrier(2), []

    def decide(actor: Actor, decision: Decision) -> None:
        begin.wait()
        verdicts = [Verdict("empathy", decision, Answer("empathy"))]
        try:
            with own_database.unit_of_work(Circumstances(actor.id, now, "test")) as session:
                service.decide_evaluation(session, actor, identity, verdicts, "Visto.", now, ZONE)
                time.sleep(0.2)  # the row stays held: the other one waits for what becomes of it
            outcomes.append("decided")
        except EvaluationMoveRefused:
            outcomes.append("refused")

    people = [(actor_of(cast.admin), Decision.ACCEPT), (actor_of(cast.supervisor, cast.north), Decision.ACCEPT)]
    threads = [threading.Thread(target=decide, args=pair) for pair in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["decided", "refused"]
    with own_database.unit_of_work(Circumstances(None, now, "test")) as session:
        assert sorted(session.scalars(select(EvaluationRevision.number))) == [1, 2]
        assert session.scalar(select(Evaluation.final_score)) == Decimal("86.67")


def test_an_operator_contests_while_the_job_closes(own_database: Database, now: datetime) -> None:
    """Whoever holds the row first wins; the job never waits, and nothing is both contested and closed."""
    cast, identity = _published(own_database, now)
    late = now + timedelta(days=30)
    items = [ContestedItem(Answer("empathy", value=Decimal(10)), "Fui atenciosa.")]
    with own_database.unit_of_work(Circumstances(cast.ana.id, now, "test")) as contesting:
        service.contest_evaluation(contesting, actor_of(cast.ana), identity, items, "", now, ZONE)
        with own_database.unit_of_work(Circumstances(None, late, "job")) as session:
            assert service.close_expired(session, late, ZONE, 10) == 0
    with own_database.unit_of_work(Circumstances(None, late, "job")) as session:
        assert service.close_expired(session, late, ZONE, 10) == 0
        assert session.scalar(select(Evaluation.status)) == "contested"


def test_a_contest_that_waits_for_the_job_finds_it_closed(own_database: Database, now: datetime) -> None:
    cast, identity = _published(own_database, now)
    late, refused = now + timedelta(days=30), []

    def contest() -> None:
        try:
            _contest(own_database, cast, identity, now)
        except (EvaluationMoveRefused, ContestTooLate) as problem:
            refused.append(problem)

    with own_database.unit_of_work(Circumstances(None, late, "job")) as session:
        assert service.close_expired(session, late, ZONE, 10) == 1
        thread = threading.Thread(target=contest)
        thread.start()
        time.sleep(0.2)
    thread.join()
    assert len(refused) == 1
    with own_database.unit_of_work(Circumstances(None, late, "test")) as session:
        assert session.scalar(select(Evaluation.status)) == "closed"
