"""What waits at home, for whom, and at what cost."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from monitoria.platform.clock import utc_now
from monitoria.settings.rules import reporting_month, reporting_month_of
from tests.support.calls import ZONE
from tests.support.people import Cast

PLANS = "/api/coaching/plans"
UNEVALUATED = "/api/home/unevaluated-operators"


def waiting(client: Any) -> dict[str, int]:
    return {item["kind"]: item["total"] for item in client.get("/api/home").get_json()["waiting"]}


def names(client: Any, query: str = "") -> list[str]:
    return [item["operator_name"] for item in client.get(f"{UNEVALUATED}{query}").get_json()["items"]]


def test_each_person_is_told_what_waits_within_reach(
    as_user: Any, cast: Cast, body: dict[str, Any], publish: Any
) -> None:
    publish(cast.carla)
    due = ZONE.day_of(utc_now()) + timedelta(days=7)
    supervisor = as_user(cast.supervisor)
    assert supervisor.post(PLANS, json=body | {"due_on": str(due)}).status_code == 201
    assert supervisor.post(PLANS, json=body | {"due_on": str(due + timedelta(days=1))}).status_code == 201
    found = waiting(supervisor)
    assert (found["unread"], found["plans"], found["contests"]) == (1, 1, 0)
    assert (waiting(as_user(cast.admin))["unread"], waiting(as_user(cast.ana))["unread"]) == (2, 1)
    assert waiting(as_user(cast.ana))["plans"] == 1
    assert "unevaluated" not in waiting(as_user(cast.ana))
    assert waiting(as_user(cast.bruno))["unread"] == 0
    assert waiting(as_user(cast.other_supervisor))["plans"] == 0
    assert waiting(as_user(cast.evaluator)) == {"plans": 0}


def test_a_contest_waits_for_those_who_lead_and_is_remembered_by_its_operator(
    as_user: Any, cast: Cast, publish: Any
) -> None:
    evaluation, ana, supervisor = (
        publish(cast.ana, empathy=3, at=utc_now()),
        as_user(cast.ana),
        as_user(cast.supervisor),
    )
    asked = {"items": [{"criterion": "empathy", "value": 8, "reason": "Acolhi no minuto dois"}]}
    assert ana.post(f"/api/evaluations/{evaluation}/contest", json=asked).status_code == 200
    found = next(item for item in supervisor.get("/api/home").get_json()["waiting"] if item["kind"] == "contests")
    contests = ana.get("/api/home/contests").get_json()
    line = contests["items"][0]
    assert (found["total"], found["next_due_at"]) == (1, line["decide_by"])
    assert (contests["total"], line["evaluation_id"], line["status"], line["items"]) == (1, evaluation, "open", 1)
    decision = {"items": [{"criterion": "empathy", "decision": "accept"}], "reason": "De acordo"}
    assert supervisor.post(f"/api/evaluations/{evaluation}/decide", json=decision).status_code == 200
    assert waiting(supervisor)["contests"] == 0
    assert ana.get("/api/home/contests").get_json()["items"][0]["status"] == "changed"
    for user in (cast.bruno, cast.other_supervisor):
        assert as_user(user).get("/api/home/contests").get_json()["items"] == []


def test_every_count_is_that_of_the_list_it_opens(as_user: Any, cast: Cast, body: Any, publish: Any) -> None:
    publish(cast.bruno, at=utc_now())
    supervisor = as_user(cast.supervisor)
    assert supervisor.post(PLANS, json=body | {"due_on": str(ZONE.day_of(utc_now()))}).status_code == 201
    home, found = supervisor.get("/api/home").get_json(), waiting(supervisor)
    after = date.fromisoformat(home["plans_due_by"]) + timedelta(days=1)
    lists = {
        "contests": "/api/evaluations?waiting_for=contest-decision",
        "unread": "/api/evaluations?waiting_for=acknowledge",
        "plans": f"{PLANS}?status=open&status=in_progress&due_before={after}",
        "unevaluated": UNEVALUATED,
    }
    assert found.keys() == lists.keys()
    assert {kind: supervisor.get(path).get_json()["total"] for kind, path in lists.items()} == found


def test_those_who_lead_see_whom_nobody_evaluated_this_month(as_user: Any, cast: Cast, publish: Any) -> None:
    month = ZONE.start_of(ZONE.day_of(utc_now()).replace(day=1))
    publish(cast.ana, at=utc_now())
    publish(cast.bruno, at=month - timedelta(minutes=1))
    assert names(as_user(cast.supervisor)) == [cast.bruno.full_name]
    assert names(as_user(cast.admin)) == [cast.bruno.full_name, cast.carla.full_name]
    assert names(as_user(cast.admin), f"?team_id={cast.south.id}") == [cast.carla.full_name]
    page = as_user(cast.admin).get(f"{UNEVALUATED}?limit=1").get_json()
    assert page["items"][0]["last_evaluated_at"] is not None
    assert names(as_user(cast.admin), f"?limit=1&cursor={page['next_cursor']}") == [cast.carla.full_name]
    assert waiting(as_user(cast.admin))["unevaluated"] == 2
    for user in (cast.ana, cast.evaluator):
        assert as_user(user).get(UNEVALUATED).status_code == 403


def test_home_costs_three_queries_whatever_waits(as_user: Any, cast: Cast, plan: Any, count_queries: Any) -> None:
    assert plan
    for user in (cast.admin, cast.supervisor, cast.ana):
        client = as_user(user)
        with count_queries() as queries:
            assert client.get("/api/home").status_code == 200
        assert len(queries) == 3, queries  # who asks, which month it is, and what waits


def test_this_month_is_the_reporting_month(as_user: Any, cast: Cast, publish: Any) -> None:
    admin, today = as_user(cast.admin), ZONE.day_of(utc_now())
    closing_day = today.day if today.day <= 28 else 28
    version = admin.get("/api/settings").get_json()["version"]
    assert admin.put("/api/settings", json={"version": version, "closing_day": closing_day}).status_code == 200
    first, last = reporting_month(reporting_month_of(today, closing_day), closing_day)
    home = admin.get("/api/home").get_json()
    assert (home["month_from"], home["month_to"]) == (str(first), str(last))
    publish(cast.ana, at=ZONE.start_of(first))
    publish(cast.bruno, at=ZONE.start_of(first) - timedelta(minutes=1))
    assert names(admin) == [cast.bruno.full_name, cast.carla.full_name]
