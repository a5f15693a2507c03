"""Pieces of an installation as processes: web processes, workers, an nginx with the shipped configuration."""

from __future__ import annotations

import http.client
import json
import os
import re
import shutil
import signal
import socket
import ssl
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg

from monitoria.cli import certificate

COMMAND = (sys.executable, "-m", "monitoria.cli")
ROOT = Path(__file__).parents[2]
TEMPLATE = ROOT / "deploy" / "nginx" / "monitoria.conf.template"
NGINX = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
NO_NGINX = "nginx is not installed, and ./test could not install it (it does as root, with apt)"
START_SECONDS = 90
STOP_SECONDS = 90
# Of a client, who may have come before anybody answers.
PATIENCE_SECONDS = 120


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def clean_environment(**settings: str) -> dict[str, str]:
    """This environment without Monitoria's own variables, plus the given ones (`home="…"`)."""
    others = {name: value for name, value in os.environ.items() if not name.startswith("MONITORIA_")}
    return others | {f"MONITORIA_{name.upper()}": value for name, value in settings.items()}


def run(*arguments: str, said: str = "", **settings: str) -> subprocess.CompletedProcess[str]:
    """A `monitoria` command, run to its end."""
    return subprocess.run(
        [*COMMAND, *arguments],
        env=clean_environment(**settings),
        input=said,
        capture_output=True,
        text=True,
        timeout=START_SECONDS,
        check=False,
    )


def wait_until(condition: Callable[[], bool], what: str, seconds: float = START_SECONDS) -> None:
    """Return once it is so; fail with `what` when it never is."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return
        time.sleep(0.05)
    raise AssertionError(what)


@dataclass(slots=True)
class Piece:
    """A started process: its words are kept in `log`."""

    name: str
    command: Sequence[str]
    environment: Mapping[str, str]
    log: Path
    process: subprocess.Popen[bytes] | None = None
    descriptors: tuple[int, ...] = ()

    def start(self) -> None:
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                list(self.command),
                env=dict(self.environment),
                stdout=log,
                stderr=log,
                stdin=subprocess.DEVNULL,
                pass_fds=self.descriptors,
            )

    def is_running(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def stop(self, how: signal.Signals = signal.SIGTERM) -> int:
        """Tell it to end, wait for that; its exit status."""
        if self.process is None:
            return 0
        if self.process.poll() is None:
            self.process.send_signal(how)
        status = self.process.wait(STOP_SECONDS)
        self.process = None
        return status

    def words(self) -> str:
        return self.log.read_text(errors="replace") if self.log.exists() else ""

    def fail_when_ended(self) -> None:
        assert self.is_running(), f"{self.name} ended: {self.words()[-2_000:]}"


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back."""

    status: int
    headers: http.client.HTTPMessage
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)


@dataclass(slots=True)
class Door:
    """An address to ask: a web process itself, or (with `tls`) nginx."""

    port: int
    tls: ssl.SSLContext | None = None
    headers: dict[str, str] = field(default_factory=dict)

    def open(self) -> http.client.HTTPConnection:
        if self.tls is None:
            return http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE_SECONDS)
        return http.client.HTTPSConnection("127.0.0.1", self.port, timeout=PATIENCE_SECONDS, context=self.tls)

    def ask(self, method: str, path: str, body: Any = None, **headers: str) -> Answer:
        """One request on a connection of its own; a `body` that is no bytes is sent as JSON."""
        given = {**self.headers, **{name.replace("_", "-"): value for name, value in headers.items()}}
        if body is not None and not isinstance(body, bytes):
            body = json.dumps(body).encode()
            given.setdefault("Content-Type", "application/json")
        with closing(self.open()) as connection:
            connection.request(method, path, body, given)
            answer = connection.getresponse()
            return Answer(answer.status, answer.headers, answer.read())

    def is_ready(self) -> bool:
        """Whether a web process answers here and can serve."""
        try:
            return self.ask("GET", "/readyz").status == 200
        except (OSError, http.client.HTTPException):
            return False


