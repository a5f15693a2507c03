"""PostgreSQL goes away and comes back: clear problems meanwhile, service by itself afterwards."""

from __future__ import annotations

import os
import shutil
import signal
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from monitoria.app import create_app
from monitoria.platform.config import Config
from monitoria.platform.database import migrate
from monitoria.platform.postgres import EmbeddedPostgres, create_database


@pytest.fixture
def folder() -> Iterator[Path]:
    path = Path(tempfile.mkdtemp(prefix="monitoria-outage-"))
    yield path
    shutil.rmtree(path, ignore_errors=True)


def _wait_until(is_true: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 10
    while not is_true():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def test_an_outage_answers_503_and_service_resumes_by_itself(folder: Path) -> None:
    server = EmbeddedPostgres(folder / "postgres")
    with server:
        create_database(server.url("postgres"), "monitoria")
        url = server.url("monitoria")
        app = create_app(Config(database_url=url))
        client = app.test_client()
        new = {"username": "primeira", "password": "senha-muito-boa"}
        assert client.get("/readyz").status_code == 503, "reachable, but not migrated yet"
        migrate(url)
        assert client.get("/readyz").status_code == 200
        assert client.post("/api/auth/register", json=new).status_code == 201
        assert server.pid is not None
        os.kill(server.pid, signal.SIGKILL)
        _wait_until(lambda: not server.is_running())
        refused = client.post("/api/auth/login", json=new)
        assert (refused.status_code, refused.get_json()["type"]) == (503, "/problems/unavailable")
        assert refused.headers["Retry-After"]
        assert client.get("/healthz").status_code == 200
        assert client.get("/readyz").status_code == 503
        server.restart()
        assert client.get("/readyz").status_code == 200
        assert client.post("/api/auth/login", json=new).status_code == 200
        app.settings.database.engine.dispose()  # type: ignore[union-attr]
