"""The audit page's questions: who did what to which call, before and after, in which request."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.people import Cast


@pytest.fixture
def changed_call(as_user: Any, cast: Cast) -> dict[str, Any]:
    evaluator = as_user(cast.evaluator)
    new = {"operator_id": str(cast.ana.id), "subject": "Fatura"}
    call = evaluator.post("/api/calls", json=new, headers={"X-Request-ID": "abc1"}).get_json()
    body = {"version": call["version"], "status": "closed"}
    answer = evaluator.put(f"/api/calls/{call['id']}", json=body, headers={"X-Request-ID": "abc2"})
    assert answer.status_code == 200
    return dict(answer.get_json())


def found(client: Any, query: str) -> list[dict[str, Any]]:
    answer = client.get(f"/api/audit?{query}")
    assert answer.status_code == 200, answer.get_data(as_text=True)
    return list(answer.get_json()["items"])


def test_a_change_is_one_sentence_with_who_when_before_after_and_the_request(
    as_user: Any, cast: Cast, changed_call: dict[str, Any]
) -> None:
    newest = found(as_user(cast.admin), f"call_id={changed_call['id']}")[0]
    assert newest["sentence"] == f"alterou a chamada {changed_call['protocol']}"
    assert (newest["actor_name"], newest["request_id"]) == (cast.evaluator.full_name, "abc2")
    assert {"field": "status", "before": "open", "after": "closed"} in newest["changes"]
    assert newest["position"] is None
    assert as_user(cast.admin).get(f"/api/audit/{newest['id']}").get_json() == newest


def test_every_filter_narrows(as_user: Any, cast: Cast, changed_call: dict[str, Any]) -> None:
    admin = as_user(cast.admin)
    protocol = changed_call["protocol"]
    for query, names in (
        (f"q={protocol[-6:]}", ["call.updated", "call.created"]),
        ("name=call.updated&name=team.created", ["call.updated"]),
        (f"actor_id={cast.evaluator.id}", ["call.updated", "call.created"]),
        (f"actor_id={cast.other_evaluator.id}", []),
        (f"operator_id={cast.ana.id}&name=call.created", ["call.created"]),
        (f"subject_type=call&subject_id={changed_call['id']}", ["call.updated", "call.created"]),
        ("request_id=abc1", ["call.created"]),
        ("q=eva%20mont", ["call.updated", "call.created"]),
        ("from=2001-01-01&to=2001-01-02", []),
        (f"evaluation_id={changed_call['id']}", []),
    ):
        assert [entry["event"] for entry in found(admin, query)] == names, query


def test_pages_follow_each_other(as_user: Any, cast: Cast, changed_call: dict[str, Any]) -> None:
    admin = as_user(cast.admin)
    first = admin.get("/api/audit?limit=1&subject_type=call").get_json()
    second = admin.get(f"/api/audit?limit=1&subject_type=call&cursor={first['next_cursor']}").get_json()
    assert [first["items"][0]["event"], second["items"][0]["event"]] == ["call.updated", "call.created"]
    assert (first["total"], second["next_cursor"]) == (2, None)


def test_only_an_admin_reads_the_trail(as_user: Any, cast: Cast) -> None:
    for user in (cast.supervisor, cast.evaluator, cast.ana):
        for path in ("/api/audit", "/api/audit/chain", f"/api/audit/{cast.ana.id}"):
            assert as_user(user).get(path).status_code == 403
    chain = as_user(cast.admin).get("/api/audit/chain").get_json()
    assert (chain["sealed"], chain["anchor"].partition(":")[0]) == (0, "0")
