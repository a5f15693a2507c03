"""A process that dies in mid-upload leaves no row without its file and, once swept, no file without its row."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from monitoria.app import QUEUE, make_bus
from monitoria.platform.config import Config
from monitoria.platform.database import Database, make_engine
from monitoria.platform.events import Circumstances
from monitoria.platform.storage import make_storage, store_bytes
from tests.conftest import NOW
from tests.support.calls import make_call
from tests.support.jobs import run_job
from tests.support.people import Cast, make_cast

# A whole application that uploads to itself and is killed at the moment it was told.
DYING = """
import io, os, signal, sys
from monitoria.app import SUBSCRIPTIONS, assemble
from monitoria.platform.config import Config
from monitoria.platform.database import Database, make_engine
from monitoria.platform.events import Bus
from monitoria.recordings.events import RecordingStored
from tests.support.http import signed_in_client
from tests.support.sounds import tone, wav
from monitoria.people.models import User

moment, url, home, user_id, call_id = sys.argv[1:]

def die(*_):
    os.kill(os.getpid(), signal.SIGKILL)

class Body(io.BytesIO):
    def read(self, size=-1):
        if moment == "receiving" and self.tell() > 200_000:
            die()
        return super().read(size)

    def readinto(self, buffer):
        chunk = self.read(len(buffer))
        buffer[: len(chunk)] = chunk
        return len(chunk)

listeners = [(RecordingStored, die)] if moment == "before-commit" else []
database = Database(make_engine(url), Bus([*SUBSCRIPTIONS, *listeners]))
config = Config(database_url=url, home=__import__("pathlib").Path(home), max_body_bytes=1 << 24)
app = assemble(config, database)
client = signed_in_client(app, database, User(id=__import__("uuid").UUID(user_id)))
part = b'--B\\r\\nContent-Disposition: form-data; name="file"; filename="a.wav"\\r\\n\\r\\n'
body = part + wav(tone(60, [(1, 2)])) + b"\\r\\n--B--\\r\\n"
answer = client.post(f"/api/calls/{call_id}/recordings", input_stream=Body(body), content_length=len(body),
                     content_type="multipart/form-data; boundary=B")
print(answer.status_code)
"""


@pytest.fixture
def database(own_database_url: str) -> Iterator[Database]:
    """Real commits: a process that dies takes its transaction with it."""
    engine = make_engine(own_database_url)
    yield Database(engine, make_bus())
    engine.dispose()


@pytest.fixture
def config(own_database_url: str, tmp_path: Path) -> Config:
    return Config(database_url=own_database_url, home=tmp_path)


@pytest.fixture
def cast(database: Database) -> Cast:
    with database.unit_of_work(Circumstances(None, NOW)) as session:
        return make_cast(session, NOW)


@pytest.fixture
def call_id(database: Database, cast: Cast) -> str:
    with database.unit_of_work(Circumstances(None, NOW)) as session:
        return str(make_call(session, cast.admin, cast.ana, NOW).id)


def _upload(moment: str, config: Config, cast: Cast, call_id: str) -> subprocess.CompletedProcess[str]:
    arguments = [moment, config.database_url or "", str(config.home), str(cast.admin.id), call_id]
    return subprocess.run(
        [sys.executable, "-c", DYING, *arguments],
        capture_output=True,
        text=True,
        check=False,
        cwd=Path(__file__).parents[2],
    )


def _files(config: Config) -> list[Path]:
    return sorted(path for path in (config.home / "files").rglob("*") if path.is_file())


def _rows(database: Database) -> int:
    with database.unit_of_work(Circumstances(None, NOW)) as session:
        return int(session.execute(text("SELECT count(*) FROM recordings")).scalar_one())


def _sweep(database: Database, config: Config) -> None:
    run_job(database, config, "recordings:sweep_files", timestamp=0)


def _age(config: Config) -> None:
    long_ago = time.time() - 7_200
    for path in _files(config):
        os.utime(path, (long_ago, long_ago))


@pytest.mark.parametrize("moment", ["receiving", "before-commit"])
def test_an_upload_that_is_killed_leaves_nothing(
    database: Database, config: Config, cast: Cast, call_id: str, moment: str
) -> None:
    done = _upload(moment, config, cast, call_id)
    assert done.returncode == -signal.SIGKILL, done.stderr
    assert (len(_files(config)), _rows(database)) == (1, 0)
    _sweep(database, config)
    assert len(_files(config)) == 1, "an upload that may still be running is left alone"
    _age(config)
    _sweep(database, config)
    assert _files(config) == []


def test_an_upload_that_ends_well_is_never_swept(database: Database, config: Config, cast: Cast, call_id: str) -> None:
    done = _upload("never", config, cast, call_id)
    assert done.stdout == "201\n", done.stderr
    assert _rows(database) == 1
    (original,) = _files(config)
    store_bytes(make_storage(config), f"{original.relative_to(config.home / 'files')}.peaks", b"x")
    _age(config)
    _sweep(database, config)
    assert len(_files(config)) == 2


def test_a_row_whose_file_is_lost_says_so(database: Database, config: Config, cast: Cast, call_id: str) -> None:
    _upload("never", config, cast, call_id)
    _files(config)[0].unlink()
    _sweep(database, config)
    with database.unit_of_work(Circumstances(None, NOW)) as session:
        found: Any = session.execute(text("SELECT status, problem FROM recordings")).one()
    assert tuple(found) == ("failed", "lost")


def test_a_recording_whose_job_was_given_up_is_measured_after_all(
    database: Database, config: Config, cast: Cast, call_id: str
) -> None:
    """The storage may be out of reach for longer than a job is tried."""
    _upload("never", config, cast, call_id)
    given_up = "DELETE FROM procrastinate_jobs"
    waiting = text("SELECT count(*) FROM procrastinate_jobs WHERE task_name = 'recordings:measure_recording'")
    asked = []
    for age in ("1 minute", "2 hours"):
        with database.unit_of_work(Circumstances(None, NOW)) as session:
            session.execute(text(given_up))
            session.execute(text(f"UPDATE recordings SET created_at = now() - interval '{age}'"))
        _sweep(database, config)
        with database.unit_of_work(Circumstances(None, NOW)) as session:
            asked.append(session.execute(waiting).scalar_one())
    assert asked == [0, 1]


def test_the_sweeper_is_a_job_of_every_hour() -> None:
    periodic = {task.task.name: task.cron for task in QUEUE.periodic_registry.periodic_tasks.values()}
    assert periodic["recordings:sweep_files"] == "41 * * * *"
