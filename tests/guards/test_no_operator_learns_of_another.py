"""Whatever an operator asks, no answer speaks of another: not his name, his calls, his scores, his contests."""

from __future__ import annotations

import io
from datetime import timedelta
from typing import Any
from urllib.parse import unquote_plus, urlencode

import pytest

from monitoria.platform.clock import utc_now
from monitoria.platform.http.application import Application
from tests.journeys.test_main_job import answers
from tests.support.people import Cast
from tests.support.sounds import short_call

FILTERS = ("", "?limit=200", "?q=ana", "?from=2020-01-01&to=2030-01-01")


def new_plan(evaluation_id: str) -> dict[str, Any]:
    due = (utc_now() + timedelta(days=2)).date().isoformat()
    return {
        "evaluation_ids": [evaluation_id],
        "objective": "Objetivo em segredo",
        "criteria": ["empathy"],
        "due_on": due,
        "actions": ["Ação em segredo"],
    }


@pytest.fixture
def secrets(as_user: Any, cast: Cast) -> dict[str, str]:
    """A recorded call of Ana's, evaluated, and a draft: everything that Bruno must never read."""
    evaluator = as_user(cast.evaluator)
    new = {"operator_id": str(cast.ana.id), "customer_name": "Zuleica Albuquerque", "subject": "Segredo da ana"}
    call = evaluator.post("/api/calls", json=new).get_json()
    sound = {"file": (io.BytesIO(short_call()), "ana-em-segredo.wav")}
    recording = evaluator.post(f"/api/calls/{call['id']}/recordings", data=sound).get_json()
    evaluator.get(recording["audio_url"])
    moment = {"recording_id": recording["id"], "at_seconds": 0.5, "comment": "Momento em segredo"}
    body = {"call_id": call["id"], "answers": answers(), "moments": [moment], "publish": True}
    evaluation = evaluator.post("/api/evaluations", json=body).get_json()
    _contest(as_user, cast, f"/api/evaluations/{evaluation['id']}")
    other_call = evaluator.post("/api/calls", json=new).get_json()
    draft = evaluator.post("/api/evaluations", json={"call_id": other_call["id"], "answers": answers()[:1]}).get_json()
    plan = evaluator.post("/api/coaching/plans", json=new_plan(evaluation["id"])).get_json()
    evaluator.post(f"/api/coaching/plans/{plan['id']}/notes", json={"text": "Anotação em segredo"})
    return {
        "plan": plan["id"],
        "objective": "Objetivo em segredo",
        "note": "Anotação em segredo",
        "operator": str(cast.ana.id),
        "operator's name": cast.ana.full_name,
        "user name": cast.ana.username,
        "call": call["id"],
        "protocol": call["protocol"],
        "customer": "Zuleica",
        "recording": recording["id"],
        "file name": "ana-em-segredo",
        "moment": "Momento em segredo",
        "contest": "Contestação em segredo",
        "reason of a contest": "Motivo em segredo",
        "decision": "Decisão em segredo",
        "reason of a verdict": "Veredito em segredo",
        "acknowledgement": "Ciência em segredo",
        "evaluation": evaluation["id"],
        "draft": draft["id"],
    }


def _contest(as_user: Any, cast: Cast, path: str) -> None:
    """Ana contests an item, it is decided, and she acknowledges the revision."""
    ana, supervisor = as_user(cast.ana), as_user(cast.supervisor)
    wish = {"criterion": "empathy", "value": 10, "reason": "Motivo em segredo", "at_seconds": 0.5}
    contest = {"items": [wish], "comment": "Contestação em segredo"}
    verdict = {"criterion": "empathy", "decision": "accept", "reason": "Veredito em segredo"}
    decision = {"items": [verdict], "reason": "Decisão em segredo"}
    assert ana.post(f"{path}/contest", json=contest).status_code == 200
    assert supervisor.post(f"{path}/decide", json=decision).status_code == 200
    said = {"agrees": False, "comment": "Ciência em segredo"}
    assert ana.post(f"{path}/acknowledge", json=said).status_code == 200
    told = ana.get(path).get_data(as_text=True)
    assert told.count("em segredo") == 7, "she herself reads everything, and why it was revised"


def test_no_get_of_an_operator_mentions_another(
    app: Application, as_user: Any, cast: Cast, secrets: dict[str, str]
) -> None:
    bruno, asked = as_user(cast.bruno), 0
    for route in app.declared_routes:
        if route.method != "GET" or "<" in route.rule:
            continue
        narrowed = [f"?operator_id={cast.ana.id}", f"?call_id={secrets['call']}", f"?team_id={cast.north.id}"]
        for query in (*FILTERS, *narrowed):
            answer = bruno.get(f"{route.rule}{query}")
            asked += 1
            said = answer.get_data().decode(errors="replace").replace(query, "")
            told = [what for what, secret in secrets.items() if secret in said]
            assert told == [], f"{route.rule}{query} tells {told}"
    assert asked > 50


