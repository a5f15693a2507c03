"""The embedded PostgreSQL keeps its promises with real processes: it starts fast, recovers, and never outlives us."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import psycopg
import pytest

from monitoria.platform.postgres import AlreadyRunningError, EmbeddedPostgres, PostgresError, running_url

HOLDER = """
import sys, time
from pathlib import Path
from monitoria.platform.postgres import EmbeddedPostgres
with EmbeddedPostgres(Path(sys.argv[1])) as server:
    print(server.pid, flush=True)
    time.sleep(60)
"""


def ask(url: str, question: str) -> object:
    """The single value that the database answers."""
    with psycopg.connect(url.replace("+psycopg", "", 1), autocommit=True) as connection:
        row = connection.execute(question).fetchone()
    assert row is not None
    return row[0]


def tell(url: str, statement: str) -> None:
    """Run a statement."""
    with psycopg.connect(url.replace("+psycopg", "", 1), autocommit=True) as connection:
        connection.execute(statement.encode())


def wait_for(condition: Callable[[], bool], seconds: float = 15) -> bool:
    """Whether the condition came true in time."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(0.05)
    return False


def is_alive(pid: int) -> bool:
    """Whether the process runs (one that only waits to be reaped does not)."""
    try:
        return bool(psutil.Process(pid).status() != psutil.STATUS_ZOMBIE)
    except psutil.NoSuchProcess:
        return False


def logged_in(data_dir: Path) -> str:
    """What the server has written so far."""
    return "".join(path.read_text() for path in (data_dir / "log").iterdir())


@pytest.fixture
def data_dir(tmp_path: Path) -> Path:
    """Where a new cluster will be made."""
    return tmp_path / "postgres"


@pytest.fixture
def server(data_dir: Path) -> Iterator[EmbeddedPostgres]:
    """A running server."""
    with EmbeddedPostgres(data_dir) as running:
        yield running


def test_it_answers_on_a_private_socket_only(server: EmbeddedPostgres) -> None:
    assert ask(server.url(), "SHOW server_version_num") >= "180000"  # type: ignore[operator]
    assert ask(server.url(), "SHOW listen_addresses") == ""
    folder = Path(server.url().partition("host=")[2])
    assert folder.stat().st_mode & 0o077 == 0


def test_it_knows_nothing_of_our_secret_and_logs_no_data(data_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MONITORIA_SECRET_KEY", "a-secret-of-the-web-process-alone")
    with EmbeddedPostgres(data_dir) as server:
        assert b"a-secret-of-the-web" not in Path(f"/proc/{server.pid}/environ").read_bytes()
        tell(server.url(), "CREATE TABLE people (document text CHECK (document = ''))")
        with pytest.raises(psycopg.errors.CheckViolation):
            tell(server.url(), "INSERT INTO people VALUES ('529.982.247-25')")
        assert wait_for(lambda: "people_document_check" in logged_in(data_dir))  # a process of its own writes it
        assert "529.982" not in logged_in(data_dir)


def test_it_keeps_data_and_lower_cases_accents_after_a_restart(data_dir: Path) -> None:
    with EmbeddedPostgres(data_dir) as server:
        tell(server.url(), "CREATE TABLE kept AS SELECT lower('ÁÇÃO') AS word")
    with EmbeddedPostgres(data_dir) as server:
        assert ask(server.url(), "SELECT word FROM kept") == "áção"


def test_stopping_leaves_no_process_and_no_socket(data_dir: Path) -> None:
    with EmbeddedPostgres(data_dir) as server:
        pid, folder = server.pid, Path(server.url().partition("host=")[2])
    assert pid is not None
    assert not is_alive(pid)
    assert not folder.exists()
    assert not (data_dir / "postmaster.pid").exists()


def test_a_data_folder_too_deep_for_a_socket_works(tmp_path: Path) -> None:
    deep = tmp_path.joinpath(*["pasta com espaço e acentuação"] * 5) / "postgres"
    with EmbeddedPostgres(deep) as server:
        assert ask(server.url(), "SELECT 1") == 1


def test_it_ends_when_its_owner_is_killed(data_dir: Path) -> None:
    owner = subprocess.Popen([sys.executable, "-c", HOLDER, str(data_dir)], stdout=subprocess.PIPE, text=True)
    assert owner.stdout is not None
    pid = int(owner.stdout.readline())
    owner.kill()
    owner.wait()
    owner.stdout.close()
    assert wait_for(lambda: not is_alive(pid))
    left = Path(data_dir.with_name("postgres.lock").read_text())
    assert left.is_dir()
    with EmbeddedPostgres(data_dir) as server:
        assert ask(server.url(), "SELECT 1") == 1
    assert not left.exists()


def test_a_lock_file_whose_number_now_belongs_to_another_program_is_forgotten(data_dir: Path) -> None:
    with EmbeddedPostgres(data_dir) as server:
        running = (data_dir / "postmaster.pid").read_text().splitlines()
        assert server.pid == int(running[0])
    other = os.getpid()
    (data_dir / "postmaster.pid").write_text("\n".join([str(other), *running[1:]]) + "\n")
    with EmbeddedPostgres(data_dir) as server:
        assert ask(server.url(), "SELECT 1") == 1


def test_a_half_made_cluster_is_made_again(data_dir: Path) -> None:
    draft = data_dir.with_name("postgres.new")
    draft.mkdir()
    (draft / "PG_VERSION").write_text("18\n")
    with EmbeddedPostgres(data_dir) as server:
        assert ask(server.url(), "SELECT 1") == 1
    assert not draft.exists()


def test_a_killed_server_comes_back_on_the_same_address_with_its_data(server: EmbeddedPostgres) -> None:
    url, pid = server.url(), server.pid
    assert pid is not None
    tell(url, "CREATE TABLE kept AS SELECT 7 AS number")
    os.kill(pid, signal.SIGKILL)
    assert wait_for(lambda: not server.is_running())
    server.restart()
    assert server.url() == url
    assert ask(url, "SELECT number FROM kept") == 7


def test_one_data_folder_has_one_owner_and_others_are_told_its_address(server: EmbeddedPostgres) -> None:
    with pytest.raises(AlreadyRunningError, match="Já há um Monitoria em execução"):
        EmbeddedPostgres(server.data_dir).start()
    assert running_url(server.data_dir) == server.url()


def test_nobody_serving_means_no_address(data_dir: Path) -> None:
    assert running_url(data_dir) is None


def test_a_folder_of_something_else_is_refused(data_dir: Path) -> None:
    data_dir.mkdir()
    (data_dir / "carta.txt").write_text("não apague")
    with pytest.raises(PostgresError, match="não está vazia"):
        EmbeddedPostgres(data_dir).start()
    assert (data_dir / "carta.txt").exists()


def test_data_of_another_major_version_are_refused(data_dir: Path) -> None:
    data_dir.mkdir()
    (data_dir / "PG_VERSION").write_text("17\n")
    with pytest.raises(PostgresError, match="PostgreSQL 17"):
        EmbeddedPostgres(data_dir).start()


def test_a_folder_that_can_not_be_written_is_one_sentence() -> None:
    with pytest.raises(PostgresError, match="Não é possível escrever na pasta"):
        EmbeddedPostgres(Path("/proc/monitoria/postgres")).start()
