"""The daily sums are what the rows say, whatever happens and in whatever order."""

from __future__ import annotations

import random
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from monitoria.analytics.models import TeamDay
from monitoria.analytics.service import rebuild_rollups, verify_rollups
from monitoria.analytics.service.rollups import add
from monitoria.app import make_bus
from monitoria.calls.models import Call
from monitoria.calls.rules import CallStatus, Priority
from monitoria.calls.service import CallChanges, delete_call, update_call
from monitoria.evaluations.models import Evaluation
from monitoria.evaluations.queries import answers_of, get_evaluation
from monitoria.evaluations.rules import Answer, ContestedItem, Decision, Filling, Verdict
from monitoria.evaluations.service import (
    acknowledge_evaluation,
    close_expired,
    conclude_evaluation,
    contest_evaluation,
    create_evaluation,
    decide_evaluation,
    read_evaluation,
)
from monitoria.people.models import User
from monitoria.platform.access import Actor, Role
from monitoria.platform.database import Database, make_engine
from monitoria.platform.events import Circumstances
from tests.support.calls import ZONE, make_call
from tests.support.people import Cast, actor_of, make_cast

CRITERIA = ("greeting", "communication", "problem_solving", "empathy", "procedures", "closing")


def _assert_true(database: Database, now: datetime) -> None:
    with database.unit_of_work(Circumstances(None, now)) as session:
        assert not list(verify_rollups(session, ZONE))
        assert sum(session.scalars(select(TeamDay.calls))) > 0


def _do_something(session: Session, chance: random.Random, cast: Cast, now: datetime) -> None:
    admin = actor_of(cast.admin)
    operators = (cast.ana, cast.bruno, cast.carla)
    calls = session.scalars(select(Call).order_by(Call.protocol)).all()
    action = chance.choice(
        ("create", "create", "update", "move", "delete", "evaluate", "evaluate", "contest", "answer")
    )
    if action in ("contest", "answer"):
        {"contest": _contest_one, "answer": _answer_one}[action](session, chance, cast.admin, now)
        return
    if action == "create" or not calls:
        start = now - timedelta(hours=chance.randrange(0, 80))
        category = chance.choice(("billing", "sales", "other"))
        make_call(session, cast.admin, chance.choice(operators), now, started_at=start, category=category)
        return
    call = chance.choice(calls)
    free = call.evaluations_count == 0
    if action == "evaluate":
        scores = [Answer(key, value=Decimal(chance.randrange(0, 11))) for key in CRITERIA]
        skipped = Answer(CRITERIA[0], not_applicable=False, value=Decimal(3))
        filling = Filling(answers=(*scores[1:], skipped), summary=None)
        evaluator, at = actor_of(cast.evaluator), now - timedelta(days=1)
        create_evaluation(session, evaluator, call.id, None, filling, at, ZONE, publish=True)
    elif action == "delete" and free:
        delete_call(session, admin, call.id, ZONE)
    elif action == "move" and free:
        fields = {"operator_id": chance.choice(operators).id, "started_at": now - timedelta(hours=chance.randrange(80))}
        update_call(session, admin, call.id, CallChanges(call.version, fields), now, ZONE)
    else:
        fields = {
            "status": chance.choice(list(CallStatus)),
            "priority": chance.choice(list(Priority)),
            "category": chance.choice(("billing", "sales", "other")),
        }
        update_call(session, admin, call.id, CallChanges(call.version, fields), now, ZONE)


def _contest_one(session: Session, chance: random.Random, admin: User, now: datetime) -> None:
    """An operator contests some answers of an evaluation; an admin decides as it pleases him."""
    waiting = session.scalars(select(Evaluation).where(Evaluation.contest_by > now).order_by(Evaluation.id)).all()
    if not waiting:
        return
    evaluation = chance.choice(waiting)
    given = answers_of(session, evaluation.id)
    keys = chance.sample(CRITERIA, chance.randrange(1, 4))
    items = [ContestedItem(Answer(key, value=10 - (given[key].value or 0)), "Peço.") for key in keys]
    items = [item for item in items if item.asked.value != given[item.asked.criterion].value]
    if not items:
        return
    operator = Actor(evaluation.operator_id, Role.OPERATOR)
    contest_evaluation(session, operator, evaluation.id, items, "", now, ZONE)
    choices = (Decision.UPHOLD, Decision.ACCEPT)
    verdicts = [Verdict(i.asked.criterion, chance.choice(choices), Answer(i.asked.criterion)) for i in items]
    decide_evaluation(session, actor_of(admin), evaluation.id, verdicts, "Visto.", now, ZONE)


