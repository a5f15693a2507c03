"""Everything an installation is made of, as processes of this machine that can be killed, stopped and started again."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import boto3
import psutil
import psycopg

from bench.client import Client
from bench.faults.machine import Clock, Network, SmallDisk, network
from bench.stage import free_port, prepare
from monitoria.platform.postgres import APPLICATION_ROLE, EmbeddedPostgres, PostgresError
from tests.support.standby import Standby, libpq, streaming_primary

CALLS, EVALUATIONS = 2_000, 200
DATABASE = f"bench_{CALLS}"
DATABASE_DISK_MB, FILES_DISK_MB = 1_200, 256
START_SECONDS = 60
BUCKET = "recordings"
RELAYED_PORT = 5_432


@dataclass
class Service:
    """A process that the bench keeps: its command and what it is told."""

    command: list[str]
    environment: Mapping[str, str]
    log: Path
    process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it."""
        with self.log.open("ab") as output:
            self.process = subprocess.Popen(
                self.command, env=dict(self.environment), stdout=output, stderr=output, cwd=Path.cwd()
            )

    def stop(self, seconds: float = 30) -> None:
        """End it in order; kill it when it takes too long."""
        if self.process is None:
            return
        self.process.terminate()
        try:
            self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.process = None


class Keeper:
    """Starts PostgreSQL again when it died, as systemd would."""

    def __init__(self, server: EmbeddedPostgres) -> None:
        self._server = server
        self._over = threading.Event()
        self.is_resting = False
        self._thread = threading.Thread(target=self._keep, name="keeper", daemon=True)
        self._thread.start()

    def end(self) -> None:
        """Leave it alone."""
        self._over.set()
        self._thread.join()

    def _keep(self) -> None:
        while not self._over.wait(0.3):
            if not self.is_resting and not self._server.is_running():
                with suppress(PostgresError):
                    self._server.restart()


@dataclass
class Stack:
    """What runs."""

    folder: Path
    port: int
    postgres: EmbeddedPostgres
    keeper: Keeper
    standby: Standby
    network: Network
    clock: Clock
    database_disk: SmallDisk
    files_disk: SmallDisk
    letters: Path
    cable_url: str
    services: dict[str, Service] = field(default_factory=dict)

    @property
    def url(self) -> str:
        """The database, for whoever looks at it directly."""
        return libpq(self.postgres.url(DATABASE))

    def children(self, word: str) -> list[psutil.Process]:
        """Processes of the server whose command has this word, parents first."""
        process = self.services["serve"].process
        if process is None:
            return []
        found = []
        for child in psutil.Process(process.pid).children(recursive=True):
            with suppress(psutil.Error):
                if word in " ".join(child.cmdline()):
                    found.append(child)
        return found

    def wait_until_ready(self) -> None:
        """Until the server says that it can serve."""
        probe, end = Client(self.port), time.monotonic() + START_SECONDS
        while not probe.ask("GET", "/readyz").is_good:
            if time.monotonic() > end:
                raise RuntimeError(f"the server is not ready: {self.last_words()}")
            time.sleep(0.2)

    def last_words(self) -> str:
        """The end of what every service wrote."""
        return "\n".join(f"{path.name}: {path.read_text()[-1500:]}" for path in self.folder.glob("*.log"))

    def restart_all(self) -> None:
        """The whole machine goes down in order and comes up again."""
        self.services["serve"].stop()
        self.keeper.is_resting = True
        if self.postgres.pid is not None:
            os.kill(self.postgres.pid, signal.SIGINT)
        while self.postgres.is_running():
            time.sleep(0.05)
        self.keeper.is_resting = False
        _until_good(lambda: psycopg.connect(self.cable_url, connect_timeout=3).close())
        self.services["serve"].start()


