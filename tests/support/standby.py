"""A streaming replica of an embedded PostgreSQL, made as administrators make one: `pg_basebackup`."""

from __future__ import annotations

import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any

import psycopg

from monitoria.platform.postgres import EmbeddedPostgres
from monitoria.platform.postgres.account import choose_account, open_way, own
from monitoria.platform.postgres.cluster import SUPERUSER, make_cluster, program
from monitoria.platform.processes import become, start_child, stop_children

START_SECONDS = 60
SLOT = "replica"


@contextmanager
def streaming_primary(data_dir: Path) -> Iterator[EmbeddedPostgres]:
    """An embedded PostgreSQL that others may follow."""
    data_dir.parent.mkdir(parents=True, exist_ok=True)
    make_cluster(data_dir, choose_account(data_dir))
    with (data_dir / "postgresql.conf").open("a") as settings:
        settings.write("wal_level = replica\nmax_wal_senders = 4\nfsync = off\n")
    with EmbeddedPostgres(data_dir) as server:
        yield server


class Standby:
    """A replica of `primary` in a folder of its own, on a private unix socket. It can be killed and started again."""

    def __init__(self, primary: EmbeddedPostgres, folder: Path) -> None:
        self._primary = primary
        self._folder = folder
        self._data = folder / "standby"
        self._sockets = Path(tempfile.mkdtemp(prefix="monitoria-pg-"))
        self._account = choose_account(primary.data_dir)
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Standby:
        folder = self._folder / "making"
        for path in (folder, self._sockets):
            path.mkdir(parents=True, exist_ok=True)
            own(self._account, path)
            open_way(self._account, [path])
        command = [program("pg_basebackup"), "-d", libpq(self._primary.url("postgres")), "-D", folder / "data"]
        command += ["-R", "-X", "stream", "-c", "fast", "--no-sync"]
        account = self._account
        subprocess.run(
            [str(part) for part in command],
            check=True,
            cwd="/",
            preexec_fn=None if account is None else lambda: become(account),
        )
        (folder / "data").rename(self._data)
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._process is not None:
            stop_children([self._process], [(signal.SIGINT, 10), (signal.SIGQUIT, 5)])
        shutil.rmtree(self._sockets, ignore_errors=True)

    def url(self, database: str, role: str = SUPERUSER) -> str:
        """Its SQLAlchemy address."""
        return f"postgresql+psycopg://{role}@/{database}?host={self._sockets}"

    def start(self) -> None:
        """Follow the primary, from where it was; returns once it answers."""
        with (self._folder / "standby.log").open("ab") as output:
            self._process = start_child(
                [program("postgres"), "-D", self._data, "-h", "", "-k", self._sockets],
                death_signal=signal.SIGINT,
                account=self._account,
                cwd=Path("/"),
                stdout=output.fileno(),
                stderr=output.fileno(),
            )
        wait_for(lambda: self.ask("SELECT 1") == 1)

    def kill(self) -> None:
        """As a power cut would."""
        assert self._process is not None
        self._process.send_signal(signal.SIGQUIT)
        self._process.wait(10)

    def ask(self, question: str, database: str = "postgres") -> Any:
        """One value, or None while it does not answer."""
        try:
            with psycopg.connect(libpq(self.url(database)), autocommit=True, connect_timeout=3) as connection:
                row = connection.execute(question).fetchone()  # type: ignore[call-overload]
        except psycopg.OperationalError:
            return None
        return row[0] if row else None


def libpq(url: str) -> str:
    """A SQLAlchemy address as PostgreSQL's own programs take it."""
    return url.replace("postgresql+psycopg://", "postgresql://", 1)


def wait_for(is_true: Any, seconds: float = START_SECONDS) -> None:
    """Wait until it is; fails the test when it never is."""
    end = time.monotonic() + seconds
    while not is_true():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.05)
