"""Severity, funnel, contests, relations and reporting months over HTTP, against numbers worked out here."""

from __future__ import annotations

import math
import random
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import numpy as np
import pytest
from sqlalchemy import text

from monitoria.analytics.service import rebuild_rollups
from monitoria.people.models import User
from monitoria.platform.clock import utc_now
from monitoria.platform.database import Database
from monitoria.platform.events import Circumstances
from tests.support.calls import ZONE, make_call
from tests.support.evaluations import GOLDEN, answers
from tests.support.people import Cast

Json = dict[str, Any]
Given = Callable[..., Json]


@pytest.fixture
def given(as_user: Any, database: Database, cast: Cast) -> Given:
    """`given(operator, value, by=evaluator, …)`: an evaluation whose every answer is `value`, published now."""

    def make(operator: User, value: float, *, by: User | None = None, origin: str = "targeted", **call: Any) -> Json:
        now = utc_now()
        with database.unit_of_work(Circumstances(cast.admin.id, now)) as session:
            made = make_call(session, cast.admin, operator, now, started_at=now - timedelta(hours=1), **call)
        body = {"call_id": str(made.id), "answers": answers(**dict.fromkeys(GOLDEN, value)), "publish": True}
        answer = as_user(by or cast.evaluator).post("/api/evaluations", json=body | {"origin": origin})
        assert answer.status_code == 201, answer.get_json()
        return answer.get_json()  # type: ignore[no-any-return]

    return make


def chart(client: Any, path: str, **query: Any) -> Json:
    answer = client.get(f"/api/analytics/{path}", query_string=query or None)
    assert answer.status_code == 200, answer.get_json()
    return answer.get_json()  # type: ignore[no-any-return]


def moved(database: Database, evaluation: Json, **columns: datetime | None) -> None:
    """Let things have happened at other times, and count anew."""
    sets = ", ".join(f"{name} = :{name}" for name in columns)
    with database.unit_of_work(Circumstances(None, utc_now())) as session:
        session.execute(text(f"UPDATE evaluations SET {sets} WHERE id = :id"), {"id": evaluation["id"], **columns})
        rebuild_rollups(session, ZONE)


def test_severity_is_what_is_left_when_whom_they_evaluated_is_taken_out(as_user: Any, cast: Cast, given: Given) -> None:
    scores = [
        *((cast.evaluator, cast.ana, value) for value in (9, 8, 10)),
        *((cast.evaluator, cast.bruno, value) for value in (6, 7)),
        *((cast.supervisor, cast.ana, value) for value in (7, 8)),
        *((cast.supervisor, cast.bruno, value) for value in (5, 5, 4)),
    ]
    for evaluator, operator, value in scores:
        given(operator, value, by=evaluator)
    found = chart(as_user(cast.admin), "severity")
    # Dense: a column for each evaluator and each operator.
    people = [cast.evaluator, cast.supervisor, cast.ana, cast.bruno]
    design = np.array([[float(person in (e, o)) for person in people] for e, o, _ in scores])
    seen = np.array([10.0 * value for _, _, value in scores])
    solution, _, rank, _ = np.linalg.lstsq(design, seen, rcond=None)
    residuals = seen - design @ solution
    sd = math.sqrt(residuals @ residuals / (len(seen) - rank))
    assert found["model"] == {
        "n": 10,
        "evaluators": 2,
        "operators": 2,
        "connected": True,
        "residual_sd": round(sd, 2),
        "sentence": "different",
    }
    items = {item["evaluator_id"]: item for item in found["items"]}
    assert [item["name"] for item in found["items"]] == sorted(item["name"] for item in found["items"])
    half = (solution[0] - solution[1]) / 2
    assert items[str(cast.evaluator.id)]["severity"] == round(half, 2)
    assert items[str(cast.supervisor.id)]["severity"] == round(-half, 2)
    assert items[str(cast.evaluator.id)]["raw"]["mean"] == 80.0
    assert items[str(cast.evaluator.id)]["is_distinguishable"] is True
    assert items[str(cast.evaluator.id)]["low"] > 0
    assert (found["population"]["n"], found["items"][0]["consistency"]["n"]) == (10, 5)


