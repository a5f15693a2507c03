"""A small world in which there is one of everything, all of it Ana's or of the team she is in: what others want."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from monitoria.platform.clock import utc_now
from monitoria.platform.database import Database
from monitoria.platform.http.application import Application
from monitoria.platform.http.routing import Route
from tests.journeys.test_main_job import answers
from tests.support.http import SignedInClient, signed_in_client
from tests.support.imports import CALLS, send
from tests.support.people import Cast
from tests.support.sounds import short_call

Json = dict[str, Any]
PNG = b"\x89PNG\r\n\x1a\n" + bytes(40)
TRANSCRIPT = b"WEBVTT\n\n00:01.000 --> 00:02.000\nSegredo dito"
MOST_OF_A_KIND = 3
# What a list calls its rows by when not by `id`.
NAMES = ("id", "key", "on", "team_id")
# Things that are the same for everybody, so that knowing one is no secret.
EVERYBODYS = ("/api/categories", "/api/holidays", "/api/scorecards", "/api/import-presets", "/api/privacy/terms")
# Things that nobody but their owner has, whatever his role: a route of these is out of an administrator's reach too.
PERSONAL = ("/api/analytics/views", "/api/exports", "/api/notifications")


@dataclass(frozen=True)
class World:
    """The people, a client for each, and what there is: by the address of its list, and by the name of a parameter."""

    app: Application
    cast: Cast
    clients: dict[str, SignedInClient]
    things: dict[str, list[str]]
    parts: dict[str, str]

    def owned(self, route: Route) -> list[dict[str, str]]:
        """Values of the route's parameters that name something of Ana's or of her team's."""
        first = route.rule[: route.rule.index("/<")]
        name, *others = [part[1:-1] for part in route.rule.split("/") if part.startswith("<")]
        rest = {other: self.parts[other] for other in others}
        return [{name: thing, **rest} for thing in self.things[first]]


def fill(route: Route, values: dict[str, str]) -> str:
    """The address of `route` with these parameters."""
    path = route.rule
    for name, value in values.items():
        path = path.replace(f"<{name}>", value)
    return path


def make_world(app: Application, database: Database, cast: Cast) -> World:
    """Make one of everything over HTTP, as people do, and find out by the lists what that is."""
    people = ("admin", "supervisor", "other_supervisor", "evaluator", "other_evaluator", "ana", "bruno", "carla")
    clients = {name: signed_in_client(app, database, getattr(cast, name)) for name in people}
    parts = _make_everything(clients, cast)
    things: dict[str, list[str]] = {}
    foreign = {str(getattr(cast, name).id) for name in ("other_supervisor", "carla", "bruno", "south")}
    for rule in sorted({r.rule[: r.rule.index("/<")] for r in app.declared_routes if "/<" in r.rule}):
        found = dict.fromkeys(name for who in _owners(rule) for name in _names(clients[who], rule))
        things[rule] = [name for name in found if name not in foreign][:MOST_OF_A_KIND]
    return World(app, cast, clients, things, parts)


def _owners(rule: str) -> tuple[str, ...]:
    return ("ana",) if rule in PERSONAL else ("admin", "supervisor", "ana")


def _names(client: SignedInClient, rule: str) -> Iterator[str]:
    answer = client.get(rule, query_string={"limit": 200})
    for item in (answer.get_json() or {}).get("items", ()) if answer.status_code == 200 else ():
        name = next((str(item[name]) for name in NAMES if item.get(name)), None)
        if name is not None:
            yield name


def _post(client: SignedInClient, path: str, body: Json, status: int = 201) -> Json:
    answer = client.post(path, json=body)
    assert answer.status_code == status, (path, answer.get_data(as_text=True))
    made: Json = answer.get_json()
    return made


def _sent(client: SignedInClient, path: str, field: str, content: bytes, name: str) -> Json:
    answer = client.post(path, data={field: (io.BytesIO(content), name)})
    assert answer.status_code == 201, (path, answer.get_data(as_text=True))
    made: Json = answer.get_json()
    return made


