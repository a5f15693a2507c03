"""Requests that no browser makes, sent to a real server: they are refused, and nobody else notices."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from monitoria.platform.http.application import Application
from tests.security.world import World
from tests.support.people import PASSWORD, Cast


@pytest.fixture
def port(own_database_url: str, tmp_path: Path) -> Iterator[int]:
    """Where a real server listens, with nothing in front of it."""
    settings = {
        "MONITORIA_HOME": str(tmp_path / "home"),
        "MONITORIA_DATABASE_URL": own_database_url,
        "MONITORIA_WEB_WORKERS": "1",
    }
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        free = int(probe.getsockname()[1])
    command = [sys.executable, "-m", "monitoria.cli", "serve", "--port", str(free), "--no-worker"]
    server = subprocess.Popen(command, env={**os.environ, **settings}, stdout=subprocess.PIPE, text=True)
    try:
        assert server.stdout is not None
        assert "http://" in server.stdout.readline()
        yield free
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(30)
        if server.stdout is not None:
            server.stdout.close()


def say(port: int, raw: bytes) -> bytes:
    """All that the server answers to these bytes, until it closes or falls silent."""
    said = b""
    with socket.create_connection(("127.0.0.1", port), timeout=1) as connection:
        connection.sendall(raw)
        try:
            while piece := connection.recv(65_536):
                said += piece
        except (TimeoutError, ConnectionResetError):
            pass
    return said


def is_well(port: int) -> bool:
    connection = HTTPConnection("127.0.0.1", port, timeout=5)
    connection.request("GET", "/healthz")
    status = connection.getresponse().status
    connection.close()
    return status == 200


HEAD = b"POST /api/auth/login HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nConnection: close\r\n"
SMUGGLED = b"GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n"
TWO_LENGTHS = [
    HEAD + b"Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + SMUGGLED,
    HEAD + b"Content-Length: 0\r\nContent-Length: 34\r\n\r\n" + SMUGGLED,
    HEAD + b"Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\n" + SMUGGLED,
    HEAD + b"Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n" + SMUGGLED,
    HEAD + b"Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n" + SMUGGLED,
    HEAD + b"Content-Length: +0\r\n\r\n" + SMUGGLED,
    HEAD + b"Content-Length: 0x0\r\n\r\n" + SMUGGLED,
    HEAD + b"Content-Length: -1\r\n\r\n" + SMUGGLED,
    HEAD + b"Content-Length: 0\r\n Transfer-Encoding: chunked\r\n\r\n" + SMUGGLED,
]
ODD = [
    b"\x16\x03\x01\x02\x00\x01\x00",
    b"GET / HTTP/9.9\r\n\r\n",
    b"GET\r\n\r\n",
    b"G\x00T / HTTP/1.1\r\nHost: a\r\n\r\n",
    b"GET /%00%c0%af%fe%ff/../../etc/passwd HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: a\r\nX: " + b"a" * 100_000 + b"\r\n\r\n",
    b"GET /" + b"a" * 100_000 + b" HTTP/1.1\r\nHost: a\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: a\r\n" + b"X: y\r\n" * 2_000 + b"\r\n",
    b"GET / HTTP/1.1\r\nHost: a\r\nX: a\x00b\r\n\r\n",
    b"GET http://mal.exemplo/ HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
]


def _check_lengths(port: int) -> None:
    for raw in TWO_LENGTHS:
        said = say(port, raw)
        assert said.count(b"HTTP/1.1 ") <= 1, f"two answers to {raw!r}"
        assert b'"status":"ok"' not in said.replace(b" ", b""), raw


def _check_odd(port: int) -> None:
    for raw in ODD:
        said = say(port, raw)
        assert not said.startswith(b"HTTP/1.1 5"), raw[:60]
        assert b"root:" not in said


def test_a_request_has_one_length_or_none(port: int) -> None:
    """And the server lives through anything else that is no request."""
    _check_lengths(port)
    _check_odd(port)
    assert is_well(port)


def test_no_header_changes_the_method_the_address_or_the_person(world: World, client: FlaskClient, cast: Cast) -> None:
    admin = world.clients["admin"]
    team = f"/api/teams/{cast.north.id}"
    before = admin.get(team).get_json()
    for name in ("X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override", "_method"):
        assert admin.get(team, headers={name: "DELETE"}).status_code == 200
        assert admin.get(f"{team}?_method=DELETE").status_code == 200
    assert admin.get(team).get_json() == before
    for name in ("X-Original-URL", "X-Rewrite-URL", "X-Forwarded-Prefix"):
        assert client.get("/healthz", headers={name: "/api/users"}).get_json() == {"status": "ok"}
    for name in ("X-User-ID", "X-Remote-User", "Remote-User", "X-Forwarded-User"):
        assert client.get("/api/auth/me", headers={name: cast.admin.username}).status_code == 401
    for number in range(12):  # each time "from" somewhere else: no proxy is trusted unless the settings say so
        forged = {"X-Forwarded-For": f"203.0.113.{number}", "X-Real-IP": f"203.0.113.{number}"}
        wrong = {"username": f"ninguém{number}", "password": "errada-de-todo"}
        answer = client.post("/api/auth/login", json=wrong, headers=forged)
    assert answer.status_code == 429


def test_no_parameter_leads_to_another_site(world: World) -> None:
    for route in world.app.declared_routes:
        if route.method != "GET" or "<" in route.rule:
            continue
        for name in ("next", "url", "redirect", "return_to", "continue"):
            answer = world.clients["ana"].get(f"{route.rule}?{name}=https://mal.exemplo/")
            assert "mal.exemplo" not in answer.headers.get("Location", ""), route.rule
    for path in ("//mal.exemplo", "/%2f%2fmal.exemplo", "/\\mal.exemplo", "/api//mal.exemplo/"):
        answer = world.app.test_client().get(path)
        assert "mal.exemplo" not in answer.headers.get("Location", ""), path


def test_no_folder_is_listed_and_no_method_is_odd(client: FlaskClient) -> None:
    for path in ("/assets/", "/assets", "/.git/config", "/.env", "/api/docs/files/", "/api/docs/files/../../secret"):
        answer = client.get(path)
        assert answer.status_code in (200, 404, 308), path
        assert "Index of" not in answer.get_data(as_text=True)
    for method in ("TRACE", "TRACK", "DEBUG", "CONNECT", "PROPFIND"):
        assert client.open("/api/auth/setup", method=method).status_code == 405
        assert client.open("/", method=method).status_code == 405


def test_a_fault_tells_nothing_of_the_inside(
    app: Application, cast: Cast, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(*_: Any, **__: Any) -> None:
        raise RuntimeError("SELECT password_hash FROM users -- /srv/monitoria/secret.py")

    monkeypatch.setattr("monitoria.people.queries.has_users", broken)
    answer = app.test_client().get("/api/auth/setup")
    said = answer.get_data(as_text=True)
    assert (answer.status_code, answer.content_type) == (500, "application/problem+json")
    for inside in ("SELECT", "password_hash", "Traceback", "RuntimeError", ".py", PASSWORD):
        assert inside not in said
    assert answer.get_json()["request_id"] in capsys.readouterr().err + said
