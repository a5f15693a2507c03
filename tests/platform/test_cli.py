"""The `monitoria` command with real processes: it starts whole, heals, ends whole, and explains itself."""

from __future__ import annotations

import json
import os
import signal
import socket
import struct
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import psutil
import pytest

from monitoria.app import make_bus
from monitoria.cli.accounts import sample_accounts
from monitoria.cli.serve import SILENCE_SECONDS, listening
from monitoria.cli.settings import environment_of
from monitoria.people.service.hashing import hash_password
from monitoria.platform.access import Role
from monitoria.platform.config import Config
from monitoria.platform.database import Database, make_engine
from monitoria.platform.events import Circumstances
from tests.support.people import make_user

COMMAND = (sys.executable, "-m", "monitoria.cli")
START_SECONDS = 90
STOP_SECONDS = 20


def clean_environment(**settings: str) -> dict[str, str]:
    """This environment without Monitoria's own variables, plus the given ones."""
    others = {name: value for name, value in os.environ.items() if not name.startswith("MONITORIA_")}
    return others | {f"MONITORIA_{name.upper()}": value for name, value in settings.items()}


def run(*arguments: str, said: str = "", **settings: str) -> subprocess.CompletedProcess[str]:
    """The command, run to its end."""
    return subprocess.run(
        [*COMMAND, *arguments],
        env=clean_environment(**settings),
        input=said,
        capture_output=True,
        text=True,
        timeout=START_SECONDS,
        check=False,
    )


def assert_one_sentence(done: subprocess.CompletedProcess[str], part: str) -> None:
    """The command failed with one line on standard error that holds `part`."""
    assert done.returncode == 1
    assert part in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def wait_for(condition: Callable[[], bool], seconds: float) -> bool:
    """Whether the condition came true in time."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(0.05)
    return False


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass(frozen=True, slots=True)
class Serving:
    """A running `monitoria serve`."""

    process: subprocess.Popen[str]
    port: int
    home: Path

    def status(self, path: str) -> int:
        """The HTTP status at `path`; 0 when nobody answers."""
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=5) as answer:
                return int(answer.status)
        except urllib.error.HTTPError as error:
            with error:
                return error.code
        except OSError:
            return 0

    def ask(self, path: str, body: object = None, token: str = "") -> Any:
        """The JSON at `path`; posts when there is a body."""
        sent = None if body is None else json.dumps(body).encode()
        headers = {"Content-Type": "application/json"} | ({"Authorization": f"Bearer {token}"} if token else {})
        request = urllib.request.Request(f"http://127.0.0.1:{self.port}{path}", sent, headers)
        with urllib.request.urlopen(request, timeout=10) as answer:  # noqa: S310 - our own address
            return json.load(answer)

    def descendants(self) -> list[psutil.Process]:
        """Every process that came from it."""
        return psutil.Process(self.process.pid).children(recursive=True)

    def child(self, word: str) -> psutil.Process:
        """The living direct child whose command line holds `word`; waits while it is being started again."""
        found: list[psutil.Process] = []

        def look() -> bool:
            found[:] = self.children_with(word)
            return bool(found)

        assert wait_for(look, 10), word
        return found[0]

    def children_with(self, word: str) -> list[psutil.Process]:
        """Its direct children whose command line holds `word` (one that has just ended has none)."""
        return [
            child
            for child in psutil.Process(self.process.pid).children()
            if any(word in part for part in command_line(child))
        ]


def command_line(process: psutil.Process) -> list[str]:
    """The words the process was started with; none when it has ended."""
    try:
        return process.cmdline()
    except psutil.NoSuchProcess:  # a zombie too: it ended and waits to be reaped
        return []


def start(home: Path) -> Serving:
    """Start `serve` on a free port; return once it has printed its address."""
    port = free_port()
    process = subprocess.Popen(
        [*COMMAND, "serve", "--home", str(home), "--port", str(port)],
        env=clean_environment(),
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline().strip() == f"Monitoria em http://127.0.0.1:{port}"
    return Serving(process, port, home)


def finish(serving: Serving) -> None:
    """End it in any case."""
    if serving.process.poll() is None:
        serving.process.terminate()
        serving.process.wait(STOP_SECONDS)
    assert serving.process.stdout is not None
    serving.process.stdout.close()


@pytest.fixture
def serving(tmp_path: Path) -> Iterator[Serving]:
    """A server of the test's own."""
    started = start(tmp_path / "dados")
    yield started
    finish(started)