def _make_everything(clients: dict[str, SignedInClient], cast: Cast) -> dict[str, str]:
    evaluator, supervisor, admin, ana = (clients[who] for who in ("evaluator", "supervisor", "admin", "ana"))
    call = _post(evaluator, "/api/calls", {"operator_id": str(cast.ana.id), "customer_name": "Zuleica Albuquerque"})
    recording = _sent(evaluator, f"/api/calls/{call['id']}/recordings", "file", short_call(), "ana.wav")
    _sent(evaluator, f"/api/calls/{call['id']}/recordings/{recording['id']}/transcript", "file", TRANSCRIPT, "a.vtt")
    evaluation = _evaluation(evaluator, call["id"], recording["id"])
    items = [{"criterion": "empathy", "value": 10, "reason": "Motivo em segredo"}]
    _post(ana, f"/api/evaluations/{evaluation['id']}/contest", {"items": items}, 200)
    file = _sent(ana, f"/api/evaluations/{evaluation['id']}/contest/files", "file", PNG, "tela.png")
    plan = _plan(supervisor, evaluation["id"])
    _post(ana, "/api/exports", {"list": "calls"})
    _post(ana, "/api/analytics/views", {"name": "Visão em segredo"})
    _sent(evaluator, "/api/recordings/batches", "files", short_call(), "lote.wav")
    assert send(supervisor, CALLS).status_code == 201
    _post(admin, "/api/privacy/holds", {"call_id": call["id"], "reason": "Processo em segredo"})
    _post(admin, "/api/privacy/requests", {"kind": "access", "subject_name": "Ana", "user_id": str(cast.ana.id)})
    _post(admin, "/api/holidays", {"on": "2031-03-03", "name": "Festa"})
    keep = {"regulated": False, "recording_days": 90, "record_years": 2}
    assert admin.put(f"/api/privacy/retention/{cast.north.id}", json=keep).status_code == 200
    _make_schedule(admin, supervisor, cast)
    return {
        "call_id": call["id"],
        "evaluation_id": evaluation["id"],
        "recording_id": recording["id"],
        "scorecard_id": evaluation["scorecard_id"],
        "file_id": file["id"],
        "plan_id": plan["id"],
        "session_id": plan["sessions"][0]["id"],
        "action_id": plan["steps"][0]["id"],
        "version_id": evaluation["scorecard_version_id"],
        "import_id": supervisor.get("/api/imports").get_json()["items"][0]["id"],
        "operator_id": str(cast.ana.id),
        "user_id": str(cast.ana.id),
        "team_id": str(cast.north.id),
        "supervisor_id": str(cast.supervisor.id),
        "recipient_id": str(cast.supervisor.id),
    }


def _make_schedule(admin: SignedInClient, supervisor: SignedInClient, cast: Cast) -> None:
    person = f"/api/users/{cast.supervisor.id}"
    version = admin.get(person).get_json()["version"]
    assert admin.put(person, json={"version": version, "email": "silvia@exemplo.com.br"}).status_code == 200
    new = {"kind": "team-month", "team_id": str(cast.north.id), "recipient_ids": [str(cast.supervisor.id)]}
    _post(supervisor, "/api/reports/schedules", {**new, "frequency": "weekly", "weekday": 1})


def _evaluation(evaluator: SignedInClient, call_id: str, recording_id: str) -> Json:
    moment = {"recording_id": recording_id, "at_seconds": 0.5, "comment": "Momento em segredo"}
    body = {"call_id": call_id, "answers": answers(), "moments": [moment], "publish": True}
    return _post(evaluator, "/api/evaluations", body)


def _plan(supervisor: SignedInClient, evaluation_id: str) -> Json:
    due = (utc_now() + timedelta(days=2)).date().isoformat()
    new = {"evaluation_ids": [evaluation_id], "objective": "Objetivo em segredo", "criteria": ["empathy"]}
    plan = _post(supervisor, "/api/coaching/plans", {**new, "due_on": due, "actions": ["Ação em segredo"]})
    _post(supervisor, f"/api/coaching/plans/{plan['id']}/start", {"version": plan["version"]}, 200)
    held = {"held_on": utc_now().date().isoformat(), "notes": "Conversa em segredo"}
    answer = supervisor.post(f"/api/coaching/plans/{plan['id']}/sessions", json=held)
    assert answer.status_code in (200, 201), answer.get_data(as_text=True)
    found: Json = supervisor.get(f"/api/coaching/plans/{plan['id']}").get_json()
    return found
