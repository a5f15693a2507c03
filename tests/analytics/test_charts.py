"""Charts over HTTP: each number is compared with one worked out here from what was sent."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from monitoria.people.models import User
from monitoria.platform.clock import utc_now
from monitoria.platform.database import Database
from monitoria.platform.events import Circumstances
from tests.support.calls import ZONE, make_call
from tests.support.evaluations import GOLDEN, answers
from tests.support.people import Cast

Json = dict[str, Any]
Scored = Callable[..., Json]
CHARTS = (
    *("over-time", "comparison", "distribution", "heat-map", "pareto", "critical-accuracy", "calls-by-hour"),
    "criterion-history?criterion=empathy",
)


@pytest.fixture
def scored(as_user: Any, database: Database, cast: Cast) -> Scored:
    """`scored(operator, value, …)`: an evaluation whose every answer is `value` but those named, published today."""

    def make(
        operator: User, value: float, *, origin: str | None = None, given: Json | None = None, **call: Any
    ) -> Json:
        now = utc_now()
        with database.unit_of_work(Circumstances(cast.admin.id, now)) as session:
            made = make_call(session, cast.admin, operator, now, started_at=now - timedelta(hours=1), **call)
        body = {"call_id": str(made.id), "answers": answers(**dict.fromkeys(GOLDEN, value) | (given or {}))}
        body |= {"publish": True} | ({"origin": origin} if origin else {})
        answer = as_user(cast.evaluator).post("/api/evaluations", json=body)
        assert answer.status_code == 201, answer.get_json()
        return answer.get_json()  # type: ignore[no-any-return]

    return make


def chart(client: Any, path: str, **query: Any) -> Json:
    answer = client.get(f"/api/analytics/{path}", query_string=query or None)
    assert answer.status_code == 200, answer.get_json()
    return answer.get_json()  # type: ignore[no-any-return]


@pytest.mark.parametrize("path", CHARTS)
def test_a_period_without_anything_is_told_as_such(as_user: Any, cast: Cast, path: str) -> None:
    found = chart(as_user(cast.admin), path)
    assert found["population"] == {"n": 0, "team": None}
    today = ZONE.day_of(utc_now())
    assert found["period"] == {
        "from": str(today - timedelta(days=89)),
        "to": str(today),
        "previous_from": str(today - timedelta(days=179)),
        "previous_to": str(today - timedelta(days=90)),
    }


def test_the_mean_over_time_has_a_point_for_each_day(as_user: Any, cast: Cast, scored: Scored) -> None:
    for value in (6, 8, 10):
        scored(cast.ana, value)
    found = chart(as_user(cast.admin), "over-time", grain="day")
    assert (len(found["points"]), found["population"]["n"]) == (90, 3)
    last = found["points"][-1]
    # 60, 80, 100: s = 20, t(2) = 4.302653, 20/√3 · t = 49.68, cut at 100
    assert last["estimate"] == {"n": 3, "mean": 80.0, "low": 30.32, "high": 100.0, "is_sufficient": False}
    assert found["points"][0]["estimate"] == {
        "n": 0,
        "mean": None,
        "low": None,
        "high": None,
        "is_sufficient": False,
    }
    months = chart(as_user(cast.admin), "over-time", grain="month")["points"]
    assert sum(point["estimate"]["n"] for point in months) == 3
