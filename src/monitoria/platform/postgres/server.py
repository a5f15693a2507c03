"""The running server: a child process of ours on a private unix socket."""

from __future__ import annotations

import fcntl
import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from urllib.parse import quote

import psycopg
from psycopg import sql

from monitoria.platform.config import PREFIX
from monitoria.platform.postgres.account import choose_account, open_way
from monitoria.platform.postgres.cluster import (
    SUPERUSER,
    clear_leftovers,
    make_cluster,
    program,
    read_postmaster,
)
from monitoria.platform.postgres.errors import AlreadyRunningError, PostgresError
from monitoria.platform.processes import Account, start_child, stop_children

DATABASE = "monitoria"
# Whom the application connects as: it owns no table, so it can neither change the audit trail nor unlock it.
APPLICATION_ROLE = "monitoria_app"
SOCKET_DIR_PREFIX = "monitoria-pg-"
# Recovery after a power cut replays the journal before the server answers.
START_SECONDS = 300
LONGEST_SOCKET_DIR = 85  # the kernel's limit is 107 bytes for the whole socket path
# "Fast" (finish what is being written), then "immediate" (recover at the next start).
STOP_STEPS: Sequence[tuple[signal.Signals, float]] = ((signal.SIGINT, 10), (signal.SIGQUIT, 5))


class EmbeddedPostgres:
    """PostgreSQL on `data_dir`, owned by this process: it ends when the block (or this process) ends.

    Listens on no network address; only this user (and root) reaches its socket. Use it as a context manager, from a
    thread that lives as long as the server should. Raises `AlreadyRunningError` when another process serves these data,
    `PostgresError` when the server can't start. `heed` is called while it waits, and may raise to give up.
    """

    def __init__(self, data_dir: Path, *, heed: Callable[[], None] = lambda: None) -> None:
        self._heed = heed
        self.data_dir = data_dir.absolute().resolve()
        self._lock: int | None = None
        self._account: Account | None = None
        self._socket_dir: Path | None = None
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> EmbeddedPostgres:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def url(self, database: str = DATABASE, role: str = SUPERUSER) -> str:
        """The SQLAlchemy address of `database`, for its owner or for another role; stays the same over `restart`."""
        if self._socket_dir is None:
            raise PostgresError("O PostgreSQL embutido não está em execução.")
        return _url(self._socket_dir, database, role)

    @property
    def pid(self) -> int | None:
        """The server's process number, None when it is not running."""
        return self._process.pid if self.is_running() and self._process is not None else None

    def is_running(self) -> bool:
        """Whether the server's process is alive."""
        return self._process is not None and self._process.poll() is None

    def start(self) -> None:
        """Create the data when there are none, recover them when needed, and answer once connections are accepted."""
        self._take_lock()
        try:
            self._account = choose_account(self.data_dir)
            make_cluster(self.data_dir, self._account)
            clear_leftovers(self.data_dir, self._heed)
            self._socket_dir = self._new_socket_dir()
            self._launch()
            create_database(self.url("postgres"), DATABASE)
            create_role(self.url("postgres"), APPLICATION_ROLE)
        except BaseException:
            self.stop()
            raise

    def restart(self) -> None:
        """Bring a server that died back, on the same address."""
        if self.is_running():
            return
        clear_leftovers(self.data_dir, self._heed)
        self._launch()

    def stop(self) -> None:
        """End the server in order; within seconds in any case. Harmless when it is not running."""
        if self._process is not None:
            stop_children([self._process], STOP_STEPS)
            self._process = None
        if self._socket_dir is not None:
            shutil.rmtree(self._socket_dir, ignore_errors=True)
            self._socket_dir = None
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None

    def _take_lock(self) -> None:
        path = self.data_dir.with_name(f"{self.data_dir.name}.lock")
        try:
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._lock = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        except OSError as error:
            reason = error.strerror or str(error)
            raise PostgresError(f"Não é possível escrever na pasta {path.parent}: {reason}.") from None
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(self._lock)
            self._lock = None
            raise AlreadyRunningError(f"Já há um Monitoria em execução com a pasta {path.parent}.") from None

    def _new_socket_dir(self) -> Path:
        """Made anew at each start; the lock file remembers it, for whoever must clear it after a kill."""
        assert self._lock is not None  # noqa: S101 - set by start
        earlier = Path(os.fsdecode(os.pread(self._lock, 4096, 0)))
        if earlier.name.startswith(SOCKET_DIR_PREFIX):
            shutil.rmtree(earlier, ignore_errors=True)
        folder = _make_socket_dir(self._account)
        os.ftruncate(self._lock, 0)
        os.pwrite(self._lock, os.fsencode(folder), 0)
        return folder

    def _launch(self) -> None:
        assert self._socket_dir is not None  # noqa: S101 - set by start
        command: list[str | Path] = [program("postgres"), "-D", self.data_dir, "-h", "", "-k", self._socket_dir]
        output = os.open(self.data_dir.with_name("postgres.log"), os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        try:
            self._process = start_child(
                [*command, "-c", "unix_socket_permissions=0700"],
                death_signal=signal.SIGINT,
                account=self._account,
                env=_without_settings(os.environ),
                cwd=Path("/"),
                stdout=output,
                stderr=output,
            )
        finally:
            os.close(output)
        self._wait_until_ready(self._process)

    def _wait_until_ready(self, process: subprocess.Popen[bytes]) -> None:
        end = time.monotonic() + START_SECONDS
        while time.monotonic() < end:
            if process.poll() is not None:
                raise PostgresError(f"O PostgreSQL embutido não iniciou: {self._last_words()}")
            postmaster = read_postmaster(self.data_dir)
            if postmaster is not None and postmaster.pid == process.pid and postmaster.is_ready:
                return
            self._heed()
            time.sleep(0.02)
        raise PostgresError(f"O PostgreSQL embutido não ficou pronto em {START_SECONDS} segundos.")

    def _last_words(self) -> str:
        try:
            lines = self.data_dir.with_name("postgres.log").read_text(errors="replace").strip().splitlines()
        except OSError:
            lines = []
        return lines[-1] if lines else f"veja {self.data_dir / 'log'}"


def _without_settings(environ: Mapping[str, str]) -> dict[str, str]:
    """The environment without our settings: the server runs as another user, whom our secret is no business of."""
    return {name: value for name, value in environ.items() if not name.startswith(PREFIX)}


def running_url(data_dir: Path, database: str = DATABASE, role: str = SUPERUSER) -> str | None:
    """The address of a server that another process runs on `data_dir`; None when nobody does."""
    try:
        postmaster = read_postmaster(data_dir.absolute().resolve())
    except PermissionError:
        return None
    if postmaster is None or postmaster.socket_dir is None or not postmaster.is_ready:
        return None
    url = _url(postmaster.socket_dir, database, role)
    try:
        psycopg.connect(_conninfo(url), connect_timeout=3).close()
    except psycopg.OperationalError:
        return None
    return url


def create_database(server_url: str, name: str) -> None:
    """Create the database `name` on the server unless it exists."""
    with psycopg.connect(_conninfo(server_url), autocommit=True) as connection:
        found = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone()
        if found is None:
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))


