"""What the machine lends to the faults: small disks, a network of its own, a clock that jumps. It takes root."""

from __future__ import annotations

import os
import shutil
import struct
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

BLOCK = 1 << 20


def is_root() -> bool:
    """Whether disks and networks can be made."""
    return os.geteuid() == 0


class SmallDisk:
    """A file system of a size of its own, in memory; without root an ordinary folder, that can't be filled."""

    def __init__(self, folder: Path, megabytes: int) -> None:
        self.folder = folder
        self._filler = folder / "filler"
        folder.mkdir(parents=True, exist_ok=True)
        done = subprocess.run(
            ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m,mode=755", "monitoria-bench", str(folder)],
            check=False,
            capture_output=True,
        )
        self.is_own = is_root() and done.returncode == 0

    def fill(self) -> None:
        """Leave no byte."""
        with suppress(OSError), self._filler.open("ab", buffering=0) as file:
            while True:
                file.write(bytes(BLOCK))
        with suppress(OSError), self._filler.open("ab", buffering=0) as file:
            while True:
                file.write(bytes(512))

    def free(self) -> None:
        """Give the room back."""
        self._filler.unlink(missing_ok=True)

    def end(self) -> None:
        """Give the disk back."""
        if self.is_own:
            subprocess.run(["umount", "-l", str(self.folder)], check=False)


@dataclass(frozen=True, slots=True)
class Network:
    """Another machine's network: `here` and `there` are the ends of a cable. Without root both are loopback."""

    name: str
    here: str
    there: str

    @property
    def is_own(self) -> bool:
        return bool(self.name)

    def command(self, command: list[str]) -> list[str]:
        """The same, run there."""
        return ["ip", "netns", "exec", self.name, *command] if self.name else command

    def cut(self) -> None:
        """Nothing comes back from there any more, and nobody is told."""
        self._route("add")

    def mend(self) -> None:
        """As before."""
        self._route("del")

    def _route(self, verb: str) -> None:
        subprocess.run(self.command(["ip", "route", verb, "blackhole", f"{self.here}/32"]), check=True)


@contextmanager
def network() -> Iterator[Network]:
    """A network that can be cut, while the block runs."""
    number = os.getpid() % 16_000
    name, ours, theirs = f"mbench{number}", f"mb{number}a", f"mb{number}b"
    base = f"198.18.{number // 64 % 256}.{number % 64 * 4}".rsplit(".", 1)
    here, there = (f"{base[0]}.{int(base[1]) + end}" for end in (1, 2))
    steps = [
        ["ip", "netns", "add", name],
        ["ip", "link", "add", ours, "type", "veth", "peer", "name", theirs],
        ["ip", "link", "set", theirs, "netns", name],
        ["ip", "addr", "add", f"{here}/30", "dev", ours],
        ["ip", "link", "set", ours, "up"],
        ["ip", "netns", "exec", name, "ip", "addr", "add", f"{there}/30", "dev", theirs],
        ["ip", "netns", "exec", name, "ip", "link", "set", theirs, "up"],
    ]
    made = is_root() and shutil.which("ip") is not None
    made = made and all(subprocess.run(step, check=False, capture_output=True).returncode == 0 for step in steps)
    try:
        yield Network(name, here, there) if made else Network("", "127.0.0.1", "127.0.0.1")
    finally:
        if is_root() and shutil.which("ip") is not None:
            subprocess.run(["ip", "link", "del", ours], check=False, capture_output=True)
            subprocess.run(["ip", "netns", "del", name], check=False, capture_output=True)


class Clock:
    """The wall clock of the processes that have `environment`; without a C compiler it can't be moved."""

    def __init__(self) -> None:
        self._folder = Path(tempfile.mkdtemp(prefix="monitoria-clock-"))
        self._folder.chmod(0o755)
        self._file = self._folder / "ahead"
        self._file.write_bytes(struct.pack("@l", 0))
        self._file.chmod(0o644)
        library = self._folder / "clock.so"
        source = Path(__file__).with_name("clock.c")
        compiler = shutil.which("cc")
        done = compiler and subprocess.run(
            [compiler, "-shared", "-fPIC", "-O2", "-o", str(library), str(source), "-ldl"], check=False
        )
        self.is_own = bool(done) and library.exists()
        self.environment = {"LD_PRELOAD": str(library), "BENCH_CLOCK": str(self._file)} if self.is_own else {}

    def jump(self, seconds: int) -> None:
        """So many seconds ahead of the true time, from now on."""
        with self._file.open("r+b", buffering=0) as file:
            file.write(struct.pack("@l", seconds))

    def end(self) -> None:
        """Give the folder back."""
        shutil.rmtree(self._folder, ignore_errors=True)