def test_an_evaluator_finds_his_own_severity_and_an_operator_none(as_user: Any, cast: Cast, given: Given) -> None:
    for evaluator in (cast.evaluator, cast.supervisor):
        for value in (7, 9):
            given(cast.ana, value, by=evaluator)
    own = chart(as_user(cast.evaluator), "severity")
    assert [item["evaluator_id"] for item in own["items"]] == [str(cast.evaluator.id)]
    assert own["model"]["evaluators"] == 2
    assert as_user(cast.ana).get("/api/analytics/severity").status_code == 403
    assert len(chart(as_user(cast.supervisor), "severity")["items"]) == 2
    assert chart(as_user(cast.other_supervisor), "severity")["items"] == []


def test_one_of_two_evaluators_is_told_no_severity_as_it_would_tell_the_others(
    as_user: Any, cast: Cast, given: Given
) -> None:
    for evaluator in (cast.evaluator, cast.supervisor):
        for value in (7, 9, 8, 10, 6):
            given(cast.ana, value, by=evaluator)
    own = chart(as_user(cast.evaluator), "severity")
    (item,) = own["items"]
    assert (own["model"]["sentence"], own["model"]["residual_sd"]) == ("few", None)
    assert {item[name] for name in ("severity", "low", "high", "is_distinguishable")} == {None}
    assert (item["consistency"]["residual_sd"], item["raw"]["mean"]) == (None, 80.0)
    # Those who lead them compare them.
    led = chart(as_user(cast.supervisor), "severity")
    assert led["model"]["sentence"] == "alike"
    assert {item["severity"] for item in led["items"]} == {0.0}
    # Of three, nobody's own result tells another's.
    for value in (5, 9):
        given(cast.ana, value, by=cast.admin)
    own = chart(as_user(cast.evaluator), "severity")
    assert own["model"]["sentence"] == "alike"
    assert own["items"][0]["severity"] is not None


def test_those_who_share_no_operator_are_not_compared(as_user: Any, cast: Cast, given: Given) -> None:
    for value in (7, 9):
        given(cast.carla, value, by=cast.admin)
        given(cast.ana, value, by=cast.evaluator)
    given(cast.ana, 8, by=cast.evaluator)
    found = chart(as_user(cast.admin), "severity")
    assert (found["model"]["connected"], found["model"]["sentence"]) == (False, "parted")
    assert {item["severity"] for item in found["items"]} == {None}


@pytest.mark.parametrize("query", [{}, {"channel": "phone"}, {"criterion": "empathy"}])
def test_severity_is_the_same_whether_read_from_cubes_or_rows(
    as_user: Any, cast: Cast, given: Given, query: Json
) -> None:
    chance = random.Random(7)  # noqa: S311 - no secret
    for operator in (cast.ana, cast.bruno, cast.carla):
        for evaluator in (cast.evaluator, cast.admin):
            for _ in range(2):
                given(operator, chance.randrange(4, 11), by=evaluator)
    found, plain = (chart(as_user(cast.admin), "severity", **asked) for asked in (query, {}))
    assert found["items"] == plain["items"]
    assert found["model"] == plain["model"]


def test_the_funnel_tells_how_far_evaluations_came(as_user: Any, cast: Cast, given: Given, database: Database) -> None:
    ana, made = as_user(cast.ana), [given(cast.ana, value) for value in (9, 8, 7, 6)]
    given(cast.bruno, 8)
    path = "/api/evaluations/{}".format
    for evaluation in made[:3]:
        assert ana.get(path(evaluation["id"])).status_code == 200
    assert ana.post(path(made[0]["id"]) + "/acknowledge", json={"agrees": True}).status_code == 200
    assert ana.post(path(made[1]["id"]) + "/acknowledge", json={"agrees": False, "comment": "Não."}).status_code == 200
    item = {"criterion": "empathy", "value": 10, "reason": "Atendi bem."}
    assert ana.post(path(made[3]["id"]) + "/contest", json={"items": [item]}).status_code == 200
    assert as_user(cast.supervisor).post(path(made[0]["id"]) + "/conclude").status_code == 200
    found = chart(as_user(cast.admin), "funnel")
    assert [(step["step"], step["n"]) for step in found["steps"]] == [
        ("published", 5),
        ("read", 4),  # who contests has read
        ("acknowledged", 2),
        ("contested", 1),
        ("closed", 1),
    ]
    assert found["steps"][1]["share"]["share"] == 80.0
    assert (found["disagreed"]["count"], found["disagreed"]["n"]) == (1, 2)
    own = chart(as_user(cast.bruno), "funnel")
    assert [step["n"] for step in own["steps"]] == [1, 0, 0, 0, 0]
    assert [step["n"] for step in chart(as_user(cast.admin), "funnel", origin="random")["steps"]] == [0] * 5
    assert chart(as_user(cast.admin), "funnel", channel="phone")["steps"] == found["steps"]


