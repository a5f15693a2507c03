"""The faults: how each strikes, for how long, and how it is lifted."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

import psutil

from bench.faults.stack import Stack

HOUR = 3_600


def _nothing(stack: Stack) -> None: ...


def _always(stack: Stack) -> bool:  # noqa: ARG001 - as others ask
    return True


@dataclass(frozen=True, slots=True)
class Fault:
    """`held_seconds` pass between `strike` and `lift`; a kill is lifted at once. `can`: whether this machine can."""

    name: str
    strike: Callable[[Stack], None]
    lift: Callable[[Stack], None] = _nothing
    held_seconds: float = 0.0
    can: Callable[[Stack], bool] = _always


def _kill_web_process(stack: Stack) -> None:
    """One of the processes that answer; its parent starts another."""
    web = stack.children("monitoria.cli.web")
    for child in web[0].children()[:1]:
        child.kill()


def _kill_web(stack: Stack) -> None:
    """The parent of all that answer, and with it all of them."""
    web = stack.children("monitoria.cli.web")
    for process in web:
        with suppress(psutil.NoSuchProcess):
            process.kill()


def _kill_worker(stack: Stack) -> None:
    for process in stack.children("monitoria.worker"):
        process.kill()


def _kill_postgres(stack: Stack) -> None:
    if stack.postgres.pid is not None:
        os.kill(stack.postgres.pid, signal.SIGKILL)


def _fill_disks(stack: Stack) -> None:
    stack.files_disk.fill()
    stack.database_disk.fill()


def _free_disks(stack: Stack) -> None:
    stack.files_disk.free()
    stack.database_disk.free()


def _down(name: str) -> Callable[[Stack], None]:
    return lambda stack: stack.services[name].stop()


def _up(name: str) -> Callable[[Stack], None]:
    return lambda stack: stack.services[name].start()


def _jump(seconds: int) -> Callable[[Stack], None]:
    return lambda stack: stack.clock.jump(seconds)


FAULTS = (
    Fault("kill -9 of a web process", _kill_web_process),
    Fault("kill -9 of the whole web server", _kill_web),
    Fault("kill -9 of the worker", _kill_worker),
    Fault("kill -9 of PostgreSQL", _kill_postgres),
    Fault("full disks", _fill_disks, _free_disks, 6, lambda stack: stack.database_disk.is_own),
    Fault("SMTP down", _down("mail"), _up("mail"), 8),
    Fault("S3 down", _down("s3"), _up("s3"), 8),
    Fault("replica lost", lambda stack: stack.standby.kill(), lambda stack: stack.standby.start(), 8),
    Fault("clock an hour ahead", _jump(HOUR), _jump(0), 8, lambda stack: stack.clock.is_own),
    Fault("clock an hour back", _jump(-HOUR), _jump(0), 8, lambda stack: stack.clock.is_own),
    Fault(
        "network cut, web and database",
        lambda stack: stack.network.cut(),
        lambda stack: stack.network.mend(),
        12,
        lambda stack: stack.network.is_own,
    ),
    Fault("restart of everything", lambda stack: stack.restart_all()),
)
