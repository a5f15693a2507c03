"""Nobody whom a term concerns goes on without having said that he read it, once for each version."""

from __future__ import annotations

from typing import Any

import pytest

from monitoria.people.service import set_owed_terms
from monitoria.platform.database import Database
from monitoria.platform.events import Circumstances
from monitoria.platform.http.application import Application
from tests.support.people import PASSWORD, Cast

ACCEPT = {"key": "awareness", "version": 1}


@pytest.fixture
def newcomer(as_user: Any, cast: Cast, client: Any) -> Any:
    """An operator who has just been registered, signed in."""
    body = {"username": "nova.pessoa", "password": PASSWORD, "team_id": str(cast.north.id)}
    assert as_user(cast.admin).post("/api/auth/register", json=body).status_code == 201
    answer = client.post("/api/auth/login", json={"username": "nova.pessoa", "password": PASSWORD})
    token = answer.get_json()["access_token"]
    return lambda method, path, **rest: client.open(
        path, method=method, headers={"Authorization": f"Bearer {token}"}, **rest
    )


def test_a_new_operator_is_led_to_the_term_and_nowhere_else(app: Application, newcomer: Any) -> None:
    me = newcomer("GET", "/api/auth/me").get_json()
    assert [(term["key"], term["version"]) for term in me["pending_terms"]] == [("awareness", 1)]
    open_routes = set()
    for route in app.declared_routes:
        if route.permission is None or route.upload is not None:
            continue
        path = (
            route.rule.replace("<id>", me["id"])
            .replace("<session_id>", me["id"])
            .replace("<recording_id>", me["id"])
            .replace("<team_id>", me["id"])
        )
        if route.before_terms:
            open_routes.add(f"{route.method} {route.rule}")
            continue
        answer = newcomer(route.method, path.replace("<", "").replace(">", ""), json={})
        assert answer.status_code == 403, path
        assert answer.get_json()["type"] == "/problems/terms-pending", path
    assert open_routes == {
        "GET /api/auth/me",
        "POST /api/auth/logout",
        "POST /api/auth/password",
        "GET /api/auth/policy",
        "GET /api/auth/second-factor",
        "POST /api/auth/second-factor/enrol",
        "POST /api/auth/second-factor/confirm",
        "GET /api/settings",
        "GET /api/privacy/terms",
        "POST /api/privacy/terms/accept",
    }


def test_accepting_opens_the_way_and_is_kept_with_time_and_request(newcomer: Any, as_user: Any, cast: Cast) -> None:
    term = newcomer("GET", "/api/privacy/terms").get_json()["items"][0]
    assert (term["actions"], term["accepted_at"], term["accepted"]) == (["accept"], None, None)
    for _ in range(2):  # the second time changes nothing
        accepted = newcomer("POST", "/api/privacy/terms/accept", json=ACCEPT)
        assert accepted.status_code == 200
        assert accepted.get_json()["accepted_at"] is not None
    assert newcomer("GET", "/api/calls").status_code == 200
    assert newcomer("GET", "/api/auth/me").get_json()["pending_terms"] == []
    trail = as_user(cast.admin).get("/api/audit?name=term.accepted").get_json()["items"]
    assert len(trail) == 1
    assert (trail[0]["actor_name"], trail[0]["request_id"] is not None) == ("nova.pessoa", True)
    shown = as_user(cast.admin).get("/api/privacy/terms").get_json()["items"][0]
    assert (shown["accepted"], shown["concerned"]) == (1, 4)


def test_a_new_version_is_accepted_again_and_an_old_one_no_more(newcomer: Any, as_user: Any, cast: Cast) -> None:
    newcomer("POST", "/api/privacy/terms/accept", json=ACCEPT)
    text = {"version": 1, "title": "Termo novo", "text": "O que mudou."}
    published = as_user(cast.admin).post("/api/privacy/terms/awareness/versions", json=text)
    assert (published.status_code, published.get_json()["version"]) == (201, 2)
    assert newcomer("GET", "/api/calls").status_code == 403
    stale = newcomer("POST", "/api/privacy/terms/accept", json=ACCEPT)
    assert (stale.status_code, stale.get_json()["type"]) == (409, "/problems/term-outdated")
    assert newcomer("POST", "/api/privacy/terms/accept", json={**ACCEPT, "version": 2}).status_code == 200
    assert newcomer("GET", "/api/calls").status_code == 200
    again = as_user(cast.admin).post("/api/privacy/terms/awareness/versions", json=text)
    assert again.get_json()["type"] == "/problems/stale-version"


def test_the_term_follows_the_role(as_user: Any, cast: Cast, newcomer: Any) -> None:
    admin = as_user(cast.admin)
    me = newcomer("GET", "/api/auth/me").get_json()
    body = {"version": me["version"], "role": "evaluator", "team_id": None}
    assert admin.put(f"/api/users/{me['id']}", json=body).status_code == 200
    assert newcomer("GET", "/api/calls").status_code == 200
    body = {"version": me["version"] + 1, "role": "operator"}
    assert admin.put(f"/api/users/{me['id']}", json=body).status_code == 200
    assert newcomer("GET", "/api/calls").status_code == 403


def test_a_term_concerns_those_it_is_for_and_is_written_by_an_admin(as_user: Any, cast: Cast) -> None:
    for user in (cast.supervisor, cast.evaluator):
        assert as_user(user).get("/api/privacy/terms").get_json() == {"items": []}
        assert as_user(user).post("/api/privacy/terms/accept", json=ACCEPT).status_code == 404
    for user in (cast.supervisor, cast.evaluator, cast.ana):
        text = {"version": 1, "title": "x", "text": "y"}
        assert as_user(user).post("/api/privacy/terms/awareness/versions", json=text).status_code == 403


def test_an_operator_whose_acceptance_is_asked_anew_is_stopped_at_his_next_request(
    as_user: Any, cast: Cast, database: Database, now: Any
) -> None:
    ana = as_user(cast.ana)
    assert ana.get("/api/calls").status_code == 200
    with database.unit_of_work(Circumstances(None, now)) as session:
        set_owed_terms(session, [cast.ana.id], True)
    assert ana.get("/api/calls").get_json()["type"] == "/problems/terms-pending"
