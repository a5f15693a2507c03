"""People over HTTP."""

from __future__ import annotations

from typing import Any

from flask.testing import FlaskClient

from tests.support.people import PASSWORD, Cast


def test_a_user_name_signs_in_without_its_accents(client: FlaskClient, cast: Cast) -> None:
    answer = client.post("/api/auth/login", json={"username": "SILVIA.souza", "password": PASSWORD})
    assert answer.status_code == 200
    assert answer.get_json()["user"]["id"] == str(cast.supervisor.id)
    assert answer.get_json()["token_type"] == "Bearer"


def test_an_operator_sees_only_himself_among_users(as_user: Any, cast: Cast) -> None:
    ana = as_user(cast.ana)
    listed = ana.get("/api/users/").get_json()
    assert [user["id"] for user in listed["items"]] == [str(cast.ana.id)]
    assert ana.get(f"/api/users/{cast.bruno.id}").status_code == 404
