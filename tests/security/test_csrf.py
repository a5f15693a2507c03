"""Another site's page can't act for whoever is signed in here: every unsafe route, with the cookie alone."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from monitoria.platform.http.application import Application
from monitoria.platform.http.routing import Auth
from tests.security.test_every_route import with_real_ids
from tests.security.world import World
from tests.support.people import PASSWORD, Cast

COOKIES = ("access_token_cookie", "refresh_token_cookie", "csrf_access_token", "csrf_refresh_token")


@pytest.fixture
def browser(app: Application, cast: Cast) -> FlaskClient:
    """A browser in which an administrator is signed in."""
    client = app.test_client()
    body = {"username": cast.admin.username, "password": PASSWORD, "cookie": True}
    assert client.post("/api/auth/login", json=body).status_code == 200
    return client


def test_no_route_that_changes_something_takes_the_cookie_alone(world: World, browser: FlaskClient) -> None:
    tried = 0
    for route, path in with_real_ids(world):
        if route.method == "GET" or route.auth is Auth.PUBLIC:
            continue
        for headers in ({}, {"X-CSRF-TOKEN": ""}, {"X-CSRF-TOKEN": "0" * 36}):
            answer = browser.open(path, method=route.method, json={}, headers=headers)
            assert answer.status_code == 403, f"{route.method} {path} answers {answer.status_code}"
            assert answer.get_json()["type"] == "/problems/csrf-refused", path
        tried += 1
    assert tried > 70


def test_a_form_of_another_site_can_not_be_read_as_json(world: World, browser: FlaskClient) -> None:
    """Not even with the token: the kinds of body that a plain HTML form may send are no JSON."""
    csrf = browser.get_cookie("csrf_access_token", path="/")
    assert csrf is not None
    for route, path in with_real_ids(world):
        if route.body is None or route.auth is not Auth.SIGNED_IN:
            continue
        for kind in ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"):
            answer = browser.open(
                path, method=route.method, data="{}", content_type=kind, headers={"X-CSRF-TOKEN": csrf.value}
            )
            assert answer.status_code == 415, f"{route.method} {path} {kind} answers {answer.status_code}"


def test_no_get_changes_anything_worth_forging(world: World) -> None:
    """A link or an image of another site makes GETs with the cookie: none of them is a verb."""
    verbs = ("publish", "delete", "cancel", "confirm", "commit", "accept", "logout", "revoke", "release", "undo")
    for route in world.app.declared_routes:
        if route.method == "GET":
            assert not set(route.rule.split("/")) & set(verbs), route.rule


def test_what_came_from_another_site_is_refused_even_with_the_token(browser: FlaskClient) -> None:
    csrf = browser.get_cookie("csrf_access_token", path="/")
    assert csrf is not None
    for foreign in (
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "https://mal.exemplo"},
        {"Origin": "null"},
        {"Origin": "http://localhost.mal.exemplo"},
    ):
        answer = browser.post("/api/teams", json={"name": "Alheia"}, headers={"X-CSRF-TOKEN": csrf.value, **foreign})
        assert (answer.status_code, answer.get_json()["type"]) == (403, "/problems/foreign-origin"), foreign
    for own in ({"Sec-Fetch-Site": "same-origin"}, {"Origin": "http://localhost"}, {}):
        name = f"Própria {own}"
        answer = browser.post("/api/teams", json={"name": name}, headers={"X-CSRF-TOKEN": csrf.value, **own})
        assert answer.status_code == 201, own


def test_another_site_can_not_sign_somebody_in_here(app: Application, cast: Cast) -> None:
    """Signing a person in as somebody else would have him work in the attacker's account."""
    body = {"username": cast.admin.username, "password": PASSWORD, "cookie": True}
    client = app.test_client()
    answer = client.post("/api/auth/login", json=body, headers={"Origin": "https://mal.exemplo"})
    assert answer.status_code == 403
    assert client.get_cookie("access_token_cookie", path="/api") is None


def test_a_program_with_a_bearer_token_needs_no_origin(world: World) -> None:
    answer = world.clients["admin"].post(
        "/api/teams", json={"name": "Leste"}, headers={"Origin": "https://erp.exemplo"}
    )
    assert answer.status_code == 201