def test_times_of_the_funnel_are_means_and_medians_of_hours(
    as_user: Any, cast: Cast, given: Given, database: Database
) -> None:
    start = utc_now() - timedelta(days=20)
    hours = [1, 2, 4, 30, 100]
    for wait in hours:
        made = given(cast.ana, 8)
        moved(
            database, made, published_at=start, dated_at=start, created_at=start, read_at=start + timedelta(hours=wait)
        )
    times = {time["to"]: time for time in chart(as_user(cast.admin), "funnel")["times"]}
    read = times["read"]
    assert (read["from"], read["n"], read["mean_hours"]) == ("published", 5, round(sum(hours) / 5, 2))
    assert read["median_hours"] == pytest.approx(4, rel=0.25)
    assert (times["decided"]["n"], times["decided"]["median_hours"], times["decided"]["from"]) == (0, None, "contested")
    assert chart(as_user(cast.admin), "funnel", channel="phone")["times"] == list(times.values())


def test_opening_his_evaluation_is_kept_once_and_is_no_change_of_it(
    as_user: Any, cast: Cast, given: Given, database: Database, count_queries: Any
) -> None:
    made = given(cast.ana, 8)
    path = f"/api/evaluations/{made['id']}"
    for reader in (cast.admin, cast.supervisor, cast.evaluator):
        as_user(reader).get(path)
    assert as_user(cast.admin).get(path).get_json()["read_at"] is None
    opened = as_user(cast.ana).get(path).get_json()
    assert opened["read_at"] is not None
    with count_queries() as queries:
        again = as_user(cast.ana).get(path).get_json()
    assert (again["read_at"], again["version"]) == (opened["read_at"], made["version"])
    assert not [query for query in queries if "UPDATE" in query], queries
    trail = as_user(cast.admin).get("/api/audit?name=evaluation.read").get_json()
    assert trail["total"] == 1
    assert trail["items"][0]["sentence"].endswith("pela primeira vez")


def test_contests_tell_of_criteria_and_outcomes(as_user: Any, cast: Cast, given: Given) -> None:
    ana, supervisor = as_user(cast.ana), as_user(cast.supervisor)
    made = [given(cast.ana, 6) for _ in range(3)]
    asked = [{"criterion": key, "value": 10, "reason": "Peço."} for key in ("empathy", "closing")]
    for evaluation in made:
        assert ana.post(f"/api/evaluations/{evaluation['id']}/contest", json={"items": asked}).status_code == 200
    verdicts = [("uphold", "uphold"), ("accept", "uphold")]
    for evaluation, (empathy, closing) in zip(made, verdicts, strict=False):
        items = [{"criterion": "empathy", "decision": empathy}, {"criterion": "closing", "decision": closing}]
        body = {"items": items, "reason": "Ouvi de novo."}
        assert supervisor.post(f"/api/evaluations/{evaluation['id']}/decide", json=body).status_code == 200
    found = chart(supervisor, "contests")
    assert found["rounds"] == [{"round": 1, "opened": 3, "open": 1, "upheld": 1, "changed": 1}]
    total = found["total"]
    assert [total[name] for name in ("opened", "open", "upheld", "changed")] == [3, 1, 1, 1]
    assert (total["changed_share"]["count"], total["changed_share"]["n"]) == (1, 2)
    by = {item["criterion"]: item for item in found["by_criterion"]}
    outcomes = ("contested", "upheld", "accepted", "replaced", "open")
    assert [by["empathy"][name] for name in outcomes] == [3, 1, 1, 0, 1]
    assert [by["closing"][name] for name in outcomes] == [3, 2, 0, 0, 1]
    assert (by["empathy"]["label"], by["empathy"]["of_answers"]["n"]) == ("Empatia", 3)
    assert chart(supervisor, "contests", channel="phone") == found
    assert [item["criterion"] for item in chart(supervisor, "contests", criterion="empathy")["by_criterion"]] == [
        "empathy"
    ]
    for user in (cast.ana, cast.evaluator):
        assert as_user(user).get("/api/analytics/contests").status_code == 403


