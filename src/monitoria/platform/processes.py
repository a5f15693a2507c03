"""Child processes that never outlive the process that started them."""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

_PR_SET_PDEATHSIG = 1
# Loaded before any fork: between fork and exec nothing may import or allocate locks.
_LIBC = ctypes.CDLL(None) if sys.platform == "linux" else None


@dataclass(frozen=True, slots=True)
class Account:
    """A system user that a child process runs as."""

    uid: int
    gid: int


def become(account: Account) -> None:
    """Give up root for good. Raises OSError (or its kin) where this machine does not allow the change."""
    # Containers whose user namespace forbids it: the group list is already harmless there.
    with suppress(PermissionError):
        os.setgroups([])
    os.setgid(account.gid)
    os.setuid(account.uid)


def start_child(
    command: Sequence[str | Path],
    *,
    death_signal: signal.Signals,
    account: Account | None = None,
    env: Mapping[str, str] | None = None,
    cwd: Path | None = None,
    stdout: int | None = None,
    stderr: int | None = None,
    pass_fds: Sequence[int] = (),
) -> subprocess.Popen[bytes]:
    """Start `command` in a session of its own, so that Ctrl-C reaches only us and we stop it in order.

    When this process dies without stopping it (even by SIGKILL) the kernel sends `death_signal` to the child. It
    watches the *thread* that called, so call from one that lives as long as the process.
    """
    return subprocess.Popen(  # noqa: S603 - the hook only makes system calls
        [str(part) for part in command],
        stdin=subprocess.DEVNULL,
        stdout=stdout,
        stderr=stderr,
        env=None if env is None else dict(env),
        cwd=cwd,
        pass_fds=pass_fds,
        start_new_session=True,
        preexec_fn=_prepare(death_signal, account, os.getpid()),  # noqa: PLW1509 - only system calls
    )


def stop_children(processes: Sequence[subprocess.Popen[bytes]], steps: Sequence[tuple[signal.Signals, float]]) -> None:
    """Send all of them each signal in turn, waiting that many seconds for their end; SIGKILL to what is left."""
    for number, patience in steps:
        for process in processes:
            process.send_signal(number)
        end = time.monotonic() + patience
        while any(process.poll() is None for process in processes) and time.monotonic() < end:
            time.sleep(0.02)
    for process in processes:
        if process.poll() is None:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def tie_to_parent(death_signal: signal.Signals, parent: int) -> None:
    """In a child: ask the kernel for `death_signal` when `parent` dies; end at once when it is dead already."""
    if _LIBC is None:
        return
    _LIBC.prctl(_PR_SET_PDEATHSIG, int(death_signal))
    if os.getppid() != parent:
        os._exit(1)


def _prepare(death_signal: signal.Signals, account: Account | None, parent: int) -> Callable[[], None]:
    def prepare() -> None:
        if account is not None:
            become(account)
        # After the change of user, which clears the setting.
        tie_to_parent(death_signal, parent)

    return prepare
