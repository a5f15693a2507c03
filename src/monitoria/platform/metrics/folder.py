"""Where the processes of one `serve` keep their counts, so that any of them can tell the sum.

It lies in memory: a disk that is full or stalls must not end a process that counts. prometheus-client finds it by the
variable, which must stand in the environment before the first process of Python that counts is started. This module
imports nothing of it: `serve` itself counts nothing and stays small.
"""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

VARIABLE = "PROMETHEUS_MULTIPROC_DIR"
_NAME = re.compile(r"monitoria-metrics-(\d+)")
_MEMORY = Path("/dev/shm")  # noqa: S108 - a folder of our own inside it, readable by us alone


@contextmanager
def metrics_folder() -> Iterator[Path]:
    """An empty folder for as long as the block lasts; what dead predecessors left is removed."""
    base = _MEMORY if os.access(_MEMORY, os.W_OK) else Path(tempfile.gettempdir())
    for left in base.glob("monitoria-metrics-*"):
        found = _NAME.fullmatch(left.name)
        if found and left.stat().st_uid == os.getuid() and not _is_alive(int(found[1])):
            shutil.rmtree(left, ignore_errors=True)
    folder = base / f"monitoria-metrics-{os.getpid()}"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(mode=0o700)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def forget_process(pid: int) -> None:
    """A process has ended: what it had under way ended with it. What it counted stays counted."""
    folder = os.environ.get(VARIABLE)
    if folder:
        for left in Path(folder).glob(f"gauge_live*_{pid}.db"):
            left.unlink(missing_ok=True)


def _is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return pid != os.getpid()
