"""Whatever an operator asks, no answer speaks of another: not his name, his calls, his scores, his contests."""

from __future__ import annotations

import io
from typing import Any

import pytest

from monitoria.platform.http.application import Application
from tests.journeys.test_main_job import answers
from tests.support.people import Cast
from tests.support.sounds import short_call

FILTERS = ("", "?limit=200", "?q=ana", "?from=2020-01-01&to=2030-01-01")


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
    return {
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
            said = answer.get_data(as_text=True).replace(query, "")
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
        for what in ("operator", "call", "evaluation", "draft"):
            path = route.rule.replace("<id>", secrets[what]).replace("<recording_id>", secrets["recording"])
            body = {"version": 1} if route.method in ("PUT", "POST") else None
            answer = bruno.open(path, method=route.method, json=body)
            assert answer.status_code in (403, 404, 422), f"{route.method} {path} answers {answer.status_code}"
            said = answer.get_data(as_text=True).replace(path, "")
            assert not [secret for secret in secrets.values() if secret in said], path


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