@pytest.fixture(scope="module")
def migrated_home(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A data folder with an empty, migrated database that nobody serves."""
    home = tmp_path_factory.mktemp("migrado")
    assert run("migrate", home=str(home)).returncode == 0
    assert not (home / "postgres" / "postmaster.pid").exists()
    return str(home)


def are_gone(processes: list[psutil.Process], seconds: float) -> bool:
    """Whether all of them ended in time (one that only waits to be reaped has ended)."""

    def gone(process: psutil.Process) -> bool:
        try:
            return not process.is_running() or process.status() == psutil.STATUS_ZOMBIE
        except psutil.NoSuchProcess:
            return True

    return wait_for(lambda: all(gone(process) for process in processes), seconds)


def test_it_heals_tells_the_doctor_and_ends_whole(serving: Serving) -> None:
    assert serving.status("/healthz") == 200
    assert serving.status("/readyz") == 200
    assert wait_for(lambda: run("doctor", home=str(serving.home)).returncode == 0, 30)

    for word in ("bin/postgres", "monitoria.cli.web", "monitoria.worker"):
        fallen = serving.child(word)
        fallen.kill()
        assert are_gone([fallen], 5)
        assert wait_for(lambda: serving.status("/readyz") == 200, 30), word
    assert wait_for(lambda: len(psutil.Process(serving.process.pid).children()) == 3, 10)

    everybody = serving.descendants()
    serving.process.send_signal(signal.SIGTERM)
    assert serving.process.wait(STOP_SECONDS) == 0
    assert are_gone(everybody, 2)
    assert serving.status("/healthz") == 0


def test_nothing_survives_its_sudden_death_and_the_data_do(serving: Serving) -> None:
    assert run("user", "create", "rita", said="uma senha boa\n", home=str(serving.home)).returncode == 0
    everybody = serving.descendants()
    serving.process.kill()
    serving.process.wait()
    assert are_gone(everybody, STOP_SECONDS)
    again = run("user", "create", "rita", said="uma senha boa\n", home=str(serving.home))
    assert_one_sentence(again, "Já está em uso")


def test_ctrl_c_while_it_starts_leaves_nothing(tmp_path: Path) -> None:
    process = subprocess.Popen(
        [*COMMAND, "serve", "--home", str(tmp_path / "dados"), "--port", str(free_port())],
        env=clean_environment(),
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stderr is not None
    assert wait_for((tmp_path / "dados" / "postgres.lock").exists, 30)
    everybody = psutil.Process(process.pid).children(recursive=True)
    process.send_signal(signal.SIGINT)
    assert process.wait(STOP_SECONDS) == 0
    assert process.stderr.read() == ""
    process.stderr.close()
    assert are_gone(everybody, 5)


def test_sample_data_are_called_so_however_it_was_started(tmp_path: Path) -> None:
    made = run("demo", home=str(tmp_path / "dados"))
    assert made.returncode == 0, made.stderr
    serving = start(tmp_path / "dados")
    try:
        signed_in = serving.ask("/api/auth/login", {"username": "admin", "password": "admin123"})
        assert serving.ask("/api/settings", token=signed_in["access_token"])["demo"] is True
    finally:
        finish(serving)


def test_a_second_server_on_the_same_data_is_refused(serving: Serving) -> None:
    second = run("serve", "--home", str(serving.home), "--port", str(free_port()))
    assert_one_sentence(second, "Já há um Monitoria em execução")


def test_a_taken_port_is_one_sentence(tmp_path: Path) -> None:
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", 0))
        holder.listen()
        port = holder.getsockname()[1]
        assert_one_sentence(
            run("serve", "--home", str(tmp_path), "--port", str(port)), f"A porta {port} já está em uso"
        )
    assert list(tmp_path.iterdir()) == []


def test_a_client_that_falls_silent_gives_its_thread_back() -> None:
    with listening(Config(port=free_port())) as listener, socket.create_connection(listener.getsockname()):
        connection, _ = listener.accept()
        with connection:
            for direction in (socket.SO_RCVTIMEO, socket.SO_SNDTIMEO):
                kept = struct.unpack("@ll", connection.getsockopt(socket.SOL_SOCKET, direction, 16))
                assert kept == (SILENCE_SECONDS, 0)


def test_a_folder_that_can_not_be_written_is_one_sentence() -> None:
    done = run("serve", "--home", "/proc/monitoria", "--port", str(free_port()))
    assert_one_sentence(done, "Não é possível escrever na pasta /proc/monitoria")


def test_a_setting_that_does_not_exist_is_one_sentence() -> None:
    assert_one_sentence(run("doctor", pasta="x"), "MONITORIA_PASTA não existe")


def test_a_server_that_does_not_answer_is_one_sentence(tmp_path: Path) -> None:
    url = f"postgresql://ninguem@127.0.0.1:{free_port()}/nada"
    done = run("serve", "--home", str(tmp_path), "--port", str(free_port()), database_url=url)
    assert_one_sentence(done, "O banco de dados de MONITORIA_DATABASE_URL não pode ser usado")


@pytest.mark.parametrize("secret", [None, "curto"])
def test_production_is_refused_without_a_secret_of_its_own(tmp_path: Path, secret: str | None) -> None:
    settings = {"environment": "production"} | ({"secret_key": secret} if secret else {})
    assert_one_sentence(run("serve", "--home", str(tmp_path), **settings), "MONITORIA_SECRET_KEY")


def test_production_is_refused_while_somebody_has_a_sample_password(migrated_home: str) -> None:
    assert run("user", "create", "admin", said="admin123\n", home=migrated_home).returncode == 0
    settings = {"environment": "production", "secret_key": "uma-frase-longa-que-ninguem-adivinha-1"}
    done = run("serve", "--port", str(free_port()), home=migrated_home, **settings)
    assert done.returncode == 1
    assert "Estes usuários têm a senha de exemplo, que é pública: admin." in done.stderr
    assert "Traceback" not in done.stderr


def test_a_sample_password_is_known_whatever_the_person_does_by_now(own_database_url: str, now: datetime) -> None:
    database = Database(make_engine(own_database_url, pool_size=1), make_bus())
    with database.unit_of_work(Circumstances(None, now)) as session:
        for name, role in (("joão.silva", Role.EVALUATOR), ("maria", Role.OPERATOR)):
            person = make_user(session, now, name, role)
            person.password_hash = hash_password("operator123") if role is Role.EVALUATOR else person.password_hash
    database.engine.dispose()
    assert sample_accounts(own_database_url) == ["joão.silva"]


def test_the_doctor_starts_the_database_that_it_needs(migrated_home: str) -> None:
    examined = run("doctor", home=migrated_home)
    assert examined.returncode == 1
    assert "✓ Esquema: Na versão deste programa" in examined.stdout
    assert "✗ Worker: Nenhum em execução" in examined.stdout


def test_a_refused_password_is_explained(migrated_home: str) -> None:
    done = run("user", "create", "rita", said="curta\n", home=migrated_home)
    assert_one_sentence(done, "8 a 128 caracteres")


def test_the_description_of_the_api_needs_no_database(tmp_path: Path) -> None:
    target = tmp_path / "openapi.json"
    assert run("openapi", "--output", str(target)).returncode == 0
    assert json.loads(target.read_text())["openapi"].startswith("3.1")


def test_every_setting_survives_the_way_to_a_child_process(tmp_path: Path) -> None:
    config = Config(home=tmp_path, database_url="postgresql+psycopg://x@y/z", port=8123, secure_cookies=True, demo=True)
    assert Config.from_environment(environment_of(config)) == config
