"""The pieces of a production installation, as processes: nginx as shipped, web processes, a worker, PostgreSQL."""

from __future__ import annotations

import gzip
import json
import socket
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from monitoria.platform.http.webapp_files import FOLDER
from tests.deploy.conftest import PASSWORD, Stack
from tests.support.processes import Answer, wait_until
from tests.support.sounds import short_call

# One stack for all: on one worker.
pytestmark = pytest.mark.xdist_group("stack")
FORM = "multipart/form-data; boundary=x"


def as_form(content: bytes) -> bytes:
    """A form with one file."""
    head = b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.wav"\r\n\r\n'
    return head + content + b"\r\n--x--\r\n"


@pytest.fixture(scope="module")
def recording(stack: Stack) -> dict[str, Any]:
    """A recording that was uploaded through nginx."""
    operator = {"username": "bia", "password": PASSWORD, "role": "operator"}
    made = stack.door.ask("POST", "/api/auth/register", operator, **stack.signed_in).json
    call = stack.door.ask("POST", "/api/calls", {"operator_id": made["id"]}, **stack.signed_in).json["id"]
    path = f"/api/calls/{call}/recordings"
    answer = stack.door.ask("POST", path, as_form(short_call()), Content_Type=FORM, **stack.signed_in)
    assert answer.status == 201, answer.body
    return {**answer.json, "path": path, "call": call}


def test_a_recording_goes_in_and_is_measured_by_the_worker(stack: Stack, recording: dict[str, Any]) -> None:
    def is_ready() -> bool:
        (found,) = stack.door.ask("GET", recording["path"], **stack.signed_in).json["items"]
        return bool(found["status"] == "ready")

    wait_until(is_ready, "the worker never measured the recording", 60)


def test_nginx_sends_the_bytes_of_what_the_application_allows(stack: Stack, recording: dict[str, Any]) -> None:
    sound, url, may = short_call(), recording["audio_url"], stack.signed_in
    whole = stack.door.ask("GET", url, **may)
    assert (whole.status, whole.body) == (200, sound)
    assert (whole.headers["Content-Type"], whole.headers["X-Accel-Redirect"]) == ("audio/wav", None)
    assert whole.headers["X-Content-Type-Options"] == "nosniff"
    assert "max-age" in whole.headers["Strict-Transport-Security"]
    part = stack.door.ask("GET", url, Range="bytes=1000-1999", **may)
    assert (part.status, part.body) == (206, sound[1000:2000])
    assert part.headers["Content-Range"] == f"bytes 1000-1999/{len(sound)}"
    assert part.headers["ETag"] == whole.headers["ETag"]
    assert stack.door.ask("GET", url, Range=f"bytes={len(sound)}-", **may).status == 416
    last = stack.door.ask("GET", url, Range="bytes=-100", **may)
    assert (last.status, last.body) == (206, sound[-100:])
    assert stack.door.ask("GET", url, If_None_Match=whole.headers["ETag"], **may).status == 304


def test_what_is_not_allowed_is_not_sent(stack: Stack, recording: dict[str, Any]) -> None:
    assert stack.door.ask("GET", recording["audio_url"]).status == 401, "who is not signed in hears nothing"
    for path in ("/arquivos-internos/recordings", "/arquivos-internos/../files/", "/metrics"):
        assert stack.door.ask("GET", path, **stack.signed_in).status == 404, "the folder has no address"


def test_pages_carry_the_rules_that_protect_them(stack: Stack) -> None:
    for path in ("/healthz", "/api/auth/setup"):
        answer = stack.door.ask("GET", path)
        assert answer.status == 200
        assert answer.headers.get_all("Strict-Transport-Security") == ["max-age=31536000"]
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]
        assert answer.headers["Server"] == "nginx", "the version is nobody's business"
    assert stack.door.ask("GET", "/api/auth/setup").headers["Cache-Control"] == "no-store"


def test_sessions_in_cookies_are_for_https_alone(stack: Stack) -> None:
    who = {"username": "primeira", "password": PASSWORD, "cookie": True}
    answer = stack.door.ask("POST", "/api/auth/login", who)
    cookies = answer.headers.get_all("Set-Cookie") or []
    assert answer.status == 200
    assert cookies
    assert all("Secure" in cookie for cookie in cookies)


@pytest.fixture
def asset() -> Iterator[tuple[str, bytes]]:
    """A script of the front end, large enough to be compressed; made where the front end was not built."""
    built = sorted((FOLDER / "assets").glob("*.js"), key=lambda path: path.stat().st_size) if FOLDER.is_dir() else []
    if built:
        yield f"/assets/{built[-1].name}", built[-1].read_bytes()
        return
    made = FOLDER / "assets" / "prova-0123abcd.js"
    made.parent.mkdir(parents=True, exist_ok=True)
    made.write_bytes(b"export const prova = 1;\n" * 200)
    yield f"/assets/{made.name}", made.read_bytes()
    made.unlink()


