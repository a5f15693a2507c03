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
from tests.support.calls import ZONE, make_call
from tests.support.people import Cast, actor_of

SCALES = ("greeting", "communication", "problem_solving", "empathy", "procedures", "closing")


@pytest.fixture
def rows(database: Database, cast: Cast) -> dict[str, str]:
    """Four evaluations by name: `plain`; `fatal` and `low` with the full card; `contested`."""
    now = utc_now()
    found: dict[str, str] = {}
    with database.unit_of_work(Circumstances(cast.admin.id, now)) as session:
        register_cards(session, now - timedelta(days=9), now - timedelta(days=8))

        def publish(name: str, value: int, card: Any, origin: Origin | None, channel: Channel, *more: Answer) -> None:
            fields = {"category": "sales" if card else "billing", "channel": channel}
            call = make_call(session, cast.admin, cast.ana, now, started_at=now - timedelta(hours=2), **fields)
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
]


def test_the_list_finds_the_rows_behind_a_number(as_user: Any, cast: Cast, rows: dict[str, str]) -> None:
    admin = as_user(cast.admin)
    for query, names in BEHIND:
        answer = admin.get(f"/api/evaluations?{query}")
        assert answer.status_code == 200, answer.get_json()
        page = answer.get_json()
        assert {rows[item["id"]] for item in page["items"]} == names, query
        assert page["total"] == len(names), query


def test_filters_reach_no_further_than_their_reader(as_user: Any, cast: Cast, rows: dict[str, str]) -> None:
    for query in ("has_fatal=true", "criterion_failed=empathy", "contested=true", "defect=customer", "origin=random"):
        assert as_user(cast.bruno).get(f"/api/evaluations?{query}").get_json()["items"] == []
        assert as_user(cast.other_supervisor).get(f"/api/evaluations?{query}").get_json()["total"] == 0
        assert as_user(cast.ana).get(f"/api/evaluations?{query}").get_json()["items"] != []


@pytest.mark.parametrize(
    "query", ["origin=whim", "channel=smoke", "defect=taste", "score_from=101", "has_fatal=perhaps"]
)
def test_an_unknown_word_is_refused(as_user: Any, cast: Cast, query: str) -> None:
    assert as_user(cast.admin).get(f"/api/evaluations?{query}").status_code == 422


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
