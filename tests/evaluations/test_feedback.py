"""Contests, decisions and acknowledgements over HTTP: what is kept, what is refused, what it costs."""

from __future__ import annotations

import io
from typing import Any
from uuid import uuid4

import pytest

from monitoria.calls.models import Call
from tests.support.evaluations import golden
from tests.support.people import Cast
from tests.support.sounds import short_call

PATH = "/api/evaluations"


def wish(criterion: str = "empathy", value: float = 10, **fields: Any) -> dict[str, Any]:
    return {"criterion": criterion, "value": value, "reason": "Fui atenciosa."} | fields


def faults(answer: Any) -> list[tuple[str, str]]:
    assert answer.status_code == 422, answer.get_json()
    return [(error["pointer"], error["rule"]) for error in answer.get_json()["errors"]]


@pytest.fixture
def path(evaluator: Any, call: Call) -> str:
    """A published evaluation of Ana's, worth 80.00."""
    made = evaluator.post(PATH, json={"call_id": str(call.id), "answers": golden(), "publish": True})
    return f"{PATH}/{made.get_json()['id']}"


@pytest.fixture
def ana(as_user: Any, cast: Cast) -> Any:
    return as_user(cast.ana)


@pytest.fixture
def supervisor(as_user: Any, cast: Cast) -> Any:
    return as_user(cast.supervisor)


def contest(client: Any, path: str, *items: dict[str, Any], status: int = 200) -> dict[str, Any]:
    answer = client.post(f"{path}/contest", json={"items": list(items)})
    assert answer.status_code == status, answer.get_json()
    found: dict[str, Any] = answer.get_json()
    return found


def decide(client: Any, path: str, *items: dict[str, Any], status: int = 200) -> dict[str, Any]:
    answer = client.post(f"{path}/decide", json={"items": list(items), "reason": "Ouvi de novo."})
    assert answer.status_code == status, answer.get_json()
    found: dict[str, Any] = answer.get_json()
    return found


def test_an_upheld_contest_makes_no_revision(ana: Any, supervisor: Any, path: str) -> None:
    contest(ana, path, wish(), wish("closing", 9))
    uphold = [{"criterion": key, "decision": "uphold", "reason": "Sem empatia."} for key in ("empathy", "closing")]
    found = decide(supervisor, path, *uphold)
    assert (found["status"], found["overall_score"], found["revision"]) == ("upheld", 80.0, 1)
    assert [revision["number"] for revision in found["revisions"]] == [1]
    decided = found["contests"][0]["items"]
    assert [(item["criterion"], item["decision"], item["decided"]["value"]) for item in decided] == [
        ("empathy", "uphold", 6.0),
        ("closing", "uphold", 8.0),
    ]
    assert decided[0]["decided_reason"] == "Sem empatia."


def test_both_revisions_stay_with_their_answers(ana: Any, supervisor: Any, path: str, cast: Cast) -> None:
    contest(ana, path, wish(), wish("closing", 10))
    found = decide(
        supervisor,
        path,
        {"criterion": "empathy", "decision": "accept"},
        {"criterion": "closing", "decision": "replace", "value": 9},
    )
    assert (found["status"], found["overall_score"], found["outcome"], found["pass_mark"]) == (
        "changed",
        88.33,
        "pass",
        85.0,
    )
    first, second = found["revisions"]
    values = [{a["criterion"]: a["value"] for a in revision["answers"]} for revision in (first, second)]
    assert [(v["empathy"], v["closing"], v["greeting"]) for v in values] == [(6.0, 8.0, 8.0), (10.0, 9.0, 8.0)]
    assert (first["by_id"], second["by_id"]) == (str(cast.evaluator.id), str(cast.supervisor.id))
    assert (first["at"], first["reason"]) == (found["published_at"], "")
    assert second["reason"] == "Ouvi de novo."
    assert ana.get(path).get_json()["revisions"] == [first, second]
    assert found["dated_at"] == found["published_at"] == first["at"], "it stays on its day"