def _answer_one(session: Session, chance: random.Random, admin: User, now: datetime) -> None:
    """An operator reads an evaluation, takes note of it, or it is closed: by somebody, or because time passed."""
    found = session.scalars(select(Evaluation).where(Evaluation.status != "draft").order_by(Evaluation.id)).all()
    if not found:
        return
    evaluation, at = chance.choice(found), now + timedelta(minutes=chance.randrange(20_000))
    operator = Actor(evaluation.operator_id, Role.OPERATOR)
    act = chance.choice(("read", "acknowledge", "close", "pass"))
    if act == "read":
        read_evaluation(session, operator, get_evaluation(session, operator, evaluation.id), at, ZONE)
    elif act == "acknowledge" and evaluation.status in ("published", "upheld", "changed"):
        acknowledge_evaluation(session, operator, evaluation.id, chance.random() < 0.6, "", at, ZONE)
    elif act == "close" and evaluation.status in ("acknowledged", "upheld", "changed"):
        conclude_evaluation(session, actor_of(admin), evaluation.id, at, ZONE)
    elif act == "pass" and chance.random() < 0.3:
        close_expired(session, now + timedelta(days=chance.randrange(3, 40)), ZONE, 1)


@pytest.mark.parametrize("seed", range(4))
def test_sums_equal_the_rows_after_anything_at_random(database: Database, cast: Cast, now: datetime, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - a reproducible walk
    for _ in range(30):
        with database.unit_of_work(Circumstances(cast.admin.id, now)) as session:
            for _ in range(chance.randrange(1, 4)):
                _do_something(session, chance, cast, now)
    _assert_true(database, now)


def test_what_is_undone_is_not_counted(database: Database, cast: Cast, now: datetime) -> None:
    with database.unit_of_work(Circumstances(None, now)) as session:
        make_call(session, cast.admin, cast.ana, now)
    with pytest.raises(RuntimeError), database.unit_of_work(Circumstances(None, now)) as session:
        make_call(session, cast.admin, cast.ana, now)
        raise RuntimeError
    _assert_true(database, now)


def test_what_is_undone_with_a_savepoint_is_not_counted(database: Database, cast: Cast, now: datetime) -> None:
    with database.unit_of_work(Circumstances(None, now)) as session:
        make_call(session, cast.admin, cast.ana, now)
        undone = session.begin_nested()
        make_call(session, cast.admin, cast.bruno, now)
        undone.rollback()
        with session.begin_nested():
            make_call(session, cast.admin, cast.carla, now)
    _assert_true(database, now)


@pytest.fixture
def own_database(own_database_url: str) -> Iterator[Database]:
    engine = make_engine(own_database_url, pool_size=12)
    yield Database(engine, make_bus())
    engine.dispose()


def test_writers_at_once_neither_deadlock_nor_lose_a_count(own_database: Database, now: datetime) -> None:
    with own_database.unit_of_work(Circumstances(None, now)) as session:
        cast = make_cast(session, now)

    def work(number: int) -> None:
        chance = random.Random(number)  # noqa: S311 - a reproducible walk
        for _ in range(10):
            with own_database.unit_of_work(Circumstances(cast.admin.id, now)) as session:
                for _ in range(5):
                    start = now - timedelta(days=chance.randrange(3))
                    make_call(session, cast.admin, chance.choice((cast.ana, cast.carla)), now, started_at=start)

    with ThreadPoolExecutor(10) as workers:
        list(workers.map(work, range(10)))
    _assert_true(own_database, now)
    with own_database.unit_of_work(Circumstances(None, now)) as session:
        assert sum(session.scalars(select(TeamDay.calls))) == 500


def test_sums_are_met_in_one_order_whatever_the_order_of_events(own_database: Database, now: datetime) -> None:
    keys = [(now.date() - timedelta(days=day), new) for day in range(3) for new in _teams()]

    def work(number: int) -> None:
        for turn in range(20):
            with own_database.unit_of_work(Circumstances(None, now)) as session:
                for key in keys if (number + turn) % 2 else reversed(keys):
                    add(session, TeamDay, key, {"calls": 1})

    with ThreadPoolExecutor(8) as workers:
        list(workers.map(work, range(8)))
    with own_database.unit_of_work(Circumstances(None, now)) as session:
        assert set(session.scalars(select(TeamDay.calls))) == {160}


def _teams() -> list[Any]:
    from uuid import UUID  # noqa: PLC0415 - only here

    return [UUID(int=number) for number in (5, 1, 9)]


def test_a_rebuild_replaces_whatever_was_there(session: Session, cast: Cast, now: datetime) -> None:
    make_call(session, cast.admin, cast.ana, now)
    wrong = {"day": now.date(), "team_id": cast.north.id, "calls": 99}
    session.execute(insert(TeamDay).values(wrong))
    rebuild_rollups(session, ZONE)
    assert session.scalars(select(TeamDay.calls)).all() == [1]
