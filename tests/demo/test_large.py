"""Large samples: bulk loading gives what the verbs would have given."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from sqlalchemy import func, inspect, select, text
from sqlalchemy.orm import Session

from monitoria.analytics.models import TeamDay, TeamScore
from monitoria.analytics.service import verify_rollups
from monitoria.app import assemble, make_bus
from monitoria.calls.models import Call
from monitoria.demo import DemoRefused, install_large
from monitoria.evaluations.models import Evaluation, EvaluationAnswer
from monitoria.evaluations.queries import answers_of
from monitoria.evaluations.rules import score
from monitoria.evaluations.service.counting import count_rows, count_score
from monitoria.people.models import Team, User
from monitoria.platform.access import Role
from monitoria.platform.config import Config
from monitoria.platform.database import Database, make_engine
from monitoria.platform.events import Circumstances
from monitoria.platform.search import search_text
from monitoria.scorecards.queries import get_definition
from tests.support.calls import ZONE
from tests.support.people import make_user

NOW = datetime(2026, 11, 20, 15, 0, tzinfo=UTC)
CALLS, EVALUATIONS = 1_500, 300


@pytest.fixture
def config(own_database_url: str) -> Config:
    return Config(database_url=own_database_url)


@pytest.fixture
def own_database(own_database_url: str) -> Iterator[Database]:
    engine = make_engine(own_database_url, pool_size=3)
    yield Database(engine, make_bus())
    engine.dispose()


@pytest.fixture
def session(config: Config, own_database: Database) -> Iterator[Session]:
    """A database with a large sample, small."""
    said: list[str] = []
    install_large(config, calls=CALLS, evaluations=EVALUATIONS, now=NOW, report=said.append)
    assert said
    with own_database.unit_of_work(Circumstances(None, NOW)) as session:
        yield session


def test_there_are_as_many_rows_as_asked(session: Session) -> None:
    counts = {
        table: session.scalar(select(func.count()).select_from(table))
        for table in (Call, Evaluation, EvaluationAnswer, Team)
    }
    answers = counts.pop(EvaluationAnswer)
    assert 6 * EVALUATIONS < answers < 7 * EVALUATIONS  # every third card asks one thing more
    assert counts == {Call: CALLS, Evaluation: EVALUATIONS, Team: 10}
    assert session.scalar(select(func.count()).where(User.role == Role.OPERATOR.value)) == 200
    assert session.scalar(select(func.count()).where(Call.is_evaluated)) == EVALUATIONS
    assert sum(session.scalars(select(TeamDay.calls))) == CALLS
    of_days = select(TeamScore.evaluations).where(TeamScore.grain == "day")
    assert sum(session.scalars(of_days)) == EVALUATIONS
    assert not list(verify_rollups(session, ZONE))
    last = session.scalar(select(func.max(Call.started_at)))
    assert last is not None
    assert ZONE.day_of(last) == datetime(2026, 11, 19, tzinfo=UTC).date()


def test_the_latest_evaluations_wait_for_their_operators_and_old_ones_are_closed(session: Session) -> None:
    rows = session.execute(select(Evaluation.status, Evaluation.dated_at, Evaluation.contest_by)).all()
    assert {status for status, _, _ in rows} == {"published", "closed"}
    assert all((status == "published") == (due is not None and due > NOW) for status, _, due in rows)


def test_scores_are_those_of_the_engine(session: Session) -> None:
    for evaluation in session.scalars(select(Evaluation).limit(40)):
        answers = answers_of(session, evaluation.id)
        found = score(get_definition(session, evaluation.scorecard_version_id), answers.values(), Decimal(85))
        assert (evaluation.final_score, evaluation.outcome) == (found.final_score, found.outcome)
        assert count_rows(session, evaluation) == count_score(evaluation, found)
    kinds = session.execute(select(Evaluation.origin, Evaluation.has_fatal, Evaluation.scorecard_version_id)).all()
    assert [len(set(column)) for column in zip(*kinds, strict=True)] == [5, 2, 3]


def test_an_evaluation_says_what_its_call_was_about(session: Session) -> None:
    same = (Call.category == Evaluation.category, Call.channel == Evaluation.channel)
    found = select(func.count()).select_from(Evaluation).join(Call, Call.id == Evaluation.call_id).where(*same)
    assert session.scalar(found) == EVALUATIONS


def test_search_words_are_those_that_the_verbs_would_write(session: Session) -> None:
    for call in session.scalars(select(Call).limit(20)):
        digits = ["".join(filter(str.isdigit, text or "")) for text in (call.customer_phone, call.customer_document)]
        parts = (call.customer_name, call.customer_phone, call.customer_document, call.subject, call.notes, *digits)
        expected = select(func.strip(func.to_tsvector("simple", search_text(*parts))))
        assert session.scalar(select(Call.search).where(Call.id == call.id)) == session.scalar(expected)


def test_indexes_and_foreign_keys_are_back(session: Session) -> None:
    found = inspect(session.connection())
    for table in (Call, Evaluation):
        indexes = {index["name"] for index in found.get_indexes(table.__tablename__)}
        assert {index.name for index in table.__table__.indexes} <= indexes
        keys = {key["name"] for key in found.get_foreign_keys(table.__tablename__)}
        assert keys == {key.name for key in table.__table__.foreign_key_constraints}


def test_the_next_call_gets_a_new_protocol(session: Session) -> None:
    assert session.scalar(text("SELECT nextval('call_protocols')")) == CALLS + 1


def test_the_application_works_on_it(session: Session, config: Config, own_database: Database) -> None:
    client = assemble(config, own_database).test_client()
    for username, password in (("admin", "admin123"), ("avaliador1", "operator123"), ("ana.santos", "operator123")):
        login = client.post("/api/auth/login", json={"username": username, "password": password}).get_json()
        headers = {"Authorization": f"Bearer {login['access_token']}"}
        page = client.get("/api/calls?q=fatura", headers=headers).get_json()
        assert page["items"], username
        detail = client.get(f"/api/calls/{page['items'][0]['id']}", headers=headers)
        assert detail.status_code == 200


@pytest.mark.parametrize(("calls", "evaluations"), [(0, 0), (-1, 0), (10, 11), (10, -1)])
def test_impossible_numbers_are_refused(config: Config, calls: int, evaluations: int) -> None:
    with pytest.raises(DemoRefused):
        install_large(config, calls=calls, evaluations=evaluations, now=NOW)


def test_a_large_sample_stays_out_of_production_and_of_other_peoples_databases(
    own_database_url: str, own_database: Database, config: Config
) -> None:
    with pytest.raises(DemoRefused):
        install_large(Config(database_url=own_database_url, environment="production"), calls=10, evaluations=1)
    with own_database.unit_of_work(Circumstances(None, NOW)) as session:
        make_user(session, NOW, "alguém", Role.ADMIN)
    with pytest.raises(DemoRefused):
        install_large(config, calls=10, evaluations=1)