def create_role(server_url: str, name: str) -> None:
    """Create a role that may sign in and owns nothing, unless it exists."""
    with psycopg.connect(_conninfo(server_url), autocommit=True) as connection:
        found = connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [name]).fetchone()
        if found is None:
            connection.execute(sql.SQL("CREATE ROLE {} LOGIN").format(sql.Identifier(name)))


def _url(socket_dir: Path, database: str, role: str) -> str:
    return f"postgresql+psycopg://{role}@/{quote(database)}?host={quote(str(socket_dir))}"


def _conninfo(url: str) -> str:
    return url.replace("postgresql+psycopg://", "postgresql://", 1)


def _make_socket_dir(account: Account | None) -> Path:
    """A short private folder: the data folder's own path may be too long for a socket."""
    for parent in dict.fromkeys((tempfile.gettempdir(), "/tmp", "/dev/shm", "/run")):  # noqa: S108
        if len(os.fsencode(parent)) > LONGEST_SOCKET_DIR - len(f"/{SOCKET_DIR_PREFIX}12345678"):
            continue
        try:
            folder = Path(tempfile.mkdtemp(prefix=SOCKET_DIR_PREFIX, dir=parent))
        except OSError:
            continue
        if account is not None:
            os.chown(folder, account.uid, account.gid)
            open_way(account, [folder])
        return folder
    raise PostgresError("Não há pasta temporária utilizável para o soquete do PostgreSQL (por exemplo /tmp).")