def test_scores_are_held_against_how_content_customers_were(as_user: Any, cast: Cast, given: Given) -> None:
    pairs = [(1 + place % 5, 4 + (place % 5) + place % 2) for place in range(24)]
    for csat, value in pairs:
        given(cast.ana, min(value, 10), csat=csat, duration_seconds=60 * csat)
    given(cast.bruno, 5)
    found = chart(as_user(cast.admin), "relations", **{"with": "csat"})
    x, y = [float(csat) for csat, _ in pairs], [10.0 * min(value, 10) for _, value in pairs]
    assert found["correlation"]["r"] == pytest.approx(float(np.corrcoef(x, y)[0, 1]), abs=1e-4)
    assert (found["n"], found["sampled"], found["sentence"]) == (24, False, "together")
    assert [(part["low"], part["estimate"]["n"]) for part in found["bins"]] == [(1, 5), (2, 5), (3, 5), (4, 5), (5, 4)]
    assert len(found["points"]) == 24
    assert found["points"][0].keys() == {"x", "score", "evaluation_id"}
    time = chart(as_user(cast.ana), "relations", **{"with": "handling_time"})
    assert (time["n"], time["correlation"]["r"]) == (24, found["correlation"]["r"])
    silence = chart(as_user(cast.admin), "relations", **{"with": "silence"})
    assert (silence["n"], silence["correlation"], silence["sentence"]) == (0, None, "insufficient")
    assert chart(as_user(cast.bruno), "relations", **{"with": "csat"})["n"] == 0


def test_a_relation_with_nothing_is_refused(as_user: Any, cast: Cast) -> None:
    for query in ("", "?with=weather"):
        refused = as_user(cast.admin).get(f"/api/analytics/relations{query}")
        assert (refused.status_code, refused.get_json()["errors"][0]["pointer"]) == (422, "/with")


def test_reporting_months_close_when_the_installation_says(as_user: Any, cast: Cast, given: Given) -> None:
    given(cast.ana, 8)
    admin, today = as_user(cast.admin), ZONE.day_of(utc_now())
    months = admin.get("/api/analytics/months").get_json()
    assert (months["closing_day"], len(months["items"])) == (None, 24)
    assert months["items"][0]["from"] == str(today.replace(day=1))
    yesterday = min((today - timedelta(days=1)).day, 28)
    assert admin.put("/api/settings", json={"version": 1, "closing_day": yesterday}).status_code == 200
    months = admin.get("/api/analytics/months").get_json()
    first = months["items"][0]
    assert date.fromisoformat(first["from"]) <= today <= date.fromisoformat(first["to"])
    assert date.fromisoformat(first["from"]).day in (yesterday + 1, 1, 29)
    asked = chart(admin, "distribution", month=first["month"])
    assert (asked["period"]["from"], asked["period"]["to"]) == (first["from"], first["to"])
    assert asked["period"]["previous_from"] == months["items"][1]["from"]
    assert asked["population"]["n"] == 1
    assert chart(admin, "distribution", month=months["items"][1]["month"])["population"]["n"] == 0
    trend = admin.get("/api/dashboard/months?months=2").get_json()["items"]
    assert [item["evaluations"] for item in trend] == [0, 1]
    assert trend[-1]["month"] == f"{first['month']}-01"


@pytest.mark.parametrize("path", ["severity", "funnel", "contests", "relations"])
def test_a_chart_of_insight_costs_few_queries_and_says_when_there_is_nothing(
    as_user: Any, cast: Cast, count_queries: Any, path: str
) -> None:
    client = as_user(cast.admin)
    with count_queries() as queries:
        found = chart(client, path, **{"with": "csat"})
    assert found["population"]["n"] == 0
    assert len(queries) <= 6, queries
    faulty = {"from": "2026-02-01", "to": "2026-01-01"}
    refused = client.get(f"/api/analytics/{path}", query_string={**faulty, "with": "csat"})
    assert (refused.status_code, refused.get_json()["errors"][0]["rule"]) == (422, "period-reversed")