@dataclass(slots=True)
class Installation:
    """Web processes and workers on one database and one data folder."""

    folder: Path
    settings: dict[str, str]
    webs: list[tuple[Piece, Door]] = field(default_factory=list)
    workers: list[Piece] = field(default_factory=list)

    @property
    def database_url(self) -> str:
        return self.settings["database_url"]

    def piece(self, name: str, *arguments: str, **settings: str) -> Piece:
        """A process of the `monitoria` command, not yet started."""
        environment = clean_environment(**{**self.settings, **settings})
        return Piece(name, [*COMMAND, *arguments], environment, self.folder / f"{name}.log")

    def add_web(self, **settings: str) -> tuple[Piece, Door]:
        """One more web process, begun; `await_ready` waits for it."""
        door = Door(free_port())
        piece = self.piece(f"web{len(self.webs)}", "web", port=str(door.port), **settings)
        piece.start()
        self.webs.append((piece, door))
        return piece, door

    def add_worker(self, **settings: str) -> Piece:
        """One more worker, begun."""
        piece = self.piece(f"worker{len(self.workers)}", "worker", **settings)
        piece.start()
        self.workers.append(piece)
        return piece

    def await_ready(self) -> None:
        """Return once every web process can serve and every worker has been heard of."""
        for piece, door in self.webs:

            def ready(piece: Piece = piece, door: Door = door) -> bool:
                piece.fail_when_ended()
                return door.is_ready()

            wait_until(ready, f"{piece.name} is not ready: {piece.words()[-2_000:]}")
        if self.workers:
            wait_until(lambda: self.workers_alive() >= len(self.workers), "a worker is not heard of")

    def workers_alive(self) -> int:
        """How many workers have registered themselves and not gone."""
        with self.connect() as connection:
            found = connection.execute("SELECT count(*) FROM procrastinate_workers").fetchone()
        return int(found[0]) if found else 0

    def connect(self) -> psycopg.Connection[Any]:
        """The database itself."""
        return psycopg.connect(self.database_url.replace("+psycopg", "", 1), autocommit=True)

    def stop(self) -> None:
        """Tell all to end, then wait for each."""
        pieces = [piece for piece, _ in self.webs] + self.workers
        for piece in pieces:
            if piece.process is not None and piece.process.poll() is None:
                piece.process.send_signal(signal.SIGTERM)
        for piece in pieces:
            piece.stop()


@contextmanager
def installation(folder: Path, database_url: str, **settings: str) -> Iterator[Installation]:
    """An installation on a migrated database; nothing runs yet. Ends with the block."""
    home = folder / "home"
    home.mkdir(parents=True, exist_ok=True)
    given = {"database_url": database_url, "home": str(home), "web_workers": "1", **settings}
    made = Installation(folder, given)
    try:
        yield made
    finally:
        made.stop()


def render_nginx(values: Mapping[str, str]) -> str:
    """The shipped configuration with its words filled in, as `envsubst` does."""
    return re.sub(r"\$\{(NGINX_[A-Z_]+)\}", lambda found: values[found[1]], TEMPLATE.read_text())


def make_certificate(folder: Path) -> tuple[Path, Path]:
    """A certificate for 127.0.0.1 and its key, made as the first one of an installation is."""
    certificate.make_certificate(folder, "127.0.0.1")
    return folder / certificate.CERTIFICATE, folder / certificate.KEY


@dataclass(slots=True)
class Front:
    """A running nginx."""

    piece: Piece
    door: Door
    http_port: int
    folder: Path

    def access_log(self) -> list[dict[str, Any]]:
        """What it noted of each request so far."""
        return [json.loads(line) for line in (self.folder / "access.log").read_text().splitlines()]


@contextmanager
def nginx_before(doors: Sequence[Door], folder: Path, files: Path, **values: str) -> Iterator[Front]:
    """The shipped configuration in a real nginx, before these web processes; with TLS, on free ports."""
    assert NGINX is not None
    folder.mkdir(parents=True, exist_ok=True)
    secure, plain = free_port(), free_port()
    chain, key = make_certificate(folder)
    given = {
        "NGINX_HTTP": f"127.0.0.1:{plain}",
        "NGINX_HTTPS": f"127.0.0.1:{secure}",
        "NGINX_SERVER_NAME": "127.0.0.1",
        "NGINX_UPSTREAM": " ".join(f"server 127.0.0.1:{door.port} max_fails=0;" for door in doors),
        "NGINX_CERTIFICATE": str(chain),
        "NGINX_CERTIFICATE_KEY": str(key),
        "NGINX_FILES": str(files),
        "NGINX_UPLOAD_BYTES": "536870912",
        "NGINX_ACCESS_LOG": str(folder / "access.log"),
        **values,
    }
    path = folder / "nginx.conf"
    temporary = "".join(
        f"{name}_temp_path {folder}/{name};\n" for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    user = "user root;\n" if os.geteuid() == 0 else ""
    path.write_text(
        f"{user}daemon off;\npid {folder}/nginx.pid;\nerror_log {folder}/error.log;\n"
        f"events {{ worker_connections 512; }}\nhttp {{\n{temporary}{render_nginx(given)}}}\n"
    )
    test = [NGINX, "-t", "-q", "-c", str(path), "-p", str(folder)]
    checked = subprocess.run(test, check=False, capture_output=True, text=True)
    assert checked.returncode == 0, checked.stderr
    piece = Piece("nginx", [NGINX, "-c", str(path), "-p", str(folder)], os.environ, folder / "nginx.log")
    piece.start()
    trusting = ssl.create_default_context(cafile=str(chain))
    front = Front(piece, Door(secure, trusting), plain, folder)
    try:

        def answers() -> bool:
            piece.fail_when_ended()
            try:
                return front.door.ask("GET", "/healthz").status in (200, 503)
            except OSError:
                return False

        wait_until(answers, "nginx does not answer")
        yield front
    finally:
        piece.stop(signal.SIGTERM)
