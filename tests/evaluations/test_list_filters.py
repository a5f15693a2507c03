"""The rows behind a chart: the list of evaluations by everything that a chart shows."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import select

from monitoria.calls.rules import Channel
from monitoria.demo.cards import FULL_CARD_ID, register_cards
from monitoria.evaluations.models import Evaluation
from monitoria.evaluations.rules import Answer, ContestedItem, Filling, Origin
from monitoria.evaluations.service import contest_evaluation, create_evaluation
from monitoria.platform.clock import utc_now
from monitoria.platform.database import Database
from monitoria.platform.events import Circumstances
from monitoria.recordings.models import Recording
from tests.support.calls import ZONE, make_call
from tests.support.people import Cast, actor_of

SCALES = ("greeting", "communication", "problem_solving", "empathy", "procedures", "closing")


MEASURED: dict[str, dict[str, Any]] = {
    "plain": {"csat": 4.5, "duration_seconds": 600},
    "low": {"csat": 2.5, "duration_seconds": 600},
    "fatal": {"duration_seconds": 700},
}
SILENT_SECONDS = {"plain": 74.02, "low": 60.0}


def _recorded(call_id: Any, silent_seconds: float) -> Recording:
    now = utc_now()
    return Recording(
        call_id=call_id,
        storage_key=f"test/{call_id}",
        file_name="som.wav",
        format="wav",
        content_type="audio/wav",
        size_bytes=1,
        sha256=call_id.bytes * 2,
        status="ready",
        duration_seconds=600.0,
        analysis={"silence_seconds": silent_seconds},
        created_at=now,
        updated_at=now,
    )


@pytest.fixture
def rows(database: Database, cast: Cast) -> dict[str, str]:
    """Four evaluations by name: `plain`; `fatal` and `low` with the full card; `contested`."""
    now = utc_now()
    found: dict[str, str] = {}
    with database.unit_of_work(Circumstances(cast.admin.id, now)) as session:
        register_cards(session, now - timedelta(days=9), now - timedelta(days=8))

        def publish(name: str, value: int, card: Any, origin: Origin | None, channel: Channel, *more: Answer) -> None:
            fields = {"category": "sales" if card else "billing", "channel": channel, **MEASURED.get(name, {})}
            call = make_call(session, cast.admin, cast.ana, now, started_at=now - timedelta(hours=2), **fields)
            if name in SILENT_SECONDS:
                session.add(_recorded(call.id, SILENT_SECONDS[name]))
            answers = (*(Answer(key, value=Decimal(value)) for key in SCALES), *more)
            filling, eva = Filling(answers, origin=origin), actor_of(cast.evaluator)
            made = create_evaluation(session, eva, call.id, card, filling, now, ZONE, publish=True)
            found[str(made.evaluation.id)] = name

        publish("plain", 9, None, None, Channel.PHONE)
        publish("fatal", 9, FULL_CARD_ID, Origin.RANDOM, Channel.CHAT, Answer("compliance", options=("no",)))
        publish("low", 4, FULL_CARD_ID, Origin.COMPLAINT, Channel.CHAT, Answer("compliance", options=("yes",)))
        publish("contested", 7, None, Origin.RANDOM, Channel.EMAIL)
        last = session.scalars(select(Evaluation).order_by(Evaluation.id.desc())).first()
        assert last is not None
        items = [ContestedItem(Answer("empathy", value=Decimal(10)), "Peço.")]
        contest_evaluation(session, actor_of(cast.ana), last.id, items, "", now, ZONE)
    return found


BEHIND: list[tuple[str, set[str]]] = [
    ("scorecard_id=" + str(FULL_CARD_ID), {"fatal", "low"}),
    ("origin=targeted", {"plain"}),
    ("origin=random&origin=complaint", {"fatal", "low", "contested"}),
    ("category=billing", {"plain", "contested"}),
    ("channel=chat", {"fatal", "low"}),
    ("channel=chat&origin=random", {"fatal"}),
    ("criterion=compliance", {"fatal", "low"}),
    ("criterion=charm", set()),
    ("criterion_failed=compliance", {"fatal"}),
    ("criterion_failed=empathy", {"low"}),
    ("score_from=85", {"plain"}),
    ("score_to=0", {"fatal"}),
    ("score_from=40&score_to=89.99", {"low", "contested"}),
    ("min_score=40&score_to=60", {"low"}),
    ("has_fatal=true", {"fatal"}),
    ("has_fatal=false&channel=chat", {"low"}),
    ("defect=customer", {"low"}),
    ("defect=compliance", {"fatal"}),
    ("contested=true", {"contested"}),
    ("contested=false", {"plain", "fatal", "low"}),
    ("criterion=compliance&criterion=empathy", {"plain", "fatal", "low", "contested"}),
    ("criterion=compliance&criterion=charm", {"fatal", "low"}),
    ("criterion=empathy&criterion_from=70&criterion_to=74.9999", {"contested"}),
    ("criterion=empathy&criterion=compliance&criterion_to=0", {"fatal"}),
    ("criterion=empathy&criterion_to=90", {"plain", "fatal", "low", "contested"}),
    ("raw_from=61&score_to=0", {"fatal"}),
    ("raw_to=60", {"low"}),
    ("without_defect=compliance", {"low"}),
    ("without_defect=customer&channel=chat", {"fatal"}),
    ("without_defect=business", {"fatal"}),
    ("without_team=true", set()),
    ("without_team=false&origin=targeted", {"plain"}),
    ("past=false&origin=targeted", {"plain"}),
    ("past=true", set()),
    ("contested_criterion=empathy", {"contested"}),
    ("contested_criterion=greeting", set()),
    ("contested_from=2000-01-01&contested_to=2000-01-31", set()),
    ("contested_from=2000-01-01&contested_criterion=empathy", {"contested"}),
    ("csat_from=4", {"plain"}),
    ("csat_to=2.5", {"low"}),
    ("csat_from=2.5&csat_to=2.5&handling_from=1", {"low"}),
    ("handling_from=600&handling_to=600", {"plain", "low"}),
    ("handling_to=599", set()),
    ("silence_from=12.34&silence_to=12.34", {"plain"}),
    ("silence_to=12.33", {"low"}),
]


def test_the_list_finds_the_rows_behind_a_number(as_user: Any, cast: Cast, rows: dict[str, str]) -> None:
    admin = as_user(cast.admin)
    for query, names in BEHIND:
        answer = admin.get(f"/api/evaluations?{query}")
        assert answer.status_code == 200, answer.get_json()
        page = answer.get_json()
        assert {rows[item["id"]] for item in page["items"]} == names, query
        assert page["total"] == len(names), query


REACHED = (
    *("has_fatal=true", "criterion_failed=empathy", "contested=true", "defect=customer", "origin=random"),
    *("criterion=empathy&criterion_to=50", "csat_from=1", "silence_from=1", "handling_from=1", "raw_from=1"),
    *("contested_criterion=empathy", "without_defect=compliance", "without_team=false"),
)


def test_filters_reach_no_further_than_their_reader(as_user: Any, cast: Cast, rows: dict[str, str]) -> None:
    for query in REACHED:
        assert as_user(cast.bruno).get(f"/api/evaluations?{query}").get_json()["items"] == []
        assert as_user(cast.other_supervisor).get(f"/api/evaluations?{query}").get_json()["total"] == 0
        assert as_user(cast.ana).get(f"/api/evaluations?{query}").get_json()["items"] != []


@pytest.mark.parametrize(
    "query", ["origin=whim", "channel=smoke", "defect=taste", "score_from=101", "has_fatal=perhaps"]
)
def test_an_unknown_word_is_refused(as_user: Any, cast: Cast, query: str) -> None:
    assert as_user(cast.admin).get(f"/api/evaluations?{query}").status_code == 422


@pytest.mark.parametrize(
    ("query", "pointer", "rule"),
    [
        ("criterion_from=50", "/criterion", "needs-criterion"),
        ("criterion=empathy&criterion_from=50&criterion_to=40", "/criterion_to", "range"),
        ("raw_from=50&raw_to=40", "/raw_to", "range"),
        ("csat_from=4&csat_to=2", "/csat_to", "range"),
        ("csat_from=0", "/csat_from", "range"),
        ("handling_from=9&handling_to=1", "/handling_to", "range"),
        ("silence_to=101", "/silence_to", "range"),
        ("contested_from=2026-02-02&contested_to=2026-02-01", "/contested_to", "range"),
    ],
)
def test_a_span_that_is_none_is_refused_where_it_is(
    as_user: Any, cast: Cast, query: str, pointer: str, rule: str
) -> None:
    answer = as_user(cast.admin).get(f"/api/evaluations?{query}")
    assert answer.status_code == 422
    assert [(fault["pointer"], fault["rule"]) for fault in answer.get_json()["errors"]] == [(pointer, rule)]


def test_scores_that_end_before_they_begin_are_refused(as_user: Any, cast: Cast) -> None:
    answer = as_user(cast.admin).get("/api/evaluations?score_from=80&score_to=60")
    assert answer.status_code == 422
    assert answer.get_json()["errors"][0]["pointer"] == "/score_to"


def test_an_evaluation_says_why_its_call_was_chosen(as_user: Any, cast: Cast, database: Database) -> None:
    now = utc_now()
    with database.unit_of_work(Circumstances(cast.admin.id, now)) as session:
        call = make_call(session, cast.admin, cast.ana, now)
    eva = as_user(cast.evaluator)
    made = eva.post("/api/evaluations", json={"call_id": str(call.id)}).get_json()
    assert made["origin"] == "targeted"
    path = f"/api/evaluations/{made['id']}"
    saved = eva.put(path, json={"version": made["version"], "origin": "random"}).get_json()
    assert saved["origin"] == "random"
    kept = eva.put(path, json={"version": saved["version"], "summary": "Boa."}).get_json()
    assert kept["origin"] == "random"
    refused = eva.put(path, json={"version": kept["version"], "origin": "whim"})
    assert (refused.status_code, refused.get_json()["errors"][0]["pointer"]) == (422, "/origin")
    assert eva.get("/api/evaluations?origin=random").get_json()["items"][0]["origin"] == "random"


def test_the_list_finds_what_was_read_and_acknowledged(as_user: Any, cast: Cast, rows: dict[str, str]) -> None:
    ana, admin = as_user(cast.ana), as_user(cast.admin)
    by_name = {name: identity for identity, name in rows.items()}
    for name in ("plain", "low"):
        assert ana.get(f"/api/evaluations/{by_name[name]}").status_code == 200
    answer = ana.post(f"/api/evaluations/{by_name['plain']}/acknowledge", json={"agrees": True})
    assert answer.status_code == 200, answer.get_json()
    for query, names in (
        ("read=true", {"plain", "low", "contested"}),
        ("read=false", {"fatal"}),
        ("acknowledged=true", {"plain"}),
        ("acknowledged=false&read=true", {"low", "contested"}),
    ):
        page = admin.get(f"/api/evaluations?{query}").get_json()
        assert {rows[item["id"]] for item in page["items"]} == names, query