def test_the_pass_mark_of_the_publication_holds(as_user: Any, cast: Cast, ana: Any, supervisor: Any, path: str) -> None:
    assert as_user(cast.admin).put("/api/settings", json={"version": 1, "pass_mark": 99}).status_code == 200
    contest(ana, path, wish())
    found = decide(supervisor, path, {"criterion": "empathy", "decision": "accept"})
    assert (found["pass_mark"], found["overall_score"], found["outcome"]) == (85.0, 86.67, "pass")


def test_a_second_round_needs_the_installation_to_allow_it(
    as_user: Any, cast: Cast, ana: Any, supervisor: Any, path: str
) -> None:
    contest(ana, path, wish())
    found = decide(supervisor, path, {"criterion": "empathy", "decision": "uphold"})
    assert (found["contest_by"], found["acknowledge_by"] is not None) == (None, True)
    assert contest(ana, path, wish(), status=409)["type"] == "/problems/contest-too-late"
    # What was promised stays, whatever the setting says later.
    assert as_user(cast.admin).put("/api/settings", json={"version": 1, "contest_rounds": 2}).status_code == 200
    contest(ana, path, wish(), status=409)


def test_two_rounds_end_with_the_second(as_user: Any, cast: Cast, ana: Any, supervisor: Any, path: str) -> None:
    admin = as_user(cast.admin)
    admin.put("/api/settings", json={"version": 1, "contest_rounds": 2})
    contest(ana, path, wish())
    decide(supervisor, path, {"criterion": "empathy", "decision": "replace", "value": 8})
    contest(ana, path, wish("empathy", 9))
    found = decide(admin, path, {"criterion": "empathy", "decision": "accept"})
    assert [revision["number"] for revision in found["revisions"]] == [1, 2, 3]
    assert [(c["round"], c["status"], c["items"][0]["given"]["value"]) for c in found["contests"]] == [
        (1, "changed", 6.0),
        (2, "changed", 8.0),
    ]
    assert contest(ana, path, wish(), status=409)["type"] == "/problems/contest-too-late"


def test_an_operator_may_say_that_he_read_it_and_disagrees(ana: Any, path: str) -> None:
    found = ana.post(f"{path}/acknowledge", json={"agrees": False, "comment": "Discordo da empatia."}).get_json()
    assert (found["status"], found["actions"]) == ("acknowledged", ["contest", "print"])
    (said,) = found["acknowledgements"]
    assert (said["agrees"], said["comment"], said["revision"]) == (False, "Discordo da empatia.", 1)
    assert contest(ana, path, wish())["status"] == "contested"


@pytest.mark.parametrize(
    ("body", "pointer", "rule"),
    [
        ({"items": []}, "/items", "too-short"),
        ({"items": [wish(reason="  ")]}, "/items/0/reason", "too-short"),
        ({"items": [wish(value="9")]}, "/items/0/value", "type"),
        ({"items": [wish(value=6)]}, "/items/0", "answer-same"),
        ({"items": [wish(at_seconds=3)]}, "/items/0/at_seconds", "unknown"),
        ({"items": [wish(), wish()]}, "/items/1/criterion", "answer-repeated"),
    ],
)
def test_a_faulty_contest_is_refused_where_the_fault_is(
    ana: Any, path: str, body: Any, pointer: str, rule: str
) -> None:
    found = faults(ana.post(f"{path}/contest", json=body))
    assert (pointer, rule) in found
    assert ana.get(path).get_json()["status"] == "published"


def test_a_decision_without_a_reason_or_an_item_is_refused(ana: Any, supervisor: Any, path: str) -> None:
    contest(ana, path, wish())
    uphold = {"criterion": "empathy", "decision": "uphold"}
    assert faults(supervisor.post(f"{path}/decide", json={"items": [uphold]})) == [("/reason", "required")]
    other = {"items": [{"criterion": "closing", "decision": "uphold"}], "reason": "x"}
    assert faults(supervisor.post(f"{path}/decide", json=other)) == [
        ("/items/0/criterion", "criterion-not-contested"),
        ("/items/empathy", "item-undecided"),
    ]
    assert supervisor.get(path).get_json()["status"] == "contested"


