"""Files of strangers are decoded in a process of their own, with bounds on time, memory and what it may write.

A decoder that hangs, crashes or swells takes that process with it and nothing else.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from monitoria.platform.sound.kinds import Kind

WALL_SECONDS = 900
_UNDECODABLE = 65  # the child says so


class Undecoded(Exception):
    """The file could not be decoded; `reason` is a stable word."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(reason)


@dataclass(frozen=True, slots=True)
class Measured:
    """What the other process found: see `measure.Measurement`. The peaks and the copy lie where it was told."""

    seconds: float
    sample_rate: int
    channels: int
    said_seconds: float | None
    damage: str | None
    speech: list[list[tuple[float, float]]]
    is_dead: list[bool]
    is_same: bool


def measure_apart(path: Path, kind: Kind, peaks: Path, copy: Path | None) -> Measured:
    """Measure `path`, write its peaks and, when asked, a playable copy. Raises `Undecoded`."""
    order = json.dumps([str(path), kind.name, kind.needs_media, str(peaks), None if copy is None else str(copy)])
    try:
        done = subprocess.run(
            [sys.executable, "-m", "monitoria.platform.sound.child"],
            input=order.encode(),
            capture_output=True,
            timeout=WALL_SECONDS,
            check=False,
            env={**os.environ, "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"},
        )
    except subprocess.TimeoutExpired:
        raise Undecoded("took-too-long") from None
    if done.returncode == _UNDECODABLE:
        raise Undecoded("undecodable")
    if done.returncode != 0:
        raise Undecoded("decoder-died")
    return read_answer(json.loads(done.stdout))


def read_answer(answer: dict[str, Any]) -> Measured:
    """The other process's answer; JSON knows no tuples."""
    speech = [[(float(start), float(end)) for start, end in spans] for spans in answer.pop("speech")]
    return Measured(speech=speech, **answer)