@contextmanager
def running_stack(folder: Path) -> Iterator[Stack]:
    """All of it, with a sample of some thousand calls; ready when the block begins."""
    with ExitStack() as stack:
        clock = Clock()
        stack.callback(clock.end)
        net = stack.enter_context(network())
        disks = [SmallDisk(folder / "database", DATABASE_DISK_MB), SmallDisk(folder / "files", FILES_DISK_MB)]
        for disk in disks:
            stack.callback(disk.end)
        plain = {name: value for name, value in os.environ.items() if not name.startswith("MONITORIA_")}
        os.environ.update(clock.environment)  # for PostgreSQL, whenever it is started
        for name in clock.environment:
            stack.callback(os.environ.pop, name, None)
        postgres = stack.enter_context(streaming_primary(disks[0].folder / "postgres"))
        keeper = Keeper(postgres)
        stack.callback(keeper.end)
        prepare(postgres, CALLS, EVALUATIONS)
        standby = stack.enter_context(Standby(postgres, folder))
        port = RELAYED_PORT if net.is_own else free_port()
        cable = f"postgresql://{APPLICATION_ROLE}@{net.there}:{port}/{DATABASE}"
        letters = folder / "letters.txt"
        made = Stack(folder, free_port(), postgres, keeper, standby, net, clock, *disks, letters, cable)
        made.letters.touch()
        _begin_services(stack, made, plain)
        made.wait_until_ready()
        yield made


def _begin_services(stack: ExitStack, made: Stack, plain: Mapping[str, str]) -> None:
    ports = {name: free_port() for name in ("s3", "store", "mail")}
    database_port = made.cable_url.rpartition(":")[2].partition("/")[0]
    here = Path(__file__).parent  # as files: the package around them takes long to import
    relay = [sys.executable, str(here / "relay.py")]
    socket_file = f"{_socket_folder(made.postgres)}/.s.PGSQL.5432"
    commands = {
        "cable": made.network.command([*relay, made.network.there, database_port, socket_file]),
        "store": [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(ports["store"])],
        "s3": [*relay, "127.0.0.1", str(ports["s3"]), f"127.0.0.1:{ports['store']}"],
        "mail": [sys.executable, str(here / "post.py"), str(ports["mail"]), str(made.letters)],
    }
    keys = {"AWS_ACCESS_KEY_ID": "bench", "AWS_SECRET_ACCESS_KEY": "bench"}
    for name, command in commands.items():
        made.services[name] = Service(command, plain, made.folder / f"{name}.log")
    settings = {
        "MONITORIA_HOME": str(made.files_disk.folder / "home"),
        "MONITORIA_PORT": str(made.port),
        "MONITORIA_DATABASE_URL": made.cable_url,
        "MONITORIA_MIGRATION_DATABASE_URL": made.postgres.url(DATABASE),
        "MONITORIA_DATABASE_REPLICA_URL": made.standby.url(DATABASE, role=APPLICATION_ROLE),
        "MONITORIA_S3_BUCKET": BUCKET,
        "MONITORIA_S3_ENDPOINT": f"http://127.0.0.1:{ports['s3']}",
        "MONITORIA_S3_REGION": "us-east-1",
        "MONITORIA_SMTP_URL": f"smtp://127.0.0.1:{ports['mail']}?tls=none",
        "MONITORIA_MAIL_FROM": "Monitoria <avisos@exemplo.com.br>",
        "MONITORIA_PUBLIC_URL": "https://monitoria.exemplo.com.br",
        "TMPDIR": str(made.files_disk.folder),
    }
    environment = {**plain, **settings, **keys, **made.clock.environment}
    made.services["serve"] = Service(
        [sys.executable, "-m", "monitoria.cli", "serve"], environment, made.folder / "serve.log"
    )
    for name in (*commands, "serve"):
        stack.callback(made.services[name].stop)
    for name in commands:
        made.services[name].start()
    _give_addresses(made)
    store = boto3.client(
        "s3",
        endpoint_url=f"http://127.0.0.1:{ports['store']}",
        region_name="us-east-1",
        aws_access_key_id="bench",
        aws_secret_access_key="bench",
    )
    _until_good(lambda: store.create_bucket(Bucket=BUCKET))
    _until_good(lambda: psycopg.connect(made.cable_url, connect_timeout=3).close())
    made.services["serve"].start()


def _socket_folder(postgres: EmbeddedPostgres) -> str:
    return postgres.url().partition("host=")[2].replace("%2F", "/")


def _give_addresses(made: Stack) -> None:
    """Operators have an e-mail address, so that what they are told is sent too."""
    with psycopg.connect(made.url) as connection:
        connection.execute(
            "UPDATE users SET email = 'p' || row_number || '@exemplo.com.br' FROM (SELECT id AS own, "
            "row_number() OVER () FROM users) AS n WHERE own = id"
        )


def _until_good(act: Callable[[], object]) -> None:
    end = time.monotonic() + START_SECONDS
    while True:
        try:
            act()
        except Exception:
            if time.monotonic() > end:
                raise
            time.sleep(0.3)
        else:
            return