def test_a_moment_is_one_of_the_calls_first_recording(evaluator: Any, ana: Any, call: Call, path: str) -> None:
    sound = {"file": (io.BytesIO(short_call()), "a.wav")}
    recording = evaluator.post(f"/api/calls/{call.id}/recordings", data=sound).get_json()["id"]
    found = contest(ana, path, wish(at_seconds=0.5))
    item = found["contests"][0]["items"][0]
    assert (item["at_seconds"], item["recording_id"]) == (0.5, recording)


def test_a_repeated_request_contests_once(ana: Any, path: str) -> None:
    key = {"Idempotency-Key": str(uuid4())}
    first, second = (ana.post(f"{path}/contest", json={"items": [wish()]}, headers=key) for _ in range(2))
    assert (first.status_code, second.status_code) == (200, 200)
    assert first.get_json() == second.get_json()
    contest(ana, path, wish(), status=409)


def test_lists_tell_whose_turn_it_is(evaluator: Any, ana: Any, supervisor: Any, call: Call, path: str) -> None:
    def listed(client: Any, query: str) -> list[str]:
        return [f"{PATH}/{item['id']}" for item in client.get(f"{PATH}?{query}").get_json()["items"]]

    draft = f"{PATH}/{evaluator.post(PATH, json={'call_id': str(call.id)}).get_json()['id']}"
    assert listed(ana, "waiting_for=acknowledge") == [path]
    assert listed(supervisor, "waiting_for=contest-decision") == []
    contest(ana, path, wish())
    assert (listed(ana, "waiting_for=acknowledge"), listed(supervisor, "waiting_for=contest-decision")) == ([], [path])
    assert (listed(evaluator, "published=true"), listed(evaluator, "published=false")) == ([path], [draft])
    assert listed(evaluator, "status=contested") == [path]


def test_it_is_told_when_and_by_whom_it_was_closed(ana: Any, supervisor: Any, cast: Cast, path: str) -> None:
    assert ana.post(f"{path}/acknowledge", json={"agrees": True}).get_json()["closed_at"] is None
    done = supervisor.post(f"{path}/conclude").get_json()
    told = ana.get(path).get_json()
    assert told["closed_at"] == done["closed_at"] == done["updated_at"]
    assert (told["closed_by_id"], told["closed_by_name"]) == (str(cast.supervisor.id), cast.supervisor.full_name)


def test_a_contest_does_not_wait_for_whoever_published_it(
    ana: Any, supervisor: Any, as_user: Any, cast: Cast, call: Call
) -> None:
    body = {"call_id": str(call.id), "answers": golden(), "publish": True}
    path = f"{PATH}/{supervisor.post(PATH, json=body).get_json()['id']}"
    contest(ana, path, wish())
    admin = as_user(cast.admin)

    def waiting(client: Any) -> tuple[int, int]:
        home = {item["kind"]: item["total"] for item in client.get("/api/home").get_json()["waiting"]}
        return client.get(f"{PATH}?waiting_for=contest-decision").get_json()["total"], home.get("contests", 0)

    assert (waiting(supervisor), waiting(admin)) == ((0, 0), (1, 1))
    assert waiting(ana)[0] == 1, "she still finds what she waits for"
    assert supervisor.get(f"{PATH}?status=contested").get_json()["total"] == 1


def test_contesting_counts_against_nobody(as_user: Any, cast: Cast, ana: Any, supervisor: Any, path: str) -> None:
    def figures() -> list[Any]:
        admin = as_user(cast.admin)
        return [admin.get(f"/api/dashboard/{name}").get_json() for name in ("stats", "operator-performance")]

    before = figures()
    contest(ana, path, wish())
    assert figures() == before
    decide(supervisor, path, {"criterion": "empathy", "decision": "uphold"})
    ana.post(f"{path}/acknowledge", json={"agrees": False})
    assert figures() == before


def test_a_page_costs_one_statement_more_once_something_happened(
    ana: Any, supervisor: Any, path: str, count_queries: Any
) -> None:
    ana.get(path)
    with count_queries() as fresh:
        ana.get(path)
    contest(ana, path, wish())
    decide(supervisor, path, {"criterion": "empathy", "decision": "accept"})
    with count_queries() as later:
        assert len(ana.get(path).get_json()["revisions"]) == 2
    assert (len(fresh), len(later)) == (3, 4)  # who asks, the row, its answers; what happened
