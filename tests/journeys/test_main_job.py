"""The main job over HTTP: sign in, find a call, score it, publish; who then sees what."""

from __future__ import annotations

from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.support.people import PASSWORD, Cast

SCORES = {"greeting": 8, "communication": 7, "problem_solving": 9, "empathy": 6, "procedures": 10, "closing": 8}


def answers(**changed: int) -> list[dict[str, object]]:
    return [{"criterion": key, "value": value} for key, value in {**SCORES, **changed}.items()]


@pytest.fixture
def published(as_user: Any, cast: Cast) -> dict[str, Any]:
    """An evaluation of Ana's call, drafted in two steps and published by the evaluator."""
    evaluator = as_user(cast.evaluator)
    call = evaluator.post("/api/calls", json={"operator_id": str(cast.ana.id), "subject": "Contestação da fatura"})
    assert call.status_code == 201, call.get_json()
    begun = evaluator.post("/api/evaluations", json={"call_id": call.get_json()["id"], "answers": answers()[:2]})
    assert begun.status_code == 201, begun.get_json()
    draft = begun.get_json()
    saved = evaluator.put(
        f"/api/evaluations/{draft['id']}",
        json={"version": draft["version"], "answers": answers()[2:], "summary": "Bom."},
    ).get_json()
    done = evaluator.post(f"/api/evaluations/{draft['id']}/publish", json={"version": saved["version"]})
    assert done.status_code == 200, done.get_json()
    body: dict[str, Any] = done.get_json()
    return body


def test_the_default_scorecard_scores_eighty(published: dict[str, Any]) -> None:
    assert published["overall_score"] == 80.0
    assert published["raw_score"] == 80.0
    assert published["outcome"] == "fail", "the pass mark is 85"
    assert published["status"] == "published"
    assert len(published["answers"]) == 6


def test_evaluator_supervisor_and_the_operator_see_it(as_user: Any, cast: Cast, published: dict[str, Any]) -> None:
    for user in (cast.evaluator, cast.other_evaluator, cast.supervisor, cast.admin, cast.ana):
        shown = as_user(user).get(f"/api/evaluations/{published['id']}")
        assert shown.status_code == 200, user.username
        assert shown.get_json()["overall_score"] == 80.0


def test_for_another_operator_and_another_team_it_does_not_exist(
    as_user: Any, cast: Cast, published: dict[str, Any]
) -> None:
    call = published["call_id"]
    for user in (cast.bruno, cast.carla, cast.other_supervisor):
        stranger = as_user(user)
        for path in (f"/api/evaluations/{published['id']}", f"/api/calls/{call}"):
            assert stranger.get(path).status_code == 404, (user.username, path)
        for path in (
            "/api/evaluations",
            f"/api/evaluations?operator_id={cast.ana.id}",
            f"/api/evaluations?call_id={call}",
            "/api/evaluations?min_score=0&sort=-overall_score",
            "/api/calls",
            "/api/calls?q=fatura",
            f"/api/calls?operator_id={cast.ana.id}&evaluated=true",
        ):
            listed = stranger.get(path).get_json()
            assert (listed["items"], listed["total"]) == ([], 0), (user.username, path)


def test_a_draft_is_its_evaluator_s_alone(as_user: Any, cast: Cast) -> None:
    evaluator = as_user(cast.evaluator)
    call = evaluator.post("/api/calls", json={"operator_id": str(cast.ana.id)}).get_json()
    draft = evaluator.post("/api/evaluations", json={"call_id": call["id"], "answers": answers()[:1]}).get_json()
    address = f"/api/evaluations/{draft['id']}"
    for user in (cast.ana, cast.supervisor, cast.other_evaluator):
        somebody = as_user(user)
        assert somebody.get(address).status_code == 404
        assert somebody.get(f"/api/calls/{call['id']}").get_json()["evaluations"] == []
        assert somebody.get(f"/api/evaluations?call_id={call['id']}").get_json()["total"] == 0
    body = {"version": draft["version"], "answers": answers()}
    assert as_user(cast.other_evaluator).put(address, json=body).status_code == 404


def test_what_is_published_no_longer_changes(as_user: Any, cast: Cast, published: dict[str, Any]) -> None:
    evaluator, address = as_user(cast.evaluator), f"/api/evaluations/{published['id']}"
    body = {"version": published["version"], "answers": answers(empathy=10)}
    for refused in (evaluator.put(address, json=body), evaluator.delete(address), evaluator.post(f"{address}/publish")):
        assert refused.status_code == 409
        assert refused.content_type == "application/problem+json"
    assert evaluator.get(address).get_json()["overall_score"] == 80.0


@pytest.mark.parametrize(
    ("answer", "rule_at"),
    [
        ({"criterion": "greeting", "value": 11}, "/answers/0/value"),
        ({"criterion": "greeting", "value": -1}, "/answers/0/value"),
        ({"criterion": "greeting", "value": "dez"}, "/answers/0/value"),
        ({"criterion": "não existe", "value": 5}, "/answers/0/criterion"),
    ],
)
def test_an_answer_that_makes_no_sense_points_at_itself(
    as_user: Any, cast: Cast, answer: dict[str, object], rule_at: str
) -> None:
    evaluator = as_user(cast.evaluator)
    call = evaluator.post("/api/calls", json={"operator_id": str(cast.ana.id)}).get_json()
    refused = evaluator.post("/api/evaluations", json={"call_id": call["id"], "answers": [answer]})
    assert refused.status_code == 422
    assert rule_at in {error["pointer"] for error in refused.get_json()["errors"]}


def test_publishing_with_answers_missing_is_refused_and_loses_nothing(as_user: Any, cast: Cast) -> None:
    evaluator = as_user(cast.evaluator)
    call = evaluator.post("/api/calls", json={"operator_id": str(cast.ana.id)}).get_json()
    draft = evaluator.post("/api/evaluations", json={"call_id": call["id"], "answers": answers()[:5]}).get_json()
    refused = evaluator.post(f"/api/evaluations/{draft['id']}/publish")
    assert refused.status_code == 422
    assert refused.get_json()["errors"]
    kept = evaluator.get(f"/api/evaluations/{draft['id']}").get_json()
    assert (kept["status"], len([a for a in kept["answers"] if a["value"] is not None])) == ("draft", 5)


def test_signing_in_with_a_password_leads_through_the_same_job(client: FlaskClient, cast: Cast) -> None:
    signed = client.post("/api/auth/login", json={"username": "eva.monteiro", "password": PASSWORD}).get_json()
    headers = {"Authorization": f"Bearer {signed['access_token']}"}
    call = client.post("/api/calls", json={"operator_id": str(cast.ana.id)}, headers=headers).get_json()
    body = {"call_id": call["id"], "answers": answers(), "publish": True}
    made = client.post("/api/evaluations", json=body, headers=headers)
    assert (made.status_code, made.get_json()["overall_score"]) == (201, 80.0)
    assert client.get("/api/calls?evaluated=true", headers=headers).get_json()["total"] == 1


def test_an_unknown_call_is_pointed_at(as_user: Any, cast: Cast) -> None:
    evaluator = as_user(cast.evaluator)
    refused = evaluator.post("/api/evaluations", json={"call_id": str(cast.ana.id), "answers": answers()})
    assert refused.status_code == 404
    assert refused.get_json()["errors"][0]["pointer"] == "/call_id"
