"""Several machines on one: a primary, its replica, web processes and workers, each a process of its own."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

from monitoria.platform.database import migrate
from monitoria.platform.postgres import APPLICATION_ROLE, EmbeddedPostgres
from tests.support.standby import Standby, streaming_primary, wait_for

FIRST_USER = {"username": "primeira.pessoa", "password": "senha-muito-boa"}


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back; status 0 when nothing did."""

    status: int
    body: bytes

    @property
    def is_good(self) -> bool:
        return 200 <= self.status < 300


class Client:
    """A program that asks one machine, with a bearer token once it signed in."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._headers = {"Content-Type": "application/json"}

    def sign_in(self, given: Mapping[str, str]) -> Client:
        """Become this person."""
        self._headers["Authorization"] = f"Bearer {self.expect('POST', '/api/auth/login', given)['access_token']}"
        return self

    def ask(self, method: str, path: str, body: Any = None) -> Answer:
        """One request on a connection of its own."""
        connection = HTTPConnection("127.0.0.1", self._port, timeout=30)
        try:
            connection.request(method, path, None if body is None else json.dumps(body).encode(), self._headers)
            answer = connection.getresponse()
            return Answer(answer.status, answer.read())
        except OSError as error:
            return Answer(0, repr(error).encode())
        finally:
            connection.close()

    def expect(self, method: str, path: str, body: Any = None) -> Any:
        """The JSON of an answer that must be good."""
        answer = self.ask(method, path, body)
        assert answer.is_good, (method, path, answer)
        return json.loads(answer.body)

    def get(self, path: str) -> Any:
        """The JSON at this address."""
        return self.expect("GET", path)


@dataclass(frozen=True, slots=True)
class Fleet:
    """What runs: web processes by their port."""

    primary: EmbeddedPostgres
    standby: Standby
    ports: tuple[int, ...]

    def client(self, machine: int = 0) -> Client:
        """The first user at one of the web processes, as a program with a bearer token."""
        return Client(self.ports[machine]).sign_in(FIRST_USER)


@contextmanager
def running_fleet(*, webs: int = 2, workers: int = 2) -> Iterator[Fleet]:
    """Started all at once, ready when the block begins, with one user."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="monitoria-fleet-")))
        primary = stack.enter_context(streaming_primary(folder / "postgres"))
        migrate(primary.url(), APPLICATION_ROLE)
        standby = Standby(primary, folder)
        settings = {
            "MONITORIA_HOME": str(folder / "home"),
            "MONITORIA_DATABASE_URL": primary.url(role=APPLICATION_ROLE),
            "MONITORIA_DATABASE_REPLICA_URL": standby.url("monitoria", role=APPLICATION_ROLE),
            "MONITORIA_WEB_WORKERS": "1",
        }
        ports = tuple(free_port() for _ in range(webs))
        commands = [["monitoria.cli", "serve", "--no-worker", "--port", str(port)] for port in ports]
        commands += [["monitoria.worker"]] * workers
        stack.enter_context(_processes(commands, settings, folder))
        stack.enter_context(standby)
        for port in ports:
            probe = Client(port)
            wait_for(lambda probe=probe: probe.ask("GET", "/readyz").is_good)
        Client(ports[0]).expect("POST", "/api/auth/register", FIRST_USER)
        yield Fleet(primary, standby, ports)


def free_port() -> int:
    """A port that nobody uses now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def _processes(modules: Sequence[list[str]], settings: Mapping[str, str], folder: Path) -> Iterator[None]:
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("MONITORIA_")}
    running: list[subprocess.Popen[bytes]] = []
    try:
        with (folder / "processes.log").open("ab") as output:
            for module in modules:
                command = [sys.executable, "-m", *module]
                running.append(subprocess.Popen(command, env=inherited | settings, stdout=output, stderr=output))
        yield
    finally:
        for process in running:
            process.terminate()
        for process in running:
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
