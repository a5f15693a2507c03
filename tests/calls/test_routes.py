"""Calls over HTTP."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest

from monitoria.platform.clock import utc_now
from tests.support.people import Cast

Json = dict[str, Any]


def _make(client: Any, operator: Any, **fields: Any) -> Json:
    answer = client.post("/api/calls", json={"operator_id": str(operator.id), **fields})
    assert answer.status_code == 201, answer.get_json()
    return answer.get_json()  # type: ignore[no-any-return]


def _pointers(answer: Any) -> list[str]:
    assert answer.status_code == 422, answer.get_json()
    return [error["pointer"] for error in answer.get_json()["errors"]]


def _subjects(client: Any, query: str = "") -> list[str]:
    answer = client.get(f"/api/calls/?{query}")
    assert answer.status_code == 200, answer.get_json()
    return [call["subject"] for call in answer.get_json()["items"]]


def test_a_call_needs_only_its_operator(as_user: Any, cast: Cast) -> None:
    call = _make(as_user(cast.supervisor), cast.ana)
    assert call["protocol"].isdigit()
    assert call["protocol"].startswith(f"{utc_now():%Y}")
    assert (call["channel"], call["category"], call["priority"], call["status"]) == ("phone", "other", "medium", "open")
    assert call["team_id"] == str(cast.north.id)
    assert (call["operator_name"], call["team_name"]) == (cast.ana.full_name, "Equipe Norte")
    assert call["version"] == 1
    assert call["evaluated"] is False
    assert abs(datetime.fromisoformat(call["started_at"]) - utc_now()) < timedelta(minutes=1)
    assert call["duration_seconds"] is None


def test_a_duration_is_computed_from_local_times(as_user: Any, cast: Cast) -> None:
    times = {"started_at": "2026-03-02T09:00:00", "ended_at": "2026-03-02T12:05:30Z"}
    call = _make(as_user(cast.admin), cast.ana, **times)
    assert call["started_at"] == "2026-03-02T12:00:00Z"
    assert call["duration_seconds"] == 330


@pytest.mark.parametrize(
    ("fields", "pointer"),
    [
        ({"priority": "huge"}, "/priority"),
        ({"status": 3}, "/status"),
        ({"channel": "pigeon"}, "/channel"),
        ({"category": "unheard-of"}, "/category"),
        ({"operator_id": "7"}, "/operator_id"),
        ({"operator_id": str(uuid4())}, "/operator_id"),
        ({"subject": "x" * 201}, "/subject"),
        ({"duration_seconds": -1}, "/duration_seconds"),
        ({"duration_seconds": "90"}, "/duration_seconds"),
        ({"started_at": "yesterday"}, "/started_at"),
        ({"started_at": "2026-03-02T09:00:00", "ended_at": "2026-03-02T08:00:00"}, "/ended_at"),
        ({"external_id": ""}, "/external_id"),
    ],
)
def test_a_faulty_field_is_pointed_at(as_user: Any, cast: Cast, fields: Json, pointer: str) -> None:
    answer = as_user(cast.admin).post("/api/calls", json={"operator_id": str(cast.ana.id), **fields})
    assert _pointers(answer) == [pointer]


def test_all_faults_are_told_at_once(as_user: Any, cast: Cast) -> None:
    body = {"operator_id": str(cast.admin.id), "category": "nada", "started_at": "2199-01-01T00:00:00Z"}
    answer = as_user(cast.admin).post("/api/calls", json=body)
    assert _pointers(answer) == ["/operator_id", "/category", "/started_at"]


def test_a_supervisor_registers_calls_of_his_own_teams_only(as_user: Any, cast: Cast) -> None:
    answer = as_user(cast.supervisor).post("/api/calls", json={"operator_id": str(cast.carla.id)})
    assert _pointers(answer) == ["/operator_id"]


def test_an_operator_registers_nothing(as_user: Any, cast: Cast) -> None:
    answer = as_user(cast.ana).post("/api/calls", json={"operator_id": str(cast.ana.id)})
    assert answer.status_code == 403


def test_an_external_identifier_comes_once_from_each_source(as_user: Any, cast: Cast) -> None:
    admin = as_user(cast.admin)
    _make(admin, cast.ana, external_id="77", source="asterisk")
    _make(admin, cast.ana, external_id="77", source="genesys")
    _make(admin, cast.ana, external_id="77")
    for source in ({"source": "asterisk"}, {}):
        answer = admin.post("/api/calls", json={"operator_id": str(cast.ana.id), "external_id": "77", **source})
        assert (answer.status_code, answer.get_json()["type"]) == (409, "/problems/external-id-taken")


def test_a_repeated_request_makes_one_call(as_user: Any, cast: Cast) -> None:
    admin, body = as_user(cast.admin), {"operator_id": str(cast.ana.id)}
    first, second = (admin.post("/api/calls", json=body, headers={"Idempotency-Key": "k1"}) for _ in range(2))
    assert first.get_json() == second.get_json()
    assert admin.get("/api/calls").get_json()["total"] == 1


def test_an_update_touches_only_the_given_fields(as_user: Any, cast: Cast) -> None:
    supervisor = as_user(cast.supervisor)
    call = _make(supervisor, cast.ana, subject="Segunda via", notes="Pediu boleto", customer_name="Zé")
    body = {"version": 1, "status": "closed", "notes": None, "priority": None}
    changed = supervisor.put(f"/api/calls/{call['id']}", json=body).get_json()
    assert (changed["status"], changed["notes"], changed["priority"]) == ("closed", None, "medium")
    assert (changed["subject"], changed["customer_name"], changed["version"]) == ("Segunda via", "Zé", 2)
    assert _subjects(supervisor, "q=boleto") == []


def test_a_stale_version_overwrites_nothing(as_user: Any, cast: Cast) -> None:
    admin = as_user(cast.admin)
    call = _make(admin, cast.ana)
    assert admin.put(f"/api/calls/{call['id']}", json={"version": 1, "status": "closed"}).status_code == 200
    stale = admin.put(f"/api/calls/{call['id']}", json={"version": 1, "status": "open"})
    assert (stale.status_code, stale.get_json()["type"]) == (409, "/problems/stale-version")
    assert admin.get(f"/api/calls/{call['id']}").get_json()["status"] == "closed"


def test_an_update_without_a_version_is_refused(as_user: Any, cast: Cast) -> None:
    admin = as_user(cast.admin)
    call = _make(admin, cast.ana)
    assert _pointers(admin.put(f"/api/calls/{call['id']}", json={"status": "closed"})) == ["/version"]


def test_a_computed_duration_follows_its_times_and_a_given_one_stays(as_user: Any, cast: Cast) -> None:
    admin = as_user(cast.admin)
    start, end, later = (f"2026-03-02T09:{minute}:00Z" for minute in ("00", "05", "10"))
    computed = _make(admin, cast.ana, started_at=start, ended_at=end)
    given = _make(admin, cast.ana, started_at=start, ended_at=end, duration_seconds=60)
    body = {"version": 1, "ended_at": later}
    assert admin.put(f"/api/calls/{computed['id']}", json=body).get_json()["duration_seconds"] == 600
    assert admin.put(f"/api/calls/{given['id']}", json=body).get_json()["duration_seconds"] == 60
    body = {"version": 2, "started_at": "2026-03-02T09:30:00Z"}
    assert _pointers(admin.put(f"/api/calls/{given['id']}", json=body)) == ["/ended_at"]


def test_a_call_keeps_the_team_it_was_taken_in(as_user: Any, cast: Cast) -> None:
    admin = as_user(cast.admin)
    call = _make(admin, cast.ana)
    moved = admin.put(f"/api/users/{cast.ana.id}", json={"version": 1, "team_id": str(cast.south.id)})
    assert moved.status_code == 200
    assert admin.get(f"/api/calls/{call['id']}").get_json()["team_id"] == str(cast.north.id)
    assert as_user(cast.supervisor).get(f"/api/calls/{call['id']}").status_code == 200
    assert as_user(cast.other_supervisor).get(f"/api/calls/{call['id']}").status_code == 404


def test_a_call_under_the_wrong_person_goes_to_the_right_one_and_his_team(as_user: Any, cast: Cast) -> None:
    admin = as_user(cast.admin)
    call = _make(admin, cast.ana)
    body = {"version": 1, "operator_id": str(cast.carla.id)}
    changed = admin.put(f"/api/calls/{call['id']}", json=body).get_json()
    assert (changed["operator_name"], changed["team_name"]) == (cast.carla.full_name, "Equipe Sul")


def test_a_deleted_call_is_gone_and_its_protocol_is_not_given_again(as_user: Any, cast: Cast) -> None:
    supervisor = as_user(cast.supervisor)
    call = _make(supervisor, cast.ana)
    assert supervisor.delete(f"/api/calls/{call['id']}").status_code == 204
    assert supervisor.get(f"/api/calls/{call['id']}").status_code == 404
    assert _make(supervisor, cast.ana)["protocol"] > call["protocol"]


def test_actions_are_what_the_server_would_allow(as_user: Any, cast: Cast) -> None:
    call = _make(as_user(cast.admin), cast.ana)
    shown = {
        user.username: as_user(user).get(f"/api/calls/{call['id']}").get_json()["actions"]
        for user in (cast.admin, cast.supervisor, cast.evaluator, cast.ana)
    }
    assert list(shown.values()) == [
        ["update", "delete", "evaluate"],
        ["update", "delete", "evaluate"],
        ["update", "evaluate"],
        [],
    ]
    assert as_user(cast.evaluator).delete(f"/api/calls/{call['id']}").status_code == 403
    assert as_user(cast.ana).put(f"/api/calls/{call['id']}", json={"version": 1}).status_code == 403


def test_nobody_reaches_another_teams_or_another_operators_call(as_user: Any, cast: Cast) -> None:
    call = _make(as_user(cast.admin), cast.ana, subject="dela")
    for stranger in (cast.bruno, cast.carla, cast.other_supervisor):
        client = as_user(stranger)
        assert client.get(f"/api/calls/{call['id']}").status_code == 404
        assert client.get("/api/calls").get_json() == {"items": [], "next_cursor": None, "total": 0}
        assert _subjects(client, f"q={call['protocol']}") == []
        assert _subjects(client, f"operator_id={cast.ana.id}") == []
    other = as_user(cast.other_supervisor)
    assert other.put(f"/api/calls/{call['id']}", json={"version": 1, "status": "open"}).status_code == 404
    assert other.delete(f"/api/calls/{call['id']}").status_code == 404


@pytest.mark.parametrize("call_id", ["7", "not-an-id", "019f0000-0000-7000-8000-000000000000"])
def test_an_unknown_identifier_is_not_found(as_user: Any, cast: Cast, call_id: str) -> None:
    assert as_user(cast.admin).get(f"/api/calls/{call_id}").status_code == 404


def test_how_content_the_customer_was_is_kept_changed_and_taken_back(as_user: Any, cast: Cast) -> None:
    admin = as_user(cast.admin)
    call = _make(admin, cast.ana, csat=4.5)
    assert call["csat"] == 4.5
    path = f"/api/calls/{call['id']}"
    assert admin.put(path, json={"version": 1, "subject": "Outro"}).get_json()["csat"] == 4.5
    assert admin.put(path, json={"version": 2, "csat": 4.5}).get_json()["version"] == 2, "nothing changed"
    assert admin.put(path, json={"version": 2, "csat": None}).get_json()["csat"] is None
    for wrong in (0.99, 5.01, 3.141, "cinco", True):
        assert _pointers(admin.put(path, json={"version": 3, "csat": wrong})) == ["/csat"]
