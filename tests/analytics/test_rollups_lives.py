"""Whatever happens to evaluations, every cube says what the rows say; and what does not is found."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import select, text, update
from sqlalchemy.orm import Session

from monitoria.analytics.models import CUBES, FEEDBACK, OperatorVersionScore, TeamCriterion, TeamScore
from monitoria.analytics.service import rebuild_rollups, verify_rollups
from monitoria.app import make_bus
from monitoria.calls.models import Call
from monitoria.calls.service import CallChanges, update_call
from monitoria.cli import rollups
from monitoria.demo.cards import FULL, register_cards
from monitoria.evaluations.models import Evaluation
from monitoria.evaluations.queries import answers_of, get_evaluation
from monitoria.evaluations.rules import Answer, ContestedItem, Decision, Filling, Origin, Verdict
from monitoria.evaluations.service import (
    contest_evaluation,
    create_evaluation,
    decide_evaluation,
    publish_evaluation,
    read_evaluation,
    update_evaluation,
    withdraw_evaluation,
)
from monitoria.platform.access import Actor, Role
from monitoria.platform.config import Config
from monitoria.platform.database import Database, make_engine
from monitoria.platform.errors import Problem
from monitoria.platform.events import Circumstances
from tests.support.calls import ZONE, make_call
from tests.support.people import Cast, actor_of, make_cast

SCALES = ("greeting", "communication", "problem_solving", "empathy", "procedures", "closing")
Step = dict[str, Any]
ACTS = ("publish", "past", "draft", "undone", "contest", "read", "withdraw", "rename", "move")
STEPS = st.fixed_dictionaries(
    {
        "act": st.sampled_from(ACTS),
        "who": st.integers(0, 2),
        "pick": st.integers(0, 40),
        "days_ago": st.sampled_from((0, 1, 6, 30, 45)),
        "origin": st.sampled_from([None, *Origin]),
        "is_full": st.booleans(),
        "values": st.lists(st.integers(0, 10), min_size=6, max_size=6),
        "closing_applies": st.booleans(),
        "complies": st.sampled_from((True, True, False)),
        "accept": st.booleans(),
    }
)


def _filling(step: Step) -> Filling:
    answers = [Answer(key, value=value) for key, value in zip(SCALES, map(_decimal, step["values"]), strict=True)]
    if step["is_full"]:
        if not step["closing_applies"]:
            answers[-1] = Answer("closing", not_applicable=True)
        answers.append(Answer("compliance", options=("yes" if step["complies"] else "no",)))
    return Filling(tuple(answers), origin=step["origin"])


def _decimal(value: int) -> Any:
    from decimal import Decimal  # noqa: PLC0415 - only here

    return Decimal(value)


def _take(session: Session, step: Step, cast: Cast, now: datetime) -> None:
    if step["act"] in ("publish", "past", "draft", "undone"):
        _publish(session, step, cast, now)
        return
    found = session.scalars(select(Evaluation).where(Evaluation.status != "draft").order_by(Evaluation.id)).all()
    if not found:
        return
    evaluation = found[step["pick"] % len(found)]
    if step["act"] == "contest":
        _contest(session, step, evaluation, cast, now)
    elif step["act"] == "read":
        operator, at = Actor(evaluation.operator_id, Role.OPERATOR), now + timedelta(hours=step["pick"])
        read_evaluation(session, operator, get_evaluation(session, operator, evaluation.id), at, ZONE)
    elif step["act"] == "withdraw":
        # Only what an import brought, and nobody has touched, is ever taken back.
        if evaluation.contest_by is None and evaluation.status == "published":
            withdraw_evaluation(session, actor_of(cast.admin), evaluation.id, ZONE)
    else:
        call = session.get_one(Call, evaluation.call_id)
        session.refresh(call)
        fields: Step = {"category": "sales" if call.category != "sales" else "billing"}
        if step["act"] == "move":
            fields["started_at"] = now - timedelta(days=step["days_ago"], hours=3)
        update_call(session, actor_of(cast.admin), call.id, CallChanges(call.version, fields), now, ZONE)


def _publish(session: Session, step: Step, cast: Cast, now: datetime) -> None:
    operator = (cast.ana, cast.bruno, cast.carla)[step["who"]]
    call = make_call(session, cast.admin, operator, now, started_at=now - timedelta(days=step["days_ago"], hours=5))
    at, eva = now - timedelta(days=step["days_ago"]), actor_of(cast.evaluator)
    card = FULL[0].card_id if step["is_full"] else None
    filling = _filling(step)
    if step["act"] in ("publish", "past"):
        is_past = step["act"] == "past"
        create_evaluation(session, eva, call.id, card, filling, at, ZONE, publish=True, is_past=is_past)
    elif step["act"] == "draft":
        draft = create_evaluation(session, eva, call.id, card, filling, at, ZONE).evaluation
        saved = update_evaluation(session, eva, draft.id, 1, Filling(origin=Origin.REQUESTED), at).evaluation
        assert saved.origin == "requested"
        publish_evaluation(session, eva, draft.id, None, Filling(), at, ZONE)
    else:
        undone = session.begin_nested()
        create_evaluation(session, eva, call.id, card, filling, at, ZONE, publish=True)
        undone.rollback()


def _contest(session: Session, step: Step, evaluation: Evaluation, cast: Cast, now: datetime) -> None:
    given = answers_of(session, evaluation.id)
    items = [
        ContestedItem(Answer(key, value=_decimal(10) - (given[key].value or 0)), "Peço.")
        for key in SCALES[step["pick"] % 3 :: 3]
        if given[key].value not in (None, 5)
    ]
    if not items:
        return
    operator = Actor(evaluation.operator_id, Role.OPERATOR)
    contest_evaluation(session, operator, evaluation.id, items, "", now, ZONE)
    decision = Decision.ACCEPT if step["accept"] else Decision.UPHOLD
    verdicts = [Verdict(item.asked.criterion, decision, Answer(item.asked.criterion)) for item in items]
    decide_evaluation(session, actor_of(cast.admin), evaluation.id, verdicts, "Visto.", now, ZONE)


@settings(
    max_examples=10,
    deadline=None,
    phases=(Phase.explicit, Phase.generate),  # examples share one database: a smaller one would say nothing
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(steps=st.lists(STEPS, min_size=3, max_size=9))
def test_every_cube_says_what_the_rows_say_after_any_life(
    database: Database, cast: Cast, now: datetime, steps: list[Step]
) -> None:
    """Examples follow one another on one database: each leaves its sums to the next."""
    with database.unit_of_work(Circumstances(None, now)) as session:
        if not session.scalar(text("SELECT count(*) FROM scorecards WHERE name = 'Ficha completa'")):
            register_cards(session, now - timedelta(days=60), now - timedelta(days=20))
    for step in steps:
        # A move that its evaluation's state refuses changes nothing.
        with suppress(Problem), database.unit_of_work(Circumstances(cast.admin.id, now)) as session:
            _take(session, step, cast, now)
    with database.unit_of_work(Circumstances(None, now)) as session:
        assert not list(verify_rollups(session, ZONE))


def _publish_some(session: Session, cast: Cast, now: datetime, count: int = 3) -> None:
    for number in range(count):
        step = {"who": number % 3, "days_ago": number, "is_full": False, "act": "publish", "origin": None}
        _publish(session, step | {"values": [8, 7, 9, 6, 10, 3 + number]}, cast, now)


@pytest.mark.parametrize("cube", [*CUBES, *FEEDBACK[0], *FEEDBACK[1]], ids=lambda cube: cube.table.__tablename__)
def test_a_spoiled_sum_is_found_in_any_cube(database: Database, cast: Cast, now: datetime, cube: Any) -> None:
    with database.unit_of_work(Circumstances(None, now)) as session:
        _publish_some(session, cast, now)
    with database.unit_of_work(Circumstances(None, now)) as session:
        name, column = cube.table.__tablename__, cube.sums[0]
        key, kept = session.execute(text(f"SELECT ctid::text, {column} FROM {name} ORDER BY ctid LIMIT 1")).one()
        session.execute(text(f"UPDATE {name} SET {column} = {column} + 7 WHERE ctid = '{key}'::tid"))
        (found,) = verify_rollups(session, ZONE)
        assert (found.table, found.column, found.kept, found.true) == (name, column, kept + 7, kept)
        rebuild_rollups(session, ZONE)
        assert not list(verify_rollups(session, ZONE))


def test_a_row_too_many_and_one_too_few_are_found(database: Database, cast: Cast, now: datetime) -> None:
    with database.unit_of_work(Circumstances(None, now)) as session:
        _publish_some(session, cast, now, 1)
    with database.unit_of_work(Circumstances(None, now)) as session:
        session.execute(text("DELETE FROM team_scores WHERE grain = 'month'"))
        lost = [found for found in verify_rollups(session, ZONE) if found.column == "evaluations"]
        assert [(found.table, found.kept, found.true) for found in lost] == [("team_scores", None, 1)]
        session.execute(update(OperatorVersionScore).values(team_id=UUID(int=7)))
        moved = [found for found in verify_rollups(session, ZONE) if found.table == "operator_version_scores"]
        assert {(found.kept is None, found.true is None) for found in moved} == {(True, False), (False, True)}


def test_the_category_of_an_evaluation_stays_what_it_was(database: Database, cast: Cast, now: datetime) -> None:
    with database.unit_of_work(Circumstances(None, now)) as session:
        _publish_some(session, cast, now, 1)
        evaluation = session.scalars(select(Evaluation)).one()
        call = session.get_one(Call, evaluation.call_id)
        session.refresh(call)
        before = evaluation.category
        changes = CallChanges(call.version, {"category": "sales"})
        update_call(session, actor_of(cast.admin), call.id, changes, now, ZONE)
        assert (session.get_one(Call, call.id).category, evaluation.category) == ("sales", before)


def test_publishers_at_once_neither_deadlock_nor_lose_a_sum(own_database_url: str, now: datetime) -> None:
    """Each publishes several in one transaction, some of them in savepoints, in an order of his own."""
    engine = make_engine(own_database_url, pool_size=8)
    database = Database(engine, make_bus())
    with database.unit_of_work(Circumstances(None, now)) as session:
        cast = make_cast(session, now)

    def work(number: int) -> None:
        for turn in range(4):
            with database.unit_of_work(Circumstances(cast.admin.id, now)) as session:
                for place in range(4):
                    who = (number + turn + place) % 3
                    step = {"who": who, "days_ago": (number * place) % 4, "is_full": False, "origin": None}
                    step |= {"act": "publish", "values": [8, 7, 9, 6, 10, number]}
                    if place % 2:
                        with session.begin_nested():
                            _publish(session, step, cast, now)
                    else:
                        _publish(session, step, cast, now)

    with ThreadPoolExecutor(6) as workers:
        list(workers.map(work, range(6)))
    with database.unit_of_work(Circumstances(None, now)) as session:
        assert not list(verify_rollups(session, ZONE))
        days = select(TeamScore.evaluations).where(TeamScore.grain == "day")
        assert sum(session.scalars(days)) == 6 * 4 * 4
        answers = select(TeamCriterion.answers).where(TeamCriterion.grain == "month")
        assert sum(session.scalars(answers)) == 6 * 6 * 4 * 4
    engine.dispose()


def test_the_command_proves_the_sums_and_makes_them_anew(
    own_database_url: str, now: datetime, capsys: pytest.CaptureFixture[str]
) -> None:
    config = Config(database_url=own_database_url)
    engine = make_engine(own_database_url, pool_size=2)
    database = Database(engine, make_bus())
    with database.unit_of_work(Circumstances(None, now)) as session:
        _publish_some(session, make_cast(session, now), now)
    assert rollups.verify(config) == 0
    assert capsys.readouterr().out == "✓ As somas dos painéis conferem com os registros.\n"
    with database.unit_of_work(Circumstances(None, now)) as session:
        session.execute(text("UPDATE team_scores SET passed = passed + 1 WHERE grain = 'month'"))
    assert rollups.verify(config) == 1
    said = capsys.readouterr().out
    assert "✗ team_scores (month, 2026-11-01, " in said
    assert ") passed: guardado 1, verdadeiro 0" in said
    assert rollups.rebuild(config) == 0
    assert rollups.verify(config) == 0
    # An installation that comes from a version without these sums finds them made.
    with database.unit_of_work(Circumstances(None, now)) as session:
        for cube in CUBES:
            session.execute(text(f"DELETE FROM {cube.table.__tablename__}"))
    rollups.fill_if_missing(config)
    assert rollups.verify(config) == 0
    engine.dispose()
