"""Where an account is open, and ending that."""

from __future__ import annotations

from typing import Any

import pytest
from flask.testing import FlaskClient

from monitoria.people.rules import device_in_words
from tests.support.people import PASSWORD, Cast

FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"
IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 Version/18.5 Mobile Safari/604.1"


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        (FIREFOX, "Firefox · Windows"),
        (IPHONE, "Safari · iPhone"),
        ("Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/143.0 Mobile Safari/537.36", "Chrome · Android"),
        ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/143.0 Safari/537.36 Edg/143.0", "Edge · Windows"),
        ("python-requests/2.34", "python-requests"),
        ("<script>\x1b[31m", "<script>[31m"),
        ("", ""),
    ],
)
def test_a_device_is_said_in_words(agent: str, words: str) -> None:
    assert device_in_words(agent) == words


def sign_in(client: FlaskClient, agent: str, address: str = "10.0.0.1") -> dict[str, str]:
    body = {"username": "eva.monteiro", "password": PASSWORD}
    environ = {"REMOTE_ADDR": address}
    answer = client.post("/api/auth/login", json=body, headers={"User-Agent": agent}, environ_base=environ)
    return {"Authorization": f"Bearer {answer.get_json()['access_token']}"}


def test_one_s_own_sessions_are_listed_with_device_and_address(client: FlaskClient, cast: Cast) -> None:
    sign_in(client, IPHONE, "177.40.1.2")
    here = sign_in(client, FIREFOX)
    listed = client.get("/api/auth/sessions", headers=here).get_json()
    told = [(one["device"], one["address"], one["current"]) for one in listed["items"]]
    assert told == [("Firefox · Windows", "10.0.0.1", True), ("Safari · iPhone", "177.40.1.2", False)]
    assert listed["total"] == 2


def test_a_session_is_ended_at_once_and_only_one_s_own(client: FlaskClient, cast: Cast, as_user: Any) -> None:
    there, here = sign_in(client, IPHONE), sign_in(client, FIREFOX)
    items = client.get("/api/auth/sessions", headers=here).get_json()["items"]
    (other,) = (one["id"] for one in items if not one["current"])
    assert as_user(cast.ana).delete(f"/api/auth/sessions/{other}").status_code == 404
    assert client.delete(f"/api/auth/sessions/{other}", headers=here).status_code == 204
    assert client.get("/api/auth/me", headers=there).status_code == 401
    assert client.delete(f"/api/auth/sessions/{other}", headers=here).status_code == 404
    assert client.get("/api/auth/me", headers=here).status_code == 200


def test_every_other_session_is_ended_together(client: FlaskClient, cast: Cast) -> None:
    others, here = [sign_in(client, IPHONE) for _ in range(3)], sign_in(client, FIREFOX)
    assert client.post("/api/auth/sessions/end-others", headers=here).get_json() == {"ended": 3}
    assert {client.get("/api/auth/me", headers=there).status_code for there in others} == {401}
    assert client.get("/api/auth/me", headers=here).status_code == 200


def test_an_administrator_sees_and_ends_a_person_s_sessions(client: FlaskClient, cast: Cast, as_user: Any) -> None:
    there, address = sign_in(client, IPHONE), f"/api/users/{cast.evaluator.id}"
    admin = as_user(cast.admin)
    shown = admin.get(f"{address}/security").get_json()
    assert shown["second_factor"]["enabled"] is False
    assert shown["actions"] == ["end-sessions", "reset-second-factor"]
    (held,) = shown["sessions"]
    for stranger in (cast.supervisor, cast.evaluator, cast.ana):
        assert as_user(stranger).get(f"{address}/security").status_code == 403
        assert as_user(stranger).delete(f"{address}/sessions/{held['id']}").status_code == 403
    assert admin.delete(f"{address}/sessions/{held['id']}").status_code == 204
    assert client.get("/api/auth/me", headers=there).status_code == 401
    sign_in(client, IPHONE)
    assert admin.post(f"{address}/end-sessions").get_json()["ended"] >= 1
    said = [entry["sentence"] for entry in admin.get("/api/audit?limit=100").get_json()["items"]]
    assert any("encerrou uma sessão de eva.monteiro" in sentence for sentence in said)
