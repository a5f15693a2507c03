"""Dashboards over HTTP."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import event

from monitoria.calls.rules import CallStatus, Priority
from monitoria.people.models import User
from monitoria.platform.access import Role
from monitoria.platform.clock import utc_now
from monitoria.platform.database import Database
from monitoria.platform.events import Circumstances
from tests.support.calls import ZONE, make_call
from tests.support.evaluations import GOLDEN, answers, golden
from tests.support.people import Cast, make_user

Json = dict[str, Any]
MakeCall = Callable[..., str]


@pytest.fixture
def called(database: Database, cast: Cast) -> MakeCall:
    """`called(operator, days_ago, …)`: register a call; gives its identifier."""

    def make(operator: User, days_ago: float = 0, **fields: Any) -> str:
        now = utc_now()
        with database.unit_of_work(Circumstances(cast.admin.id, now)) as session:
            call = make_call(session, cast.admin, operator, now, started_at=now - timedelta(days=days_ago), **fields)
            return str(call.id)

    return make


def _evaluate(client: Any, call_id: str, given: Any = None, publish: bool = True) -> Json:
    body = {"call_id": call_id, "answers": given or golden(), "publish": publish}
    answer = client.post("/api/evaluations", json=body)
    assert answer.status_code == 201, answer.get_json()
    return answer.get_json()  # type: ignore[no-any-return]


def _stats(client: Any, query: str = "") -> Json:
    answer = client.get(f"/api/dashboard/stats?{query}")
    assert answer.status_code == 200, answer.get_json()
    return answer.get_json()  # type: ignore[no-any-return]


def test_an_empty_dashboard_is_all_zeros_and_nulls(as_user: Any, cast: Cast) -> None:
    stats = _stats(as_user(cast.admin))
    assert stats["calls"] == {
        "total": 0,
        "by_status": {"open": 0, "in_progress": 0, "resolved": 0, "closed": 0},
        "by_priority": {"low": 0, "medium": 0, "high": 0, "urgent": 0},
        "by_category": [],
    }
    nothing = {"n": 0, "mean": None, "sd": None, "low": None, "high": None, "sufficient": False}
    assert stats["evaluations"]["average"] == nothing
    assert stats["evaluations"]["pass_rate"] == {"n": 0, "passed": 0, "rate": None, "low": None, "high": None}
    assert len(stats["series"]) == 30
    assert stats["period"]["days"] == stats["previous"]["period"]["days"] == 30
    today = ZONE.day_of(utc_now())
    assert stats["period"]["to"] == today.isoformat()
    assert stats["previous"]["period"]["to"] == (today - timedelta(days=30)).isoformat()


def test_calls_are_counted_by_status_priority_category_and_day(as_user: Any, cast: Cast, called: MakeCall) -> None:
    called(cast.ana, 0, status=CallStatus.CLOSED, category="billing")
    called(cast.bruno, 1, status=CallStatus.OPEN, priority=Priority.URGENT, category="billing")
    called(cast.carla, 1, status=CallStatus.CLOSED, category="sales")
    called(cast.ana, 40, status=CallStatus.RESOLVED)
    stats = _stats(as_user(cast.admin))
    calls = stats["calls"]
    assert (calls["total"], calls["by_status"]["closed"], calls["by_priority"]["urgent"]) == (3, 2, 1)
    assert [(c["key"], c["label"], c["calls"]) for c in calls["by_category"]] == [
        ("billing", "Cobrança e faturas", 2),
        ("sales", "Vendas", 1),
    ]
    assert [point["calls"] for point in stats["series"][-2:]] == [2, 1]
    assert stats["previous"]["calls"]["by_status"]["resolved"] == 1
    assert [c["key"] for c in stats["previous"]["calls"]["by_category"]] == ["other"]


def test_everybody_counts_only_what_he_may_see(as_user: Any, cast: Cast, called: MakeCall) -> None:
    for operator in (cast.ana, cast.ana, cast.bruno, cast.carla):
        called(operator)
    totals = {
        user.username: _stats(as_user(user))["calls"]["total"]
        for user in (cast.admin, cast.evaluator, cast.supervisor, cast.other_supervisor, cast.ana, cast.carla)
    }
    assert list(totals.values()) == [4, 4, 3, 1, 2, 1]
    assert _stats(as_user(cast.admin), f"team_id={cast.south.id}")["calls"]["total"] == 1
    assert _stats(as_user(cast.supervisor), f"team_id={cast.south.id}")["calls"]["total"] == 0
    ana = _stats(as_user(cast.ana))
    assert sum(point["calls"] for point in ana["series"]) == 2
    assert [(c["key"], c["calls"]) for c in ana["calls"]["by_category"]] == [("other", 2)]


def test_an_average_comes_with_what_it_rests_on(as_user: Any, cast: Cast, called: MakeCall) -> None:
    evaluator = as_user(cast.evaluator)
    for value in (10, 8, 6, 10, 8, 6):
        _evaluate(evaluator, called(cast.ana), answers(**dict.fromkeys(GOLDEN, value)))
    found = _stats(as_user(cast.supervisor))["evaluations"]
    # mean 80, s = sqrt(320 / 5 · 5) … checked by hand: deviations ±20 four times over 5 degrees
    assert found["average"] == {"n": 6, "mean": 80.0, "sd": 17.89, "low": 61.23, "high": 98.77, "sufficient": True}
    assert found["pass_rate"] == {"n": 6, "passed": 2, "rate": 33.33, "low": 9.68, "high": 70.0}
    series = _stats(as_user(cast.supervisor))["series"]
    assert (series[-1]["evaluations"], series[-1]["average"]) == (6, 80.0)


def test_publishing_changes_the_dashboard_and_a_draft_does_not(as_user: Any, cast: Cast, called: MakeCall) -> None:
    evaluator, call_id = as_user(cast.evaluator), called(cast.ana)
    draft = _evaluate(evaluator, call_id, publish=False)
    assert _stats(as_user(cast.admin))["evaluations"]["total"] == 0
    published = evaluator.post(f"/api/evaluations/{draft['id']}/publish", json={"version": draft["version"]})
    assert published.status_code == 200, published.get_json()
    assert _stats(as_user(cast.admin))["evaluations"]["total"] == 1
    assert _stats(as_user(cast.ana))["evaluations"]["average"]["mean"] == 80.0
    assert _stats(as_user(cast.bruno))["evaluations"]["total"] == 0


def _performance(client: Any, query: str = "") -> Json:
    answer = client.get(f"/api/dashboard/operator-performance?{query}")
    assert answer.status_code == 200, answer.get_json()
    return answer.get_json()  # type: ignore[no-any-return]


def test_operators_stand_by_name_with_what_their_figures_rest_on(as_user: Any, cast: Cast, called: MakeCall) -> None:
    evaluator = as_user(cast.evaluator)
    _evaluate(evaluator, called(cast.bruno), answers(**dict.fromkeys(GOLDEN, 10)))
    for _ in range(5):
        _evaluate(evaluator, called(cast.ana))
    found = _performance(as_user(cast.supervisor))
    ana, bruno = found["items"]
    assert (ana["operator_name"], ana["evaluations"], ana["insufficient"]) == (cast.ana.full_name, 5, False)
    assert (ana["average"]["mean"], ana["average"]["sd"]) == (80.0, 0.0)
    assert ana["by_criterion"]["empathy"] == {"n": 5, "average": 60.0}
    assert (bruno["average"]["mean"], bruno["insufficient"], bruno["average"]["low"]) == (100.0, True, None)
    assert [c["label"] for c in found["criteria"]][:2] == ["Saudação", "Comunicação"]


def test_an_operator_finds_only_his_own_row(as_user: Any, cast: Cast, called: MakeCall) -> None:
    evaluator = as_user(cast.evaluator)
    for operator in (cast.ana, cast.bruno, cast.carla):
        _evaluate(evaluator, called(operator))
    for operator in (cast.ana, cast.bruno):
        items = _performance(as_user(operator), f"team_id={cast.north.id}")["items"]
        assert [item["operator_id"] for item in items] == [str(operator.id)]
    supervised = _performance(as_user(cast.supervisor))["items"]
    assert [item["operator_id"] for item in supervised] == [str(cast.ana.id), str(cast.bruno.id)]
    assert len(_performance(as_user(cast.evaluator))["items"]) == 3


def test_an_operator_nobody_evaluated_stands_there_with_nothing(as_user: Any, cast: Cast) -> None:
    items = _performance(as_user(cast.other_supervisor))["items"]
    assert [(item["operator_id"], item["evaluations"], item["insufficient"]) for item in items] == [
        (str(cast.carla.id), 0, True)
    ]


def test_figures_stay_in_the_team_where_the_call_was_taken(as_user: Any, cast: Cast, called: MakeCall) -> None:
    _evaluate(as_user(cast.evaluator), called(cast.ana))
    body = {"version": 1, "team_id": str(cast.south.id)}
    assert as_user(cast.admin).put(f"/api/users/{cast.ana.id}", json=body).status_code == 200
    north = {i["operator_id"]: i["evaluations"] for i in _performance(as_user(cast.supervisor))["items"]}
    south = {i["operator_id"]: i["evaluations"] for i in _performance(as_user(cast.other_supervisor))["items"]}
    assert north[str(cast.ana.id)] == 1
    assert south[str(cast.ana.id)] == 0


def _activity(client: Any, query: str = "") -> list[Json]:
    answer = client.get(f"/api/dashboard/recent-activity?{query}")
    assert answer.status_code == 200, answer.get_json()
    return answer.get_json()["items"]  # type: ignore[no-any-return]


def test_activity_tells_who_did_what_the_latest_first(as_user: Any, cast: Cast) -> None:
    supervisor = as_user(cast.supervisor)
    call = supervisor.post("/api/calls", json={"operator_id": str(cast.ana.id)}).get_json()
    evaluation = _evaluate(as_user(cast.evaluator), call["id"])
    latest, first = _activity(as_user(cast.admin))
    assert (latest["event"], latest["actor_name"]) == ("evaluation.published", cast.evaluator.full_name)
    assert latest["sentence"] == f"publicou a monitoria da chamada {call['protocol']}"
    assert latest["facts"] == {"protocol": call["protocol"]}
    assert (latest["call_id"], latest["evaluation_id"]) == (call["id"], evaluation["id"])
    assert (first["event"], first["actor_name"]) == ("call.created", cast.supervisor.full_name)
    assert _activity(as_user(cast.admin), "limit=1") == [latest]
    assert _activity(as_user(cast.other_supervisor)) == []
    assert _activity(as_user(cast.admin), f"team_id={cast.south.id}") == []


def test_a_draft_is_told_to_its_author_alone(as_user: Any, cast: Cast, called: MakeCall) -> None:
    evaluator, call_id = as_user(cast.evaluator), called(cast.ana)
    draft = _evaluate(evaluator, call_id, publish=False)
    assert "evaluation.drafted" in [entry["event"] for entry in _activity(evaluator)]
    assert evaluator.delete(f"/api/evaluations/{draft['id']}").status_code == 204
    assert _activity(evaluator)[0]["evaluation_id"] is None
    for reader in (cast.admin, cast.supervisor, cast.other_evaluator, cast.ana):
        assert [entry["event"] for entry in _activity(as_user(reader))] == ["call.created"]


def test_an_operator_learns_of_himself_and_no_names_but_his_evaluators(as_user: Any, cast: Cast) -> None:
    supervisor = as_user(cast.supervisor)
    for operator in (cast.ana, cast.bruno):
        call = supervisor.post("/api/calls", json={"operator_id": str(operator.id)}).get_json()
        _evaluate(as_user(cast.evaluator), call["id"])
    entries = _activity(as_user(cast.ana))
    assert [(entry["event"], entry["actor_name"]) for entry in entries] == [
        ("evaluation.published", cast.evaluator.full_name),
        ("call.created", None),
    ]


def test_an_operator_reads_what_became_of_his_contest_without_who_decided(
    as_user: Any, cast: Cast, called: MakeCall
) -> None:
    ana, supervisor = as_user(cast.ana), as_user(cast.supervisor)
    path = f"/api/evaluations/{_evaluate(as_user(cast.evaluator), called(cast.ana))['id']}"
    given = ana.get(path).get_json()["answers"][0]
    wish = {"criterion": given["criterion"], "value": 10 - given["value"], "reason": "Peço."}
    assert ana.post(f"{path}/contest", json={"items": [wish]}).status_code == 200
    verdict = {"criterion": given["criterion"], "decision": "accept"}
    assert supervisor.post(f"{path}/decide", json={"items": [verdict], "reason": "Procede."}).status_code == 200
    own = {entry["event"]: entry["actor_name"] for entry in _activity(ana)}
    assert (own["evaluation.contested"], own["evaluation.decided"]) == (cast.ana.full_name, None)
    assert own["evaluation.revised"] is None
    led = {entry["event"]: entry["actor_name"] for entry in _activity(supervisor)}
    assert led["evaluation.decided"] == cast.supervisor.full_name
    assert _activity(as_user(cast.bruno)) == []


def test_a_deleted_call_is_told_without_a_link(as_user: Any, cast: Cast, called: MakeCall) -> None:
    assert as_user(cast.admin).delete(f"/api/calls/{called(cast.ana)}").status_code == 204
    entry = _activity(as_user(cast.supervisor))[0]
    assert (entry["event"], entry["call_id"]) == ("call.deleted", None)
    assert entry["protocol"]


@pytest.mark.parametrize("path", ["stats", "operator-performance", "recent-activity"])
@pytest.mark.parametrize(
    ("query", "pointer"),
    [
        ("from=2026-02-02&to=2026-02-01", "/to"),
        ("from=2020-01-01&to=2026-02-01", "/from"),
        ("from=ontem", "/from"),
        ("team_id=7", "/team_id"),
    ],
)
def test_a_faulty_period_is_pointed_at(as_user: Any, cast: Cast, path: str, query: str, pointer: str) -> None:
    answer = as_user(cast.admin).get(f"/api/dashboard/{path}?{query}")
    assert answer.status_code == 422
    assert [error["pointer"] for error in answer.get_json()["errors"]] == [pointer]


@pytest.mark.parametrize(("path", "most"), [("stats", 4), ("operator-performance", 5), ("recent-activity", 2)])
def test_a_dashboard_costs_few_queries(
    as_user: Any, cast: Cast, called: MakeCall, database: Database, path: str, most: int
) -> None:
    _evaluate(as_user(cast.evaluator), called(cast.ana))
    admin, seen = as_user(cast.admin), []

    def note(connection: Any, cursor: Any, statement: str, *rest: Any) -> None:
        if "SAVEPOINT" not in statement:
            seen.append(statement)

    event.listen(database.engine, "before_cursor_execute", note)
    try:
        assert admin.get(f"/api/dashboard/{path}").status_code == 200
    finally:
        event.remove(database.engine, "before_cursor_execute", note)
    assert len(seen) <= most


def test_the_dashboard_speaks_of_local_days(as_user: Any, cast: Cast, database: Database, now: datetime) -> None:
    with database.unit_of_work(Circumstances(None, now)) as session:
        late = datetime.fromisoformat("2026-11-19T01:30:00+00:00")  # still the 18th in São Paulo
        make_call(session, cast.admin, cast.ana, now, started_at=late)
    for reader in (cast.admin, cast.ana):
        stats = _stats(as_user(reader), "from=2026-11-18&to=2026-11-19")
        assert [point["calls"] for point in stats["series"]] == [1, 0]


def test_months_have_their_own_average_and_interval(as_user: Any, cast: Cast, database: Database) -> None:
    from monitoria.analytics.models import OperatorVersionScore  # noqa: PLC0415 - sums put in by hand
    from monitoria.analytics.service import add  # noqa: PLC0415

    today = ZONE.day_of(utc_now())
    with database.unit_of_work(Circumstances(None, utc_now())) as session:
        for person, team in ((cast.ana, cast.north), (cast.carla, cast.south)):
            sums = {"evaluations": 2, "scored": 2, "final_total": 14_000, "final_squares": 100_000_000}
            add(session, OperatorVersionScore, (today, team.id, person.id, team.id, "random"), sums)
    path = "/api/dashboard/months?months=3"
    own, every, none = (as_user(user).get(path).get_json()["items"] for user in (cast.ana, cast.admin, cast.bruno))
    assert [len(items) for items in (own, every, none)] == [3, 3, 3]
    assert (own[-1]["month"], own[-1]["evaluations"]) == (str(today.replace(day=1)), 2)
    assert own[-1]["average"]["mean"] == 70.0
    assert own[-1]["average"]["low"] is not None
    assert (every[-1]["evaluations"], none[-1]["evaluations"]) == (4, 0)


@pytest.mark.parametrize("people", [4, 5])
def test_an_operator_learns_the_average_of_a_team_of_five_and_of_no_smaller_one(
    as_user: Any, cast: Cast, called: MakeCall, database: Database, people: int
) -> None:
    team = [cast.ana, cast.bruno]
    with database.unit_of_work(Circumstances(None, utc_now())) as session:
        team += [make_user(session, utc_now(), f"colega.{n}", Role.OPERATOR, cast.north) for n in range(people - 2)]
    for operator in team:
        _evaluate(as_user(cast.evaluator), called(operator))
    _evaluate(as_user(cast.evaluator), called(cast.ana))  # more evaluations are not more people
    _evaluate(as_user(cast.evaluator), called(cast.carla), golden())  # another team
    told = _stats(as_user(cast.ana))["team"]
    assert told == ({"people": 5, "mean": 80} if people == 5 else {"people": None, "mean": None})
    assert _stats(as_user(cast.supervisor))["team"] is None
