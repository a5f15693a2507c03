"""Input that nobody sends by accident: it is refused like any other, and tells nothing."""

from __future__ import annotations

import base64
import io
import json
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import EnvironBuilder, run_wsgi_app

from monitoria.platform.http import webapp_files
from monitoria.platform.http.application import Application
from monitoria.platform.http.idempotency import fingerprint_of
from tests.support.http import signed_in_client
from tests.support.people import PASSWORD, Cast

NOBODY = {"u": "0" * 32}
ODD_VALUES: list[Any] = [
    *(5, -1, None, True, "a", "a\x00", "\ud800", 10**40, [], {}, {"x": 1}, {"d": "2020-01-01"}, {"d": 5}),
    *({"t": "2020-01-01"}, {"t": "0001-01-01T00:00:00+14:00"}, {"t": "9999-12-31T23:59:59-14:00"}, {"t": 5}),
    *({"n": "1"}, {"n": "1e1000000"}, {"n": "sNaN"}, {"n": "Infinity"}, {"n": "1e999999999999999999"}, {"n": 5}),
    *({"u": 5}, {"u": "x"}, NOBODY),
]
LISTS = [
    ("/api/users", "name", 2),
    ("/api/calls", "-started_at", 2),
    ("/api/calls", "created_at", 1),
    ("/api/calls", "protocol", 1),
    ("/api/calls", "priority", 3),
    ("/api/calls", "duration_seconds", 2),
    ("/api/evaluations", "-dated_at", 2),
    ("/api/evaluations", "overall_score", 2),
]


def packed(value: object) -> str:
    return base64.urlsafe_b64encode(json.dumps(value).encode()).decode().rstrip("=")


@pytest.mark.parametrize(("path", "sort", "columns"), LISTS)
def test_a_cursor_with_values_of_another_type_is_refused(
    as_user: Any, cast: Cast, path: str, sort: str, columns: int
) -> None:
    client = as_user(cast.admin)
    asked = {} if path == "/api/users" else {"sort": sort}
    for place in range(columns):
        for value in ODD_VALUES:
            values: list[Any] = [NOBODY] * columns
            values[place] = value
            answer = client.get(path, query_string={**asked, "cursor": packed([sort, *values])})
            assert answer.status_code in (200, 422), (place, value, answer.get_json())


@pytest.mark.parametrize(
    "cursor", ["é", "=", "A", "\x00", "[" * 400, packed(5), packed({}), packed([]), packed("name")]
)
def test_a_cursor_that_is_no_cursor_is_refused(as_user: Any, cast: Cast, cursor: str) -> None:
    assert as_user(cast.admin).get("/api/users", query_string={"cursor": cursor}).status_code == 422


def test_a_nul_in_the_address_finds_nothing(as_user: Any, cast: Cast) -> None:
    answer = as_user(cast.admin).put("/api/categories/a%00b", json={"version": 1, "label": "x"})
    assert answer.status_code == 404


@pytest.mark.parametrize("key", ["", "a\x00", "a\tb", "x" * 201])
def test_an_idempotency_key_is_something_visible(as_user: Any, cast: Cast, key: str) -> None:
    answer = as_user(cast.admin).post("/api/teams", json={"name": "Leste"}, headers={"Idempotency-Key": key})
    assert answer.status_code == 422


def test_what_is_kept_of_a_repeated_request_does_not_betray_its_body() -> None:
    mine, theirs = (fingerprint_of(secret, "POST", "/api/auth/register", b"{}") for secret in ("a" * 32, "b" * 32))
    assert mine != theirs


@pytest.mark.parametrize(
    "header", [", ,", "Bearer", "Bearer a b", "Bearer a, Bearer b", "Bearer \xe9.\xe9.\xe9", "Basic eA=="]
)
def test_a_malformed_authorization_is_401(client: FlaskClient, header: str) -> None:
    assert client.get("/api/auth/me", headers={"Authorization": header}).status_code == 401


@pytest.mark.parametrize("path", ["/api/auth/logout", "/api/auth/refresh"])
def test_a_csrf_header_beyond_ascii_is_refused(client: FlaskClient, cast: Cast, path: str) -> None:
    client.post("/api/auth/login", json={"username": "eva.monteiro", "password": PASSWORD, "cookie": True})
    assert client.post(path, headers={"X-CSRF-TOKEN": "\xe9"}).status_code == 403


def test_a_header_beside_the_cookie_does_not_bring_tokens_into_a_script_s_reach(
    client: FlaskClient, cast: Cast
) -> None:
    client.post("/api/auth/login", json={"username": "eva.monteiro", "password": PASSWORD, "cookie": True})
    csrf = client.get_cookie("csrf_refresh_token", path="/")
    assert csrf is not None
    headers = {"X-CSRF-TOKEN": csrf.value, "Authorization": "Basic eA=="}
    assert set(client.post("/api/auth/refresh", headers=headers).get_json()) == {"user"}


def status_of(app: Application, path: str) -> int:
    """The status for a path as a client may write it: not tidied up by the test client."""
    environ = EnvironBuilder().get_environ() | {"PATH_INFO": path}
    return int(run_wsgi_app(app.wsgi_app, environ, buffered=True)[1].partition(" ")[0])


@pytest.fixture
def built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A built web application of one page, beside a file that is none of its own."""
    folder = tmp_path / "webapp"
    folder.mkdir()
    (folder / "index.html").write_text("<!doctype html>")
    (tmp_path / "secret").write_text("hush")
    monkeypatch.setattr(webapp_files, "FOLDER", folder)
    return folder


def test_no_address_tells_whether_a_file_outside_the_web_application_exists(app: Application, built: Path) -> None:
    there, absent = status_of(app, "/../secret"), status_of(app, "/../no-such-file")
    assert there == absent == 200  # the page, as for any address that the browser's router may know


@pytest.mark.parametrize(("path", "status"), [("/" + "a" * 300, 200), ("/assets/" + "a" * 300, 404), ("/a\x00b", 200)])
def test_a_name_that_no_file_can_have_is_no_fault(app: Application, built: Path, path: str, status: int) -> None:
    assert status_of(app, path) == status


def test_a_session_s_token_is_not_remembered_with_a_heap_of_headers(
    app: Application, database: Any, cast: Cast
) -> None:
    client = signed_in_client(app, database, cast.ana)
    client.get("/api/auth/me", headers={"X-CSRF-TOKEN": "x" * 4_000})
    assert app.extensions["monitoria.verified_tokens"] == {}
    client.get("/api/auth/me")
    assert len(app.extensions["monitoria.verified_tokens"]) == 1


class _Torn(io.RawIOBase):
    """A body that the server can't put together."""

    def readable(self) -> bool:
        return True

    def readinto(self, _buffer: Any) -> int:
        raise OSError("Invalid chunk size: b'ZZ'")


def test_a_body_cut_into_malformed_chunks_is_400(app: Application) -> None:
    environ = EnvironBuilder("/api/auth/login", method="POST", content_type="application/json").get_environ()
    environ |= {"wsgi.input": _Torn(), "wsgi.input_terminated": True, "HTTP_TRANSFER_ENCODING": "chunked"}
    environ.pop("CONTENT_LENGTH", None)
    assert run_wsgi_app(app.wsgi_app, environ, buffered=True)[1] == "400 BAD REQUEST"
