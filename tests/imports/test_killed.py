"""A worker that is killed in mid-import: another one goes on, and nothing is written twice or lost."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from uuid import UUID

import psycopg

from monitoria.app import create_app
from monitoria.platform.config import Config
from tests.support.imports import send

ROWS = 6_000
# What the worker does with the job, in a process of its own; small batches, so that there is a middle to be killed in.
WORK = """
import sys
from uuid import UUID
from monitoria.app import make_bus
from monitoria.imports import service
from monitoria.imports.service import runs
from monitoria.platform.clock import Zone, utc_now
from monitoria.platform.database import Database, make_engine
from monitoria.platform.events import Circumstances
from monitoria.platform.storage import DiskStorage
from pathlib import Path
verb, url, folder, import_id = sys.argv[1:]
runs.BATCH = 200
database = Database(make_engine(url, pool_size=2), make_bus())
opening = lambda: database.unit_of_work(Circumstances(None, utc_now(), "job"))
around = service.Surroundings(opening, DiskStorage(Path(folder)).open, Zone("America/Sao_Paulo"))
getattr(service, verb)(around, UUID(import_id))
"""


def _start(verb: str, config: Config, import_id: str) -> subprocess.Popen[bytes]:
    assert config.database_url is not None
    files = str(Path(config.home) / "files")
    return subprocess.Popen([sys.executable, "-c", WORK, verb, config.database_url, files, import_id])


def test_a_worker_killed_in_mid_import_is_followed_by_one_that_goes_on(own_database_url: str, tmp_path: Path) -> None:
    config = Config(database_url=own_database_url, home=tmp_path)
    app = create_app(config)
    client = app.test_client()
    new = {"username": "primeira", "password": "senha-muito-boa", "full_name": "Ana Primeira"}
    assert client.post("/api/auth/register", json=new).status_code == 201
    login = client.post("/api/auth/login", json={"username": "primeira", "password": "senha-muito-boa"}).get_json()
    client.environ_base["HTTP_AUTHORIZATION"] = f"Bearer {login['access_token']}"
    worker = {"username": "bia", "password": "senha-muito-boa", "full_name": "Bia Souza", "role": "operator"}
    assert client.post("/api/auth/register", json=worker).status_code == 201
    lines = "".join(f"{n};Bia Souza;03/11/2026 10:{n % 60:02}\n" for n in range(ROWS))
    made = send(client, f"Id;Atendente;Início\n{lines}").get_json()
    assert client.post(f"/api/imports/{made['id']}/check").status_code == 200
    assert _start("run_check", config, made["id"]).wait(60) == 0
    assert client.post(f"/api/imports/{made['id']}/commit").status_code == 200
    plain = own_database_url.replace("postgresql+psycopg://", "postgresql://", 1)
    with psycopg.connect(plain, autocommit=True) as look:
        first = _start("run_commit", config, made["id"])
        deadline = time.monotonic() + 60
        while (done := _rows_done(look, UUID(made["id"]))) < 1_000:
            assert first.poll() is None
            assert time.monotonic() < deadline
            time.sleep(0.01)
        os.kill(first.pid, signal.SIGKILL)
        assert first.wait(10) == -signal.SIGKILL
        half = look.execute("SELECT count(*) FROM calls").fetchone()
        assert half is not None
        assert done <= half[0] < ROWS
        assert half[0] == _rows_done(look, UUID(made["id"])), "what is marked as done is what is there"
        assert _start("run_commit", config, made["id"]).wait(60) == 0
        after = look.execute("SELECT count(*), count(DISTINCT external_id) FROM calls").fetchone()
    assert after == (ROWS, ROWS)
    shown = client.get(f"/api/imports/{made['id']}").get_json()
    assert (shown["status"], shown["counts"]["created"], shown["counts"]["unchanged"]) == ("committed", ROWS, 0)
    app.settings.database.engine.dispose()  # type: ignore[union-attr]


def _rows_done(look: psycopg.Connection[tuple[object, ...]], import_id: UUID) -> int:
    found = look.execute("SELECT rows_done FROM imports WHERE id = %s", (import_id,)).fetchone()
    return int(str(found[0])) if found else 0
