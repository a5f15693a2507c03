"""Evaluations over HTTP: begin, save, publish, who sees what, and what bad input gets."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest

from monitoria.calls.models import Call
from monitoria.platform.database import Database
from monitoria.platform.events import Circumstances
from monitoria.scorecards.rules import STANDARD_CARD_ID, STANDARD_VERSION_ID
from tests.support.calls import make_call
from tests.support.evaluations import GOLDEN, answers, golden
from tests.support.people import Cast

PATH = "/api/evaluations"


def begun(client: Any, call: Call, status: int = 201, **fields: Any) -> dict[str, Any]:
    answer = client.post(PATH, json={"call_id": str(call.id)} | fields)
    assert answer.status_code == status, answer.get_json()
    found: dict[str, Any] = answer.get_json()
    return found


def saved(client: Any, draft: dict[str, Any], status: int = 200, **fields: Any) -> dict[str, Any]:
    answer = client.put(f"{PATH}/{draft['id']}", json={"version": draft["version"]} | fields)
    assert answer.status_code == status, answer.get_json()
    found: dict[str, Any] = answer.get_json()
    return found


def published(client: Any, draft: dict[str, Any], status: int = 200, **fields: Any) -> dict[str, Any]:
    answer = client.post(f"{PATH}/{draft['id']}/publish", json={"version": draft["version"]} | fields)
    assert answer.status_code == status, answer.get_json()
    found: dict[str, Any] = answer.get_json()
    return found


def faults(problem: dict[str, Any]) -> list[tuple[str, str]]:
    return [(error["pointer"], error["rule"]) for error in problem["errors"]]


def ids(client: Any, query: str = "") -> list[str]:
    return [item["id"] for item in client.get(f"{PATH}/{query}").get_json()["items"]]


def test_an_evaluation_can_be_published_at_once(evaluator: Any, call: Call, cast: Cast) -> None:
    found = begun(evaluator, call, answers=golden(), summary="Bom atendimento", publish=True)
    assert (found["overall_score"], found["raw_score"], found["outcome"]) == (80.0, 80.0, "fail")
    assert (found["status"], found["pass_mark"], found["summary"]) == ("published", 85.0, "Bom atendimento")
    assert (found["operator_id"], found["team_id"]) == (str(cast.ana.id), str(cast.north.id))
    assert (found["operator_name"], found["evaluator_name"]) == (cast.ana.full_name, cast.evaluator.full_name)
    assert (found["scorecard_id"], found["scorecard_version_id"]) == (str(STANDARD_CARD_ID), str(STANDARD_VERSION_ID))
    assert (found["protocol"], found["scorecard_version_number"]) == (call.protocol, 1)
    assert {answer["criterion"]: answer["value"] for answer in found["answers"]} == GOLDEN
    assert [reason["rule"] for reason in found["reasons"]][-1] == "mark-missed"
    assert found["actions"] == ["print"]
    assert found["published_at"] == found["dated_at"]
    assert evaluator.get(f"{PATH}/{found['id']}").get_json() == found


def test_a_draft_keeps_partial_answers_until_it_is_published(evaluator: Any, call: Call) -> None:
    draft = begun(evaluator, call, answers=answers(greeting=8))
    assert (draft["status"], draft["overall_score"], len(draft["missing"])) == ("draft", 80.0, 5)
    assert draft["actions"] == ["update", "publish", "discard", "print"]
    draft = saved(evaluator, draft, answers=answers(communication=7), summary="Em curso")
    assert [answer["criterion"] for answer in draft["answers"]] == ["greeting", "communication"]
    assert (draft["overall_score"], draft["version"]) == (75.0, 2)
    assert evaluator.get(f"{PATH}/{draft['id']}").get_json() == draft
    draft = saved(evaluator, draft, answers=[{"criterion": "greeting"}])
    assert [answer["criterion"] for answer in draft["answers"]] == ["communication"]
    assert draft["summary"] == "Em curso"
    refused = published(evaluator, draft, 422, answers=answers(closing=11))
    assert ("/answers/0/value", "value-range") in faults(refused)
    assert ("/answers/greeting", "answer-required") in faults(refused)
    done = published(evaluator, draft, answers=golden())
    assert (done["status"], done["overall_score"], done["missing"]) == ("published", 80.0, [])


def test_nothing_answered_is_no_score(evaluator: Any, call: Call) -> None:
    draft = begun(evaluator, call)
    assert (draft["overall_score"], draft["raw_score"], draft["outcome"]) == (None, None, None)
    assert draft["reasons"][-1]["rule"] == "no-score"


def test_one_evaluator_has_one_open_draft_a_call(evaluator: Any, as_user: Any, cast: Cast, call: Call) -> None:
    draft = begun(evaluator, call)
    for fields in ({}, {"answers": golden(), "publish": True}):
        refused = begun(evaluator, call, 409, **fields)
        assert (refused["type"], refused["evaluation_id"]) == ("/problems/draft-already-open", draft["id"])
    assert begun(as_user(cast.other_evaluator), call)["id"] != draft["id"]
    published(evaluator, draft, answers=golden())
    assert begun(evaluator, call)["id"] != draft["id"]


def test_a_published_evaluation_is_never_edited(evaluator: Any, as_user: Any, cast: Cast, call: Call) -> None:
    done = begun(evaluator, call, answers=golden(), publish=True)
    assert saved(evaluator, done, 409, answers=answers(greeting=1))["type"] == "/problems/evaluation-move-refused"
    assert published(evaluator, done, 409)["type"] == "/problems/evaluation-move-refused"
    assert evaluator.delete(f"{PATH}/{done['id']}").status_code == 409
    assert as_user(cast.admin).delete(f"{PATH}/{done['id']}").status_code == 409
    assert saved(as_user(cast.other_evaluator), done, 403, summary="x")["type"] == "/problems/forbidden"


def test_a_stale_draft_never_overwrites(evaluator: Any, call: Call) -> None:
    draft = begun(evaluator, call)
    saved(evaluator, draft, answers=answers(greeting=5))
    assert saved(evaluator, draft, 409, answers=answers(greeting=9))["type"] == "/problems/stale-version"
    assert published(evaluator, draft, 409, answers=golden())["type"] == "/problems/stale-version"


def test_a_draft_is_discarded_by_its_author_or_an_admin(evaluator: Any, as_user: Any, cast: Cast, call: Call) -> None:
    draft = begun(evaluator, call, answers=golden())
    assert as_user(cast.other_evaluator).delete(f"{PATH}/{draft['id']}").status_code == 404
    assert as_user(cast.supervisor).delete(f"{PATH}/{draft['id']}").status_code == 404
    admin = as_user(cast.admin)
    assert admin.get(f"{PATH}/{draft['id']}").get_json()["actions"] == ["discard", "print"]
    assert admin.put(f"{PATH}/{draft['id']}", json={"version": 1}).status_code == 403
    assert admin.delete(f"{PATH}/{draft['id']}").status_code == 204
    assert evaluator.get(f"{PATH}/{draft['id']}").status_code == 404
    again = begun(evaluator, call)
    assert evaluator.delete(f"{PATH}/{again['id']}").status_code == 204


def test_an_operator_sees_his_own_published_evaluations_and_no_other(
    evaluator: Any, as_user: Any, cast: Cast, call: Call
) -> None:
    ana, bruno = as_user(cast.ana), as_user(cast.bruno)
    draft = begun(evaluator, call, answers=golden())
    assert ids(ana) == []
    assert ana.get(f"{PATH}/{draft['id']}").status_code == 404
    published(evaluator, draft)
    assert ids(ana) == [draft["id"]]
    assert ana.get(f"{PATH}/{draft['id']}").get_json()["actions"] == ["acknowledge", "contest", "print"]
    assert (ids(bruno), ids(bruno, f"?operator_id={cast.ana.id}")) == ([], [])
    assert bruno.get(f"{PATH}/{draft['id']}").status_code == 404
    assert bruno.get(PATH).get_json()["total"] == 0
    for client in (ana, bruno):
        assert client.post(PATH, json={"call_id": str(call.id)}).status_code == 403
        assert client.put(f"{PATH}/{draft['id']}", json={"version": 2}).status_code == 403


def test_a_supervisor_reaches_his_teams_and_drafts_stay_their_authors(
    evaluator: Any, as_user: Any, cast: Cast, call: Call
) -> None:
    north, south = as_user(cast.supervisor), as_user(cast.other_supervisor)
    draft = begun(evaluator, call)
    assert (ids(north), ids(as_user(cast.other_evaluator)), ids(evaluator)) == ([], [], [draft["id"]])
    published(evaluator, draft, answers=golden())
    assert (ids(north), ids(south)) == ([draft["id"]], [])
    assert ids(as_user(cast.other_evaluator)) == [draft["id"]]
    assert south.get(f"{PATH}/{draft['id']}").status_code == 404
    assert south.post(PATH, json={"call_id": str(call.id)}).status_code == 404
    assert begun(north, call)["actions"] == ["update", "publish", "discard", "print"]


def test_the_page_of_a_call_shows_its_evaluations_within_reach(
    evaluator: Any, as_user: Any, cast: Cast, call: Call
) -> None:
    draft = begun(evaluator, call, answers=golden())
    path = f"/api/calls/{call.id}"
    assert [brief["id"] for brief in evaluator.get(path).get_json()["evaluations"]] == [draft["id"]]
    assert as_user(cast.ana).get(path).get_json()["evaluations"] == []
    assert not as_user(cast.ana).get(path).get_json()["evaluated"]
    published(evaluator, draft)
    shown = as_user(cast.ana).get(path).get_json()
    assert shown["evaluated"]
    assert (shown["evaluations"][0]["overall_score"], shown["evaluations"][0]["outcome"]) == (80.0, "fail")


@pytest.mark.parametrize(
    ("fields", "pointer", "rule"),
    [
        ({"answers": answers(greeting=11)}, "/answers/0/value", "value-range"),
        ({"answers": answers(greeting=7.5)}, "/answers/0/value", "value-step"),
        ({"answers": answers(smile=1)}, "/answers/0/criterion", "criterion-unknown"),
        ({"answers": [*answers(greeting=1), *answers(greeting=2)]}, "/answers/1/criterion", "answer-repeated"),
        ({"answers": [{"criterion": "greeting", "options": ["yes"]}]}, "/answers/0/options", "answer-kind"),
        ({"answers": [{"criterion": "greeting", "not_applicable": True}]}, "/answers/0/not_applicable", "na-refused"),
        ({"answers": [{"criterion": "greeting", "value": "8"}]}, "/answers/0/value", "type"),
        ({"answers": [{"value": 8}]}, "/answers/0/criterion", "required"),
        ({"answers": {"greeting": 8}}, "/answers", "type"),
        ({"publish": "yes"}, "/publish", "type"),
        ({"answers": golden()[:5], "publish": True}, "/answers/closing", "answer-required"),
        ({"call_id": "nonsense"}, "/call_id", "type"),
    ],
)
def test_a_faulty_evaluation_is_refused_where_the_fault_is(
    evaluator: Any, call: Call, fields: Any, pointer: str, rule: str
) -> None:
    refused = begun(evaluator, call, 422, **fields)
    assert (pointer, rule) in faults(refused)
    assert ids(evaluator) == []


def test_unknown_calls_scorecards_and_evaluations_are_not_found(evaluator: Any, call: Call) -> None:
    assert evaluator.post(PATH, json={"call_id": str(uuid4())}).status_code == 404
    begun(evaluator, call, 404, scorecard_id=str(uuid4()))
    for unknown in (uuid4(), "nonsense"):
        assert evaluator.get(f"{PATH}/{unknown}").status_code == 404
        assert evaluator.put(f"{PATH}/{unknown}", json={"version": 1}).status_code == 404
        assert evaluator.post(f"{PATH}/{unknown}/publish", json={"version": 1}).status_code == 404
        assert evaluator.delete(f"{PATH}/{unknown}").status_code == 404


def test_a_repeated_request_makes_one_evaluation(evaluator: Any, call: Call) -> None:
    body = {"call_id": str(call.id), "answers": golden(), "publish": True}
    key = {"Idempotency-Key": str(uuid4())}
    first, second = (evaluator.post(PATH, json=body, headers=key) for _ in range(2))
    assert (first.status_code, second.status_code) == (201, 201)
    assert first.get_json() == second.get_json()
    assert ids(evaluator) == [first.get_json()["id"]]


def test_the_list_filters_sorts_and_pages(
    evaluator: Any, as_user: Any, cast: Cast, database: Database, now: datetime
) -> None:
    with database.unit_of_work(Circumstances(cast.admin.id, now, "test")) as session:
        calls = [make_call(session, cast.admin, operator, now) for operator in (cast.ana, cast.bruno, cast.carla)]
    made = [
        begun(evaluator, call, answers=answers(**GOLDEN | {"greeting": n}), publish=True)
        for call, n in zip(calls, (2, 10, 8), strict=True)
    ]
    low, high, middle = (item["id"] for item in made)
    draft = begun(evaluator, calls[0])["id"]
    assert ids(evaluator) == [draft, middle, high, low]
    assert ids(evaluator, "?sort=overall_score") == [draft, low, middle, high]
    assert ids(evaluator, "?sort=-overall_score&status=published") == [high, middle, low]
    assert ids(evaluator, f"?team_id={cast.north.id}&status=published") == [high, low]
    assert ids(evaluator, f"?operator_id={cast.ana.id}&operator_id={cast.carla.id}&sort=dated_at")[:2] == [low, middle]
    assert ids(evaluator, f"?call_id={calls[1].id}") == [high]
    assert ids(evaluator, f"?evaluator_id={cast.other_evaluator.id}") == []
    assert ids(evaluator, "?min_score=80&max_score=80") == [middle]
    assert ids(evaluator, "?outcome=pass") == []
    today = datetime.fromisoformat(made[0]["dated_at"]).date()
    assert ids(evaluator, f"?from={today - timedelta(1)}&to={today + timedelta(1)}") == [draft, middle, high, low]
    assert ids(evaluator, f"?to={today - timedelta(2)}") == []
    for sort in ("-dated_at", "overall_score"):
        pages, cursor = [], ""
        while cursor is not None:
            page = evaluator.get(f"{PATH}?limit=1&sort={sort}{cursor and '&cursor=' + cursor}").get_json()
            pages += [item["id"] for item in page["items"]]
            cursor = page["next_cursor"]
        assert pages == ids(evaluator, f"?sort={sort}")


@pytest.mark.parametrize(
    ("query", "pointer"),
    [
        ("sort=name", "/sort"),
        ("status=lost", "/status/0"),
        ("min_score=101", "/min_score"),
        ("min_score=9&max_score=8", "/max_score"),
        ("from=2026-11-02&to=2026-11-01", "/to"),
        ("from=02/11/2026", "/from"),
        ("operator_id=ana", "/operator_id/0"),
        ("cursor=nonsense", "/cursor"),
    ],
)
def test_a_faulty_filter_is_refused(evaluator: Any, query: str, pointer: str) -> None:
    answer = evaluator.get(f"{PATH}?{query}")
    assert answer.status_code == 422
    assert pointer in [error["pointer"] for error in answer.get_json()["errors"]]


def test_a_preview_scores_without_saving(evaluator: Any, as_user: Any, cast: Cast) -> None:
    path = f"/api/scorecards/{STANDARD_CARD_ID}/preview-score"
    found = evaluator.post(path, json={"answers": answers(greeting=10, empathy=5)}).get_json()
    assert (found["overall_score"], found["outcome"]) == (75.0, "fail")
    assert found["missing"] == ["communication", "problem_solving", "procedures", "closing"]
    assert [reason["rule"] for reason in found["reasons"]] == ["criterion-lost", "answers-missing", "mark-missed"]
    refused = evaluator.post(path, json={"answers": answers(greeting=-1)})
    assert faults(refused.get_json()) == [("/answers/0/value", "value-range")]
    assert ids(evaluator) == []
    assert as_user(cast.ana).post(path, json={"answers": []}).status_code == 403
    assert evaluator.post(f"/api/scorecards/{uuid4()}/preview-score", json={"answers": []}).status_code == 404
    assert evaluator.post(path, json={"answers": [], "version_id": str(uuid4())}).status_code == 404
