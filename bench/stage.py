"""What is measured: an embedded PostgreSQL, the real server over it, and an empty application under the same server."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil
from sqlalchemy import create_engine, text
from sqlalchemy.pool import NullPool

from bench.client import Client
from monitoria.demo import install_large
from monitoria.platform.config import Config
from monitoria.platform.database import migrate
from monitoria.platform.postgres import APPLICATION_ROLE, EmbeddedPostgres

START_SECONDS = 60
WORKERS, THREADS = 2, 8


@dataclass(frozen=True, slots=True)
class Server:
    """A running server."""

    port: int
    process: subprocess.Popen[bytes]

    def client(self, username: str = "admin", password: str = "admin123") -> Client:  # noqa: S107 - the sample's
        """Somebody signed in."""
        return Client(self.port).sign_in(username, password)

    def memory_mb(self) -> dict[str, float]:
        """Of the web and worker processes: resident, and with shared pages counted once (PSS)."""
        found = [self._process(), *self._process().children(recursive=True)]
        own = [process for process in found if process.name() != "postgres"]
        full = [process.memory_full_info() for process in own]
        return {
            "processes": len(own),
            "rss": round(sum(info.rss for info in full) / 1e6, 1),
            "pss": round(sum(info.pss for info in full) / 1e6, 1),
        }

    def _process(self) -> psutil.Process:
        return psutil.Process(self.process.pid)


def free_port() -> int:
    """A port that nobody uses now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serving(home: Path, database_url: str | None, *options: str) -> Iterator[Server]:
    """`monitoria serve` on a database of ours, or on its own embedded one."""
    port = free_port()
    settings = {
        "MONITORIA_HOME": str(home),
        "MONITORIA_ACCESS_TOKEN_SECONDS": "86400",
        "MONITORIA_WEB_WORKERS": str(WORKERS),
        "MONITORIA_WEB_THREADS": str(THREADS),
        **({"MONITORIA_DATABASE_URL": database_url} if database_url else {}),
    }
    command = [sys.executable, "-m", "monitoria.cli", "serve", "--port", str(port), *options]
    with _running(command, settings, home / "serve.log") as process:
        wait_until_up(port, process, "/readyz")
        yield Server(port, process)


@contextmanager
def serving_nothing(
    folder: Path, application: str = "bench.empty:app", settings: Mapping[str, str] | None = None, up: str = "/"
) -> Iterator[Server]:
    """An empty Flask route, or another application, under the same Gunicorn settings: the floor of any answer."""
    port = free_port()
    command = [
        *(sys.executable, "-m", "gunicorn", application, "--bind", f"127.0.0.1:{port}"),
        *("--workers", str(WORKERS), "--threads", str(THREADS), "--worker-class", "gthread", "--keep-alive", "5"),
        *("--log-level", "warning"),
    ]
    with _running(command, dict(settings or {}), folder / "empty.log") as process:
        wait_until_up(port, process, up)
        yield Server(port, process)


@contextmanager
def _running(command: list[str], settings: dict[str, str], log: Path) -> Iterator[subprocess.Popen[bytes]]:
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("MONITORIA_")}
    with log.open("ab") as output:
        process = subprocess.Popen(command, env=inherited | settings, stdout=output, stderr=output)
    try:
        yield process
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(30)
        except subprocess.TimeoutExpired:
            process.kill()


def wait_until_up(port: int, process: subprocess.Popen[bytes], path: str) -> None:
    """Wait for a good answer; raises RuntimeError when the process ends or takes too long."""
    client, end = Client(port), time.monotonic() + START_SECONDS
    while time.monotonic() < end:
        if process.poll() is not None:
            raise RuntimeError(f"the server ended with status {process.returncode}")
        if client.ask("GET", path).is_good:
            return
        time.sleep(0.1)
    raise RuntimeError(f"the server did not answer {path} within {START_SECONDS} s")


@contextmanager
def postgres(home: Path) -> Iterator[EmbeddedPostgres]:
    """The embedded PostgreSQL, with the settings every installation gets."""
    home.mkdir(parents=True, exist_ok=True)
    with EmbeddedPostgres(home / "postgres") as server:
        yield server


def prepare(server: EmbeddedPostgres, calls: int, evaluations: int) -> str:
    """The address of a database with so many calls; one that is left from an earlier run is used again."""
    name = f"bench_{calls}"
    admin = create_engine(server.url("postgres"), isolation_level="AUTOCOMMIT", poolclass=NullPool)
    with admin.connect() as connection:
        found = connection.execute(text("SELECT 1 FROM pg_database WHERE datname = :name"), {"name": name}).scalar()
        if found is None:
            connection.execute(text(f"CREATE DATABASE {name}"))
    url = server.url(name)
    migrate(url, APPLICATION_ROLE)
    if found is None:
        print(f"— sample of {calls} calls and {evaluations} evaluations")
        began = time.monotonic()
        install_large(Config(database_url=url), calls=calls, evaluations=evaluations)
        print(f"  installed in {time.monotonic() - began:.1f} s")
    return server.url(name, role=APPLICATION_ROLE)
