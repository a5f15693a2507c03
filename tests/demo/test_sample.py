"""The small sample is exactly what is promised, and comes once."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from monitoria.analytics.models import TeamDay
from monitoria.analytics.service import verify_rollups
from monitoria.app import assemble, make_bus
from monitoria.audit.models import AuditEntry
from monitoria.calls.models import Call
from monitoria.coaching.models import CoachingNote, CoachingPlan
from monitoria.demo import DemoRefused, install_sample
from monitoria.evaluations.models import (
    Evaluation,
    EvaluationAcknowledgement,
    EvaluationAnswer,
    EvaluationContest,
    EvaluationRevision,
)
from monitoria.evaluations.rules import Origin
from monitoria.people.models import Team, User
from monitoria.platform.access import Role
from monitoria.platform.clock import Zone
from monitoria.platform.config import Config
from monitoria.platform.database import Base, Database, make_engine
from monitoria.platform.events import Circumstances
from monitoria.privacy.models import TermAcceptance
from monitoria.recordings.models import Recording
from tests.support.jobs import work_off
from tests.support.people import make_user

NOW = datetime(2026, 11, 20, 15, 0, tzinfo=UTC)
PASSWORDS = {
    "admin": "admin123",
    "supervisor": "supervisor123",
    "joão.silva": "operator123",
    "ana.santos": "operator123",
    "pedro.oliveira": "operator123",
    "carla.souza": "operator123",
    "lucas.ferreira": "operator123",
}


@pytest.fixture
def config(own_database_url: str, tmp_path: Path) -> Config:
    return Config(database_url=own_database_url, home=tmp_path)


@pytest.fixture
def own_database(own_database_url: str) -> Iterator[Database]:
    engine = make_engine(own_database_url, pool_size=3)
    yield Database(engine, make_bus())
    engine.dispose()


@pytest.fixture
def session(own_database: Database) -> Iterator[Session]:
    with own_database.unit_of_work(Circumstances(None, NOW)) as session:
        yield session


def _content(session: Session) -> list[tuple[Any, ...]]:
    """What somebody would see, without identifiers."""
    statement = (
        select(
            Call.protocol,
            User.username,
            Call.subject,
            Call.started_at,
            Call.status,
            Call.customer_name,
            Evaluation.final_score,
            Evaluation.published_at,
            Evaluation.summary,
            Evaluation.status,
            Evaluation.contest_by,
        )
        .join(User, User.id == Call.operator_id)
        .outerjoin(Evaluation, Evaluation.call_id == Call.id)
        .order_by(Call.protocol)
    )
    return [tuple(row) for row in session.execute(statement)]


def test_the_sample_is_seven_people_a_team_fifty_calls_and_thirty_evaluations(config: Config, session: Session) -> None:
    assert install_sample(config, NOW)
    people = session.scalars(select(User)).all()
    (team,) = session.scalars(select(Team)).all()
    assert {person.username for person in people} == set(PASSWORDS)
    assert {person.team_id for person in people if person.role == Role.OPERATOR} == {team.id}
    assert {person.username for person in people if person.id == team.supervisor_id} == {"supervisor"}
    assert session.scalar(select(func.count()).select_from(Call)) == 50
    evaluations = session.scalars(select(Evaluation)).all()
    assert len(evaluations) == len({evaluation.call_id for evaluation in evaluations}) == 30
    # Nine with the card that asks one thing more; of all origins, one with a fatal error.
    assert session.scalar(select(func.count()).select_from(EvaluationAnswer)) == 189
    assert {evaluation.origin for evaluation in evaluations} == {origin.value for origin in Origin}
    assert len({evaluation.scorecard_version_id for evaluation in evaluations}) == 3
    assert sum(evaluation.has_fatal for evaluation in evaluations) == 1
    assert session.scalar(select(func.count()).where(Call.is_evaluated)) == 30


def test_the_sample_shows_every_turn_that_an_evaluation_takes(config: Config, session: Session) -> None:
    install_sample(config, NOW)
    statuses = Counter(session.scalars(select(Evaluation.status)))
    assert set(statuses) >= {"published", "acknowledged", "contested", "closed"}
    contests = Counter(session.scalars(select(EvaluationContest.status)))
    assert contests == {"open": 1, "upheld": 1, "changed": 1}
    assert sorted(session.scalars(select(EvaluationRevision.number))) == [1, 2]
    said = Counter(session.scalars(select(EvaluationAcknowledgement.agrees)))
    assert said[False] == 2
    assert said[True] > 15
    assert {reason for reason in _closings(session)} == {"expired", "concluded"}


def _closings(session: Session) -> list[str]:
    closed = session.scalars(select(AuditEntry.facts).where(AuditEntry.name == "evaluation.closed"))
    return [facts["reason"] for facts in closed]


def test_the_sample_lies_within_the_last_thirty_days(config: Config, session: Session) -> None:
    install_sample(config, NOW)
    zone = Zone(config.time_zone)
    calls = session.scalars(select(Call)).all()
    assert min(zone.day_of(call.started_at) for call in calls) >= zone.day_of(NOW) - timedelta(days=30)
    assert max(call.ended_at for call in calls if call.ended_at) < NOW
    assert all(call.ended_at < at <= NOW for call, at in _published(session))
    assert max(session.scalars(select(AuditEntry.at))) <= NOW


def _published(session: Session) -> list[tuple[Any, datetime]]:
    statement = select(Call, Evaluation.published_at).join(Evaluation, Evaluation.call_id == Call.id)
    return [tuple(row) for row in session.execute(statement)]  # type: ignore[misc]


def test_operators_differ_and_each_has_enough_evaluations(config: Config, session: Session) -> None:
    install_sample(config, NOW)
    rows = session.execute(select(Evaluation.operator_id, Evaluation.final_score)).all()
    assert set(Counter(operator for operator, _ in rows).values()) == {6}
    means = {operator: sum(s for o, s in rows if o == operator) / 6 for operator, _ in rows}
    assert max(means.values()) - min(means.values()) > 15


def test_the_daily_sums_of_the_sample_are_true(config: Config, session: Session) -> None:
    install_sample(config, NOW)
    assert session.scalar(select(func.sum(TeamDay.calls))) == session.scalar(select(func.count()).select_from(Call))
    assert not list(verify_rollups(session, Zone(config.time_zone)))


def test_the_same_moment_gives_the_same_sample(own_database: Database, config: Config) -> None:
    seen = []
    for _ in range(2):
        install_sample(config, NOW)
        with own_database.unit_of_work(Circumstances(None, NOW)) as session:
            seen.append(_content(session))
            told = ("notification_deliveries", "notifications", "coaching_plans", "evaluation_answers", "evaluations")
            for table in (*told, "recordings", "calls", "sign_in_sessions"):
                session.execute(Base.metadata.tables[table].delete())
            session.execute(Team.__table__.update().values(supervisor_id=None))
            session.execute(TermAcceptance.__table__.delete())
            session.execute(User.__table__.delete())
            session.execute(Team.__table__.delete())
            session.execute(select(func.setval("call_protocols", 1, False)))
    assert seen[0] == seen[1]


def test_some_calls_of_the_sample_can_be_listened_to(config: Config, own_database: Database, session: Session) -> None:
    began = time.perf_counter()
    assert install_sample(config, NOW)
    assert time.perf_counter() - began < 30
    assert "recordings:measure_recording" in work_off(own_database, config)
    found = session.scalars(select(Recording)).all()
    assert [(r.status, r.channels, r.notes) for r in found] == [("ready", 2, [])] * 3
    assert all(r.analysis is not None and r.analysis["silences"] for r in found)


def test_the_sample_is_not_installed_twice(config: Config, session: Session) -> None:
    assert install_sample(config, NOW)
    assert not install_sample(config, NOW)
    assert session.scalar(select(func.count()).select_from(Call)) == 50


def test_the_sample_stays_out_where_others_are_registered(config: Config, own_database: Database) -> None:
    with own_database.unit_of_work(Circumstances(None, NOW)) as session:
        make_user(session, NOW, "alguém", Role.ADMIN)
    assert not install_sample(config, NOW)


def test_the_sample_stays_out_of_production(own_database_url: str) -> None:
    with pytest.raises(DemoRefused):
        install_sample(Config(database_url=own_database_url, environment="production"), NOW)


@pytest.mark.parametrize(("username", "password"), PASSWORDS.items())
def test_sample_people_sign_in_with_the_documented_passwords(
    config: Config, own_database: Database, username: str, password: str
) -> None:
    install_sample(config, NOW)
    client = assemble(config, own_database).test_client()
    answer = client.post("/api/auth/login", json={"username": username.upper(), "password": password})
    assert answer.status_code == 200, answer.get_json()


def test_a_plan_of_the_sample_is_under_way(config: Config, session: Session) -> None:
    install_sample(config, NOW)
    plan = session.scalars(select(CoachingPlan)).one()
    notes = sorted(session.scalars(select(CoachingNote.is_private)))
    assert (plan.status, notes, len(plan.criteria)) == ("in_progress", [False, True], 2)
    assert plan.created_at < NOW < Zone(config.time_zone).start_of(plan.due_on)
