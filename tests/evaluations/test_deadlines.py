"""Deadlines as time passes: given times, the job's own verbs, and the job itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select, update

from monitoria.audit.models import AuditEntry
from monitoria.calls.models import Call
from monitoria.evaluations import service
from monitoria.evaluations.errors import ContestTooLate, EvaluationMoveRefused
from monitoria.evaluations.models import Evaluation, EvaluationContest
from monitoria.evaluations.rules import Answer, ContestedItem, Decision, Filling, Verdict
from monitoria.people.models import User
from monitoria.platform.access import Actor
from monitoria.platform.config import Config
from monitoria.platform.database import Database
from monitoria.platform.events import Circumstances
from monitoria.settings.models import Holiday, Installation
from tests.support.calls import ZONE
from tests.support.evaluations import GOLDEN
from tests.support.jobs import run_job
from tests.support.people import Cast, actor_of

MOST = 10
# The test's present is Friday 20 November 2026, noon: a holiday. Five working days end on Friday the 27th.
MORNING_BEFORE = datetime(2026, 11, 26, 11, 0, tzinfo=UTC)
DUE = datetime(2026, 11, 28, 2, 59, 59, tzinfo=UTC)
SECOND = timedelta(seconds=1)


@dataclass
class Life:
    """Verbs at given times, each in its own unit of work."""

    database: Database
    cast: Cast

    def publish(self, call: Call, now: datetime) -> UUID:
        filling = Filling(tuple(Answer(key, value=value) for key, value in GOLDEN.items()))  # type: ignore[arg-type]
        with self.database.unit_of_work(Circumstances(self.cast.evaluator.id, now)) as session:
            evaluator = actor_of(self.cast.evaluator)
            made = service.create_evaluation(session, evaluator, call.id, None, filling, now, ZONE, publish=True)
            return made.evaluation.id

    def contest(self, identity: UUID, now: datetime) -> None:
        items = [ContestedItem(Answer("empathy", value=10), "Fui atenciosa.")]  # type: ignore[arg-type]
        with self.database.unit_of_work(Circumstances(self.cast.ana.id, now)) as session:
            service.contest_evaluation(session, actor_of(self.cast.ana), identity, items, "", now, ZONE)

    def decide(self, actor: Actor, identity: UUID, now: datetime) -> None:
        verdicts = [Verdict("empathy", Decision.ACCEPT, Answer("empathy"))]
        with self.database.unit_of_work(Circumstances(actor.id, now)) as session:
            service.decide_evaluation(session, actor, identity, verdicts, "Procede.", now, ZONE)

    def acknowledge(self, identity: UUID, now: datetime, *, agrees: bool) -> None:
        with self.database.unit_of_work(Circumstances(self.cast.ana.id, now)) as session:
            service.acknowledge_evaluation(session, actor_of(self.cast.ana), identity, agrees, "", now, ZONE)

    def watch(self, now: datetime) -> tuple[int, int, int]:
        """What the job does at `now`: so many told as near, as overdue, closed."""
        with self.database.unit_of_work(Circumstances(None, now)) as session:
            near = service.tell_near(session, now, ZONE, MOST)
            late = service.tell_overdue(session, now, MOST)
            return near, late, service.close_expired(session, now, ZONE, MOST)

    def look(self, identity: UUID) -> Evaluation:
        with self.database.unit_of_work(Circumstances(None, DUE)) as session:
            return session.get_one(Evaluation, identity)

    def told(self, name: str) -> list[dict[str, Any]]:
        statement = select(AuditEntry.facts).where(AuditEntry.name == f"evaluation.{name}").order_by(AuditEntry.at)
        with self.database.unit_of_work(Circumstances(None, DUE)) as session:
            return list(session.scalars(statement))


@pytest.fixture
def life(database: Database, cast: Cast) -> Life:
    return Life(database, cast)


@pytest.fixture
def evaluation(life: Life, call: Call, now: datetime) -> UUID:
    return life.publish(call, now)


def test_publishing_promises_working_days(life: Life, evaluation: UUID) -> None:
    found = life.look(evaluation)
    assert (found.acknowledge_by, found.contest_by, found.closes_at) == (DUE, DUE, DUE)
    assert found.notice_at == MORNING_BEFORE


def test_a_promise_stays_whatever_settings_and_holidays_say_later(life: Life, evaluation: UUID, call: Call) -> None:
    with life.database.unit_of_work(Circumstances(None, DUE)) as session:
        session.execute(update(Installation).values(acknowledge_days=1, contest_days=1))
        session.add(Holiday(day=DUE.date() - timedelta(days=1), name="Feriado", created_at=DUE))
    assert life.look(evaluation).contest_by == DUE
    life.contest(evaluation, DUE)
    assert life.look(evaluation).status == "contested"


def test_a_deadline_that_would_fall_on_a_holiday_moves_on(life: Life, call: Call, now: datetime) -> None:
    with life.database.unit_of_work(Circumstances(None, now)) as session:
        session.add(Holiday(day=datetime(2026, 11, 27, tzinfo=UTC).date(), name="Feriado", created_at=now))
    found = life.look(life.publish(call, now))
    assert found.contest_by == datetime(2026, 12, 1, 2, 59, 59, tzinfo=UTC), "the end of Monday 30 November"


def test_an_operators_deadline_is_told_once_before_and_then_closes(life: Life, evaluation: UUID) -> None:
    assert life.watch(MORNING_BEFORE - SECOND) == (0, 0, 0)
    assert life.watch(MORNING_BEFORE + SECOND) == (1, 0, 0)
    assert life.watch(MORNING_BEFORE + SECOND) == (0, 0, 0)
    (near,) = life.told("deadline-neared")
    assert (near["waits_for"], near["due_at"]) == ("acknowledge", DUE.isoformat())
    assert life.watch(DUE) == (0, 0, 0), "the last second still counts"
    assert life.watch(DUE + SECOND) == (0, 0, 1)
    assert life.watch(DUE + SECOND) == (0, 0, 0), "the job may run twice"
    found = life.look(evaluation)
    assert (found.status, found.acknowledge_by, found.contest_by, found.closes_at) == ("closed", None, None, None)
    assert (found.closed_at, found.closed_by_id) == (DUE + SECOND, None)
    assert [facts["reason"] for facts in life.told("closed")] == ["expired"]


def test_of_a_deadline_that_passed_while_nobody_worked_nothing_is_announced(life: Life, evaluation: UUID) -> None:
    assert life.watch(DUE + timedelta(days=3)) == (1, 0, 1)
    assert life.told("deadline-neared") == []


def test_whoever_disagrees_is_told_that_his_right_to_contest_ends(life: Life, evaluation: UUID, now: datetime) -> None:
    life.acknowledge(evaluation, now + SECOND, agrees=False)
    assert life.watch(MORNING_BEFORE + SECOND) == (1, 0, 0)
    assert [facts["waits_for"] for facts in life.told("deadline-neared")] == ["contest"]


def test_whoever_agrees_is_not_reminded_and_it_closes(life: Life, evaluation: UUID, now: datetime) -> None:
    life.acknowledge(evaluation, now + SECOND, agrees=True)
    assert life.watch(MORNING_BEFORE + SECOND) == (0, 0, 0)
    assert life.watch(DUE + SECOND) == (0, 0, 1)
    assert life.look(evaluation).status == "closed"


def test_a_contest_is_in_time_until_the_last_second(life: Life, evaluation: UUID) -> None:
    with pytest.raises(ContestTooLate):
        life.contest(evaluation, DUE + SECOND)
    life.contest(evaluation, DUE)


def test_a_late_decision_is_told_once_and_never_expires(life: Life, evaluation: UUID, now: datetime) -> None:
    life.contest(evaluation, now)
    assert life.watch(MORNING_BEFORE + SECOND) == (1, 0, 0)
    assert [facts["waits_for"] for facts in life.told("deadline-neared")] == ["decide"]
    assert life.watch(DUE + SECOND) == (0, 1, 0)
    assert life.watch(DUE + SECOND) == (0, 0, 0)
    (late,) = life.told("decision-overdue")
    assert late["due_at"] == DUE.isoformat()
    assert life.watch(DUE + timedelta(days=400)) == (0, 0, 0)
    assert life.look(evaluation).status == "contested"
    life.decide(actor_of(life.cast.admin), evaluation, DUE + timedelta(days=400))
    assert life.look(evaluation).status == "changed"


def test_a_decided_contest_gives_time_to_read_it(life: Life, evaluation: UUID, now: datetime) -> None:
    life.contest(evaluation, now)
    decided_at = datetime(2026, 12, 1, 12, 0, tzinfo=UTC)
    life.decide(actor_of(life.cast.admin), evaluation, decided_at)
    found = life.look(evaluation)
    due = datetime(2026, 12, 9, 2, 59, 59, tzinfo=UTC)
    assert (found.acknowledge_by, found.contest_by, found.decide_by, found.closes_at) == (due, None, None, due)
    assert life.watch(due + SECOND)[2] == 1


def test_an_operator_who_moved_keeps_his_contest_and_the_old_team_decides(
    life: Life, as_user: Any, cast: Cast, evaluation: UUID, now: datetime
) -> None:
    life.contest(evaluation, now)
    with life.database.unit_of_work(Circumstances(None, now)) as session:
        session.execute(update(User).where(User.id == cast.ana.id).values(team_id=cast.south.id))
    path = f"/api/evaluations/{evaluation}"
    assert as_user(cast.ana).get(path).get_json()["team_id"] == str(cast.north.id)
    body = {"items": [{"criterion": "empathy", "decision": "accept"}], "reason": "Procede."}
    assert as_user(cast.other_supervisor).post(f"{path}/decide", json=body).status_code == 404
    assert as_user(cast.supervisor).post(f"{path}/decide", json=body).status_code == 200
    assert as_user(cast.ana).get(path).get_json()["status"] == "changed"


def test_what_comes_from_the_past_waits_for_nobody(life: Life, call: Call, now: datetime) -> None:
    filling = Filling(tuple(Answer(key, value=value) for key, value in GOLDEN.items()))  # type: ignore[arg-type]
    with life.database.unit_of_work(Circumstances(None, now)) as session:
        evaluator, at = actor_of(life.cast.evaluator), now - timedelta(days=400)
        made = service.create_evaluation(
            session, evaluator, call.id, None, filling, at, ZONE, publish=True, is_past=True
        )
    assert life.watch(now) == (0, 0, 0)
    with pytest.raises(ContestTooLate):
        life.contest(made.evaluation.id, now)
    life.acknowledge(made.evaluation.id, now, agrees=True)


def test_the_job_closes_many_in_batches_and_its_verbs_tell_each_once(
    life: Life, config: Config, call: Call, monkeypatch: pytest.MonkeyPatch, now: datetime
) -> None:
    long_ago = now - timedelta(days=900)
    old = [life.publish(call, long_ago) for _ in range(5)]
    contested = life.publish(call, long_ago)
    life.contest(contested, long_ago)
    monkeypatch.setattr("monitoria.evaluations.tasks.AT_ONCE", 2)
    for _ in range(2):
        run_job(life.database, config, "evaluations:watch_deadlines", timestamp=0)
    assert [life.look(identity).status for identity in old] == ["closed"] * 5
    assert (len(life.told("closed")), len(life.told("decision-overdue"))) == (5, 1)
    with life.database.unit_of_work(Circumstances(None, now)) as session:
        assert session.scalars(select(EvaluationContest.status)).all() == ["open"]


def test_nothing_is_closed_that_was_acknowledged_and_concluded(life: Life, evaluation: UUID, now: datetime) -> None:
    life.acknowledge(evaluation, now, agrees=True)
    with life.database.unit_of_work(Circumstances(None, now)) as session:
        service.conclude_evaluation(session, actor_of(life.cast.admin), evaluation, now, ZONE)
    assert life.watch(DUE + SECOND) == (0, 0, 0)
    with pytest.raises(EvaluationMoveRefused):
        life.contest(evaluation, now)