def test_scripts_come_compressed_and_are_kept_for_ever(stack: Stack, asset: tuple[str, bytes]) -> None:
    path, content = asset
    answer = stack.door.ask("GET", path, Accept_Encoding="gzip")
    assert answer.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(answer.body) == content
    assert "immutable" in answer.headers["Cache-Control"]
    assert "Accept-Encoding" in answer.headers["Vary"]
    assert stack.door.ask("GET", path).body == content


def test_http_is_sent_to_https(stack: Stack) -> None:
    with socket.create_connection(("127.0.0.1", stack.front.http_port), timeout=10) as connection:
        connection.sendall(b"GET /chamadas?x=1 HTTP/1.1\r\nHost: monitoria.example.com\r\nConnection: close\r\n\r\n")
        answer = connection.makefile("rb").read().decode()
    assert answer.startswith("HTTP/1.1 301")
    assert "Location: https://monitoria.example.com/chamadas?x=1" in answer


def test_http_2_is_spoken(stack: Stack) -> None:
    assert stack.door.tls is not None
    stack.door.tls.set_alpn_protocols(["h2"])
    try:
        with (
            socket.create_connection(("127.0.0.1", stack.door.port), timeout=10) as plain,
            stack.door.tls.wrap_socket(plain, server_hostname="127.0.0.1") as connection,
        ):
            assert connection.selected_alpn_protocol() == "h2"
            connection.sendall(b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + b"\x00\x00\x00\x04\x00\x00\x00\x00\x00")
            head = connection.recv(9)
    finally:
        stack.door.tls.set_alpn_protocols(["http/1.1"])
    assert head[3] == 4, "the first frame of the server is SETTINGS (RFC 9113 §3.4)"


def test_a_flood_of_sign_ins_is_refused_before_it_costs_anything(stack: Stack) -> None:
    def try_in(_: int) -> Answer:
        return stack.door.ask("POST", "/api/auth/login", {"username": 1})

    answers: list[Answer] = []
    with ThreadPoolExecutor(16) as pool:
        while len(answers) < 90 or (answers[-1].status != 429 and len(answers) < 2_000):
            answers += pool.map(try_in, range(90))
    assert {answer.status for answer in answers} == {422, 429}
    refused = next(answer for answer in answers if answer.status == 429)
    assert refused.headers["Content-Type"] == "application/problem+json"
    assert refused.headers["Retry-After"]
    assert refused.json["type"] == "/problems/too-many-requests"
    assert refused.json["request_id"] == refused.headers["X-Request-ID"]
    assert sum(answer.status == 422 for answer in answers) > 40, "a shift that begins behind one address comes in"


@pytest.mark.parametrize("where", ["nginx", "application"])
def test_an_upload_over_the_limit_is_a_problem_in_words(stack: Stack, recording: dict[str, Any], where: str) -> None:
    door = stack.door if where == "nginx" else stack.made.webs[0][1]
    answer = door.ask("POST", recording["path"], as_form(bytes(3_100_000)), Content_Type=FORM, **stack.signed_in)
    assert answer.status == 413
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.json["type"] == "/problems/body-too-large"


def test_a_request_has_one_name_from_nginx_to_the_trail(stack: Stack) -> None:
    wanted, given = {"label": "Retenção"}, {"X_Request_ID": "escolhidoporfora"}
    answer = stack.door.ask("POST", "/api/categories", wanted, **given, **stack.signed_in)
    assert answer.status == 201, answer.body
    name = answer.headers["X-Request-ID"]
    assert name != "escolhidoporfora", "a client does not name its request"
    wait_until(lambda: any(line["request_id"] == name for line in stack.front.access_log()), "nginx never noted it")
    (line,) = [line for line in stack.front.access_log() if line["request_id"] == name]
    assert (line["method"], line["path"], line["status"]) == ("POST", "/api/categories", 201)
    with stack.made.connect() as connection:
        found = connection.execute("SELECT name FROM audit_entries WHERE request_id = %s", [name]).fetchall()
    assert found, "the trail knows it by the same name"


def test_what_is_searched_for_is_not_in_the_log(stack: Stack) -> None:
    stack.door.ask("GET", "/api/calls?q=fulano-de-tal", **stack.signed_in)
    wait_until(lambda: stack.front.access_log()[-1]["path"] == "/api/calls", "nginx never noted it")
    assert "fulano-de-tal" not in (stack.front.folder / "access.log").read_text()


def test_when_nobody_is_behind_nginx_says_so_in_words(stack: Stack, tmp_path: Path) -> None:
    from tests.support.processes import Door, free_port, nginx_before  # noqa: PLC0415

    with nginx_before([Door(free_port())], tmp_path / "nginx", tmp_path) as front:
        answer = front.door.ask("GET", "/api/calls")
    assert answer.status == 503
    assert answer.headers["Retry-After"]
    assert json.loads(answer.body)["type"] == "/problems/unavailable"