def test_no_identifier_of_another_opens_anything(
    app: Application, as_user: Any, cast: Cast, secrets: dict[str, str]
) -> None:
    bruno = as_user(cast.bruno)
    for route in app.declared_routes:
        if "<id>" not in route.rule:
            continue
        for what in ("operator", "call", "evaluation", "draft", "plan"):
            path = route.rule.replace("<id>", secrets[what]).replace("<recording_id>", secrets["recording"])
            body = {"version": 1} if route.method in ("PUT", "POST") else None
            answer = bruno.open(path, method=route.method, json=body)
            assert answer.status_code in (403, 404, 422), f"{route.method} {path} answers {answer.status_code}"
            said = answer.get_data(as_text=True).replace(path, "")
            assert not [secret for secret in secrets.values() if secret in said], path


# What a parameter of each kind may name of another person: tried on every route that takes such a parameter.
NAMES_ANOTHER = {
    "operator_id": "operator",
    "actor_id": "operator",
    "user_id": "operator",
    "evaluator_id": "evaluator",
    "team_id": "team",
    "call_id": "call",
    "evaluation_id": "evaluation",
    "subject_id": "call",
    "recording_id": "recording",
    "scorecard_id": "evaluation",
}
WORDS = ("operator's name", "user name", "protocol", "customer", "file name", "moment")


def _tries(parameter: dict[str, Any], secrets: dict[str, str]) -> list[str]:
    """Values of a documented query parameter that could make an answer speak of somebody else."""
    name, shape = parameter["name"], parameter["schema"]
    choices = [shape, *shape.get("anyOf", ())]
    choices += [choice["items"] for choice in choices if "items" in choice]
    if name in NAMES_ANOTHER:
        return [secrets.get(NAMES_ANOTHER[name], secrets["operator"])]
    if name in ("q", "text", "name"):
        return [secrets[what] for what in WORDS]
    if name == "limit":
        return ["1", "200"]
    if name in ("from", "to", "cursor"):
        return []  # tried together with the rest, or made up
    told = [str(value) for choice in choices for value in choice.get("enum", ())]
    if any(choice.get("type") == "boolean" for choice in choices):
        told += ["true", "false"]
    return told


def _questions(document: dict[str, Any], path: str, secrets: dict[str, str]) -> list[str]:
    parameters = document["paths"][path]["get"].get("parameters", [])
    asked = [parameter for parameter in parameters if parameter["in"] == "query"]
    return ["", *(urlencode({p["name"]: value}) for p in asked for value in _tries(p, secrets))]


def _without_list(document: dict[str, Any]) -> list[str]:
    return [path for path, methods in document["paths"].items() if "get" in methods and "{" not in path]


def test_no_filter_sort_count_or_search_of_any_route_tells_of_another(
    app: Application, as_user: Any, cast: Cast, secrets: dict[str, str]
) -> None:
    """Asked of the whole document: a new route, or a new parameter of an old one, is tried without being named."""
    bruno, asked = as_user(cast.bruno), 0
    for path in _without_list(app.api_doc):
        for question in _questions(app.api_doc, path, secrets):
            asked += 1
            _ask_about_another(bruno, path, question, secrets)
    assert asked > 120


def _ask_about_another(bruno: Any, path: str, question: str, secrets: dict[str, str]) -> None:
    answer = bruno.get(f"{path}?{question}")
    assert answer.status_code < 500, f"{path}?{question}"
    said = answer.get_data().decode(errors="replace")
    told = [what for what, secret in secrets.items() if secret in said and secret not in unquote_plus(question)]
    assert told == [], f"{path}?{question} tells {told}"
    body = answer.get_json(silent=True)
    if answer.status_code == 200 and question.split("=", maxsplit=1)[0] in NAMES_ANOTHER and isinstance(body, dict):
        is_list = isinstance(body.get("items"), list) and "total" in body
        is_own = question.startswith(("evaluator_id", "team_id", "scorecard_id"))
        assert is_own or not is_list or (body["items"], body["total"]) == ([], 0), f"{path}?{question}"


def test_what_an_operator_counts_is_his_alone(as_user: Any, cast: Cast, secrets: dict[str, str]) -> None:
    bruno = as_user(cast.bruno)
    stats = bruno.get("/api/dashboard/stats").get_json()
    assert (stats["calls"]["total"], stats["evaluations"]["total"]) == (0, 0)
    rows = bruno.get("/api/dashboard/operator-performance").get_json()["items"]
    assert {row["operator_id"] for row in rows} <= {str(cast.bruno.id)}
    assert bruno.get("/api/dashboard/recent-activity").get_json()["items"] == []


def test_a_call_of_his_own_opens_no_recording_of_another(
    app: Application, as_user: Any, cast: Cast, secrets: dict[str, str]
) -> None:
    own = as_user(cast.evaluator).post("/api/calls", json={"operator_id": str(cast.bruno.id)}).get_json()["id"]
    routes = [route for route in app.declared_routes if "<recording_id>" in route.rule and route.method == "GET"]
    assert routes
    for route in routes:
        path = route.rule.replace("<id>", own).replace("<recording_id>", secrets["recording"])
        assert as_user(cast.bruno).get(path).status_code == 404, path
