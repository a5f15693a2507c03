"""What every address does with bad input, and what goes with every answer."""

from __future__ import annotations

import json
from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.support.people import Cast

PROBLEM = "application/problem+json"


def test_a_problem_has_all_its_members(client: FlaskClient) -> None:
    answer = client.get("/api/auth/me")
    body = answer.get_json()
    assert (answer.status_code, answer.content_type) == (401, PROBLEM)
    assert set(body) == {"type", "title", "status", "detail", "instance", "request_id", "errors"}
    assert body["instance"] == "/api/auth/me"
    assert answer.headers["X-Request-ID"] == body["request_id"]


@pytest.mark.parametrize("path", ["/api/users", "/api/users/", "/api/categories/", "/api/teams/"])
def test_an_address_takes_a_trailing_slash_or_none(as_user: Any, cast: Cast, path: str) -> None:
    assert as_user(cast.admin).get(path).status_code == 200


@pytest.mark.parametrize("body", ["{", "", "[1,", "\xff", "nul"])
def test_a_body_that_is_not_json_is_400(as_user: Any, cast: Cast, body: str) -> None:
    answer = as_user(cast.admin).post("/api/teams", data=body.encode("latin-1"), content_type="application/json")
    assert (answer.status_code, answer.content_type) == (400, PROBLEM)


@pytest.mark.parametrize("body", ["[]", "1", '"x"', "null", '{"name": 3}', '{"name": ""}', '{"name": "a\\u0000b"}'])
def test_a_json_body_of_the_wrong_shape_is_422(as_user: Any, cast: Cast, body: str) -> None:
    answer = as_user(cast.admin).post("/api/teams", data=body, content_type="application/json")
    assert (answer.status_code, answer.content_type) == (422, PROBLEM)


def test_a_body_of_another_kind_is_415(as_user: Any, cast: Cast) -> None:
    answer = as_user(cast.admin).post("/api/teams", data="name=x", content_type="application/x-www-form-urlencoded")
    assert (answer.status_code, answer.content_type) == (415, PROBLEM)


def test_a_body_over_the_limit_is_413(as_user: Any, cast: Cast) -> None:
    body = json.dumps({"name": "x" * 1_100_000})
    answer = as_user(cast.admin).post("/api/teams", data=body, content_type="application/json")
    assert (answer.status_code, answer.content_type) == (413, PROBLEM)


def test_a_lone_surrogate_is_refused_not_a_fault(as_user: Any, cast: Cast) -> None:
    answer = as_user(cast.admin).post("/api/teams", data='{"name": "\\ud800"}', content_type="application/json")
    assert answer.status_code in (400, 422)


def test_several_faults_are_told_at_once_with_pointers(as_user: Any, cast: Cast) -> None:
    answer = as_user(cast.admin).post("/api/auth/register", json={"username": 1, "role": "rei"})
    assert {error["pointer"] for error in answer.get_json()["errors"]} == {"/username", "/password", "/role"}


def test_every_answer_forbids_sniffing_framing_and_caching(client: FlaskClient) -> None:
    headers = client.get("/api/auth/me").headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Cache-Control"] == "no-store"
    assert headers["Content-Security-Policy"].startswith("default-src 'none'")


def test_the_document_is_openapi_3_1_with_security_and_problems(client: FlaskClient) -> None:
    document = client.get("/api/openapi.json").get_json()
    assert document["openapi"].startswith("3.1")
    login, me = document["paths"]["/api/auth/login"]["post"], document["paths"]["/api/auth/me"]["get"]
    assert login["security"] == []
    assert me["security"] == [{"bearer": []}, {"cookie": []}, {"key": ["account:read"]}]
    assert document["paths"]["/api/auth/password"]["post"]["security"] == [{"bearer": []}, {"cookie": []}]
    assert "application/problem+json" in me["responses"]["401"]["content"]


def test_the_api_is_browsed_without_the_internet(client: FlaskClient) -> None:
    page = client.get("/api/docs").get_data(as_text=True)
    assert "https://" not in page
    assert "http://" not in page
    for file in ("files/js/swagger-ui-bundle.js", "files/css/swagger-ui.css", "start.js"):
        with client.get(f"/api/docs/{file}") as answer:
            assert answer.status_code == 200


def test_health_needs_nobody(client: FlaskClient) -> None:
    assert client.get("/healthz").status_code == 200
    assert client.get("/readyz").status_code == 200


def test_an_unknown_api_address_is_a_problem_not_a_page(client: FlaskClient) -> None:
    answer = client.get("/api/não-existe")
    assert (answer.status_code, answer.content_type) == (404, PROBLEM)
    assert client.patch("/api/users").status_code == 405
