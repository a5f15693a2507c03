"""The shipped configuration in a real nginx, before a real server: the application decides, nginx sends the bytes."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path

import pytest

from tests.support.sounds import short_call

NGINX = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
SHIPPED = Path(__file__).parents[2] / "deploy" / "nginx.conf"
pytestmark = pytest.mark.skipif(NGINX is None, reason="nginx is not installed")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _ask(port: int, method: str, path: str, body: bytes | None = None, **headers: str) -> tuple[HTTPResponse, bytes]:
    with closing(HTTPConnection("127.0.0.1", port, timeout=30)) as connection:
        connection.request(method, path, body, {name.replace("_", "-"): value for name, value in headers.items()})
        answer = connection.getresponse()
        return answer, answer.read()


def _wait(port: int, path: str, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        assert process.poll() is None, "the server ended"
        try:
            if _ask(port, "GET", path)[0].status == 200:
                return
        except OSError:
            pass
        time.sleep(0.1)
    raise AssertionError(f"no answer at {path}")


def _configuration(folder: Path, port: int, behind: int, home: Path) -> Path:
    """The shipped server, without TLS, on our ports and folders."""
    upstream, _, secure, *_ = SHIPPED.read_text().split("\n}\n")
    server = f"{upstream}\n}}\n{secure}\n}}\n"
    server = re.sub(r"listen 443 ssl http2;", f"listen 127.0.0.1:{port};", server)
    server = re.sub(r"\n    (ssl_certificate|add_header Strict)[^\n]*", "", server)
    server = server.replace("127.0.0.1:8000", f"127.0.0.1:{behind}").replace(
        "/var/lib/monitoria/files/", f"{home}/files/"
    )
    temporary = "".join(
        f"{name}_temp_path {folder}/{name};\n" for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    user = "user root;\n" if os.geteuid() == 0 else ""
    path = folder / "nginx.conf"
    path.write_text(
        f"{user}daemon off;\npid {folder}/nginx.pid;\nerror_log {folder}/error.log;\nevents {{}}\n"
        f"http {{\naccess_log off;\n{temporary}{server}}}\n"
    )
    return path


@pytest.fixture
def port(own_database_url: str, tmp_path: Path) -> Iterator[int]:
    """Where nginx listens, with `monitoria serve` behind it."""
    front, behind, home = _free_port(), _free_port(), tmp_path / "home"
    home.mkdir()
    settings = {
        "MONITORIA_HOME": str(home),
        "MONITORIA_DATABASE_URL": own_database_url,
        "MONITORIA_FILE_REDIRECT": "/arquivos-internos/",
        "MONITORIA_WEB_WORKERS": "1",
    }
    command = [sys.executable, "-m", "monitoria.cli", "serve", "--port", str(behind), "--no-worker"]
    server = subprocess.Popen(command, env={**os.environ, **settings}, stdout=subprocess.DEVNULL)
    assert NGINX is not None
    nginx = subprocess.Popen([NGINX, "-c", str(_configuration(tmp_path, front, behind, home)), "-p", str(tmp_path)])
    try:
        _wait(behind, "/readyz", server)
        _wait(front, "/readyz", nginx)
        yield front
    finally:
        for process in (nginx, server):
            process.send_signal(signal.SIGTERM)
            process.wait(20)


def test_nginx_sends_the_bytes_of_what_the_application_allows(port: int) -> None:
    def post(path: str, body: dict[str, str], **headers: str) -> dict[str, str]:
        answer, content = _ask(
            port, "POST", path, json.dumps(body).encode(), Content_Type="application/json", **headers
        )
        assert answer.status in (200, 201), content
        return json.loads(content)  # type: ignore[no-any-return]

    admin = {"username": "primeira", "password": "senha-muito-boa"}
    post("/api/auth/register", {**admin, "full_name": "Ana Primeira"})
    may = {"Authorization": f"Bearer {post('/api/auth/login', admin)['access_token']}"}
    operator = post("/api/auth/register", {**admin, "username": "bia", "role": "operator"}, **may)
    call = post("/api/calls", {"operator_id": operator["id"]}, **may)["id"]
    sound = short_call()
    form = b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.wav"\r\n\r\n' + sound + b"\r\n--x--\r\n"
    answer, content = _ask(
        port, "POST", f"/api/calls/{call}/recordings", form, Content_Type="multipart/form-data; boundary=x", **may
    )
    assert answer.status == 201, content
    url = json.loads(content)["audio_url"]

    answer, content = _ask(port, "GET", url, **may)
    assert (answer.status, content) == (200, sound)
    assert (answer.headers["Content-Type"], answer.headers["X-Accel-Redirect"]) == ("audio/wav", None)
    tag = answer.headers["ETag"]
    answer, content = _ask(port, "GET", url, Range="bytes=1000-1999", **may)
    assert (answer.status, content) == (206, sound[1000:2000])
    assert answer.headers["Content-Range"] == f"bytes 1000-1999/{len(sound)}"
    assert answer.headers["ETag"] == tag
    assert _ask(port, "GET", url, Range=f"bytes={len(sound)}-", **may)[0].status == 416
    answer, content = _ask(port, "GET", url, Range="bytes=-100", **may)
    assert (answer.status, content) == (206, sound[-100:])
    assert _ask(port, "GET", url, If_None_Match=tag, **may)[0].status == 304

    assert _ask(port, "GET", url)[0].status == 401, "who is not signed in hears nothing"
    assert _ask(port, "GET", "/arquivos-internos/recordings", **may)[0].status == 404, "the folder has no address"
