"""Who hears of what, in the transaction in which it happens."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from sqlalchemy import text

from monitoria.coaching.events import PlanConcluded, PlanCreated, PlanDueNeared, PlanNoteAdded, PlanSessionHeld
from monitoria.imports.events import ImportCommitted
from monitoria.platform.database import Database
from monitoria.platform.events import Circumstances, emit
from tests.notifications.conftest import Facts, Happen, told
from tests.support.imports import CALLS, Journey
from tests.support.people import Cast


def test_a_published_evaluation_is_told_to_its_operator_alone(
    database: Database, cast: Cast, facts: Facts, happen: Happen
) -> None:
    happen(facts.published(), by=cast.evaluator)
    assert told(database, cast) == {"ana"}


def test_a_contest_is_told_to_those_who_may_decide_it(
    database: Database, cast: Cast, facts: Facts, happen: Happen
) -> None:
    happen(facts.contested(), by=cast.ana)
    assert told(database, cast) == {"admin", "supervisor"}


def test_whoever_published_it_is_not_asked_to_decide(
    database: Database, cast: Cast, facts: Facts, happen: Happen
) -> None:
    happen(facts.contested(evaluator_id=cast.supervisor.id), by=cast.ana)
    assert told(database, cast) == {"admin"}


@pytest.mark.parametrize("order", [1, -1])
def test_a_decision_that_changes_the_score_is_one_notice_whichever_is_told_first(
    database: Database, cast: Cast, facts: Facts, happen: Happen, order: int
) -> None:
    happen(*[facts.decided(changed=True), facts.revised()][::order], by=cast.supervisor)
    assert told(database, cast) == told(database, cast, "evaluation.decided") == {"ana"}


def test_a_revision_without_a_decision_is_told(database: Database, cast: Cast, facts: Facts, happen: Happen) -> None:
    happen(facts.decided(changed=False), by=cast.supervisor)
    happen(facts.revised(), by=cast.supervisor, at=facts.due)
    assert told(database, cast, "evaluation.revised") == {"ana"}


def test_a_deadline_is_told_to_whom_is_waited_for(database: Database, cast: Cast, facts: Facts, happen: Happen) -> None:
    happen(facts.neared("contest"))
    assert told(database, cast) == {"ana"}
    happen(facts.neared("decide"), at=facts.due)
    assert told(database, cast) == {"ana", "admin", "supervisor"}


def test_a_late_decision_is_told_to_the_admins(database: Database, cast: Cast, facts: Facts, happen: Happen) -> None:
    happen(facts.overdue())
    assert told(database, cast) == {"admin"}


def test_disagreement_is_told_to_supervisor_and_publisher_and_agreement_to_nobody(
    database: Database, cast: Cast, facts: Facts, happen: Happen
) -> None:
    happen(facts.acknowledged(agrees=True), by=cast.ana)
    assert told(database, cast) == set()
    happen(facts.acknowledged(agrees=False), by=cast.ana)
    assert told(database, cast) == {"supervisor", "evaluator"}


def test_a_publisher_who_became_an_operator_hears_nothing_of_others(
    database: Database, cast: Cast, facts: Facts, happen: Happen, now: datetime
) -> None:
    with database.unit_of_work(Circumstances(None, now)) as session:
        session.execute(text("UPDATE users SET role = 'operator' WHERE id = :id"), {"id": cast.evaluator.id})
    happen(facts.acknowledged(agrees=False), by=cast.ana)
    assert told(database, cast) == {"supervisor"}


def test_nobody_is_told_what_he_did_himself_nor_after_he_left(
    database: Database, cast: Cast, facts: Facts, happen: Happen, now: datetime
) -> None:
    happen(facts.overdue(), by=cast.admin)
    with database.unit_of_work(Circumstances(None, now)) as session:
        session.execute(text("UPDATE users SET is_active = false WHERE id = :id"), {"id": cast.ana.id})
    happen(facts.published(), by=cast.evaluator)
    assert told(database, cast) == set()


def test_what_is_undone_is_told_to_nobody(database: Database, cast: Cast, facts: Facts, now: datetime) -> None:
    with pytest.raises(RuntimeError), database.unit_of_work(Circumstances(None, now)) as session:
        emit(session, facts.published())
        raise RuntimeError
    assert told(database, cast) == set()


def test_one_fact_costs_two_statements_however_many_hear_of_it(
    database: Database, cast: Cast, facts: Facts, happen: Happen, count_queries: Any
) -> None:
    with count_queries() as queries:
        happen(facts.overdue())
    assert len([query for query in queries if "notif" in query]) == 2, queries


def test_a_finished_import_is_told_to_whoever_sent_the_file(
    database: Database, cast: Cast, as_user: Any, config: Any
) -> None:
    journey = Journey(as_user(cast.supervisor), config, database)
    done = journey.bring(CALLS)
    assert done["status"] == "committed", done
    assert told(database, cast) == told(database, cast, ImportCommitted.name) == {"supervisor"}


def test_an_evaluation_brought_in_from_the_past_is_no_news(
    database: Database, cast: Cast, facts: Facts, happen: Happen
) -> None:
    happen(facts.published(acknowledge_by=None), by=cast.evaluator)
    assert told(database, cast) == set()


def test_a_plan_is_told_to_its_operator_and_its_nearness_to_both(
    database: Database, cast: Cast, facts: Facts, happen: Happen
) -> None:
    due = facts.due.date()
    happen(facts.plan(PlanCreated, due_on=due, evaluation_ids=()), by=cast.evaluator)
    happen(facts.plan(PlanSessionHeld, session_id=facts.plan_id, held_on=due), by=cast.evaluator)
    happen(facts.plan(PlanConcluded), by=cast.evaluator)
    for kind in ("plan.created", "plan.session-held", "plan.concluded"):
        assert told(database, cast, kind) == {"ana"}
    happen(facts.plan(PlanDueNeared, due_on=due))
    assert told(database, cast, "plan.due-neared") == {"ana", "evaluator"}


def test_a_private_note_is_told_to_nobody_and_a_shared_one_to_the_other_side(
    database: Database, cast: Cast, facts: Facts, happen: Happen
) -> None:
    happen(facts.plan(PlanNoteAdded, note_id=facts.plan_id, is_private=True), by=cast.evaluator)
    assert told(database, cast) == set()
    happen(facts.plan(PlanNoteAdded, note_id=facts.plan_id, is_private=False), by=cast.ana)
    assert told(database, cast) == {"evaluator"}
