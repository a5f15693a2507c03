"""Child processes that never outlive the process that started them."""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys
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
    output: int | None = None,
    pass_fds: Sequence[int] = (),
) -> subprocess.Popen[bytes]:
    """Start `command` in a session of its own, so that Ctrl-C reaches only us and we stop it in order.

    When this process dies without stopping it (even by SIGKILL) the kernel sends `death_signal` to the child. It
    watches the *thread* that called, so call from one that lives as long as the process.
    """
    return subprocess.Popen(  # noqa: S603 - the hook only makes system calls
        [str(part) for part in command],
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=output,
        env=None if env is None else dict(env),
        cwd=cwd,
        pass_fds=pass_fds,
        start_new_session=True,
        preexec_fn=_prepare(death_signal, account, os.getpid()),  # noqa: PLW1509 - only system calls
    )


def stop_child(process: subprocess.Popen[bytes], steps: Sequence[tuple[signal.Signals, float]]) -> int:
    """Send each signal in turn, waiting that many seconds for an end; SIGKILL at last. Answers the exit status."""
    for number, patience in steps:
        if process.poll() is not None:
            break
        _signal_group(process, number, whole=False)
        try:
            return process.wait(patience)
        except subprocess.TimeoutExpired:
            continue
    _signal_group(process, signal.SIGKILL, whole=True)
    return process.wait()


def _signal_group(process: subprocess.Popen[bytes], number: signal.Signals, *, whole: bool) -> None:
    try:
        if whole:
            os.killpg(process.pid, number)
        else:
            process.send_signal(number)
    except ProcessLookupError:
        pass


def _prepare(death_signal: signal.Signals, account: Account | None, parent: int) -> Callable[[], None]:
    def prepare() -> None:
        if account is not None:
            become(account)
        if _LIBC is None:
            return
        # After the change of user, which clears the setting.
        _LIBC.prctl(_PR_SET_PDEATHSIG, int(death_signal))
        if os.getppid() != parent:
            os._exit(1)

    return prepare
