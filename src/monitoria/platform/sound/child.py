"""The decoder's own process: reads its order as JSON, writes peaks and copy as files and the rest as JSON."""

from __future__ import annotations

import json
import os
import resource
import sys
from pathlib import Path

from monitoria.platform.sound.decode import Undecodable, open_sound
from monitoria.platform.sound.kinds import Kind
from monitoria.platform.sound.measure import Measurement, measure

UNDECODABLE = 65  # EX_DATAERR
CPU_SECONDS = 600
MEMORY_BYTES = 2 << 30
WRITTEN_BYTES = 8 << 30


def main() -> int:
    """0 with the answer on standard output, 65 when there is no sound to decode."""
    _bound()
    path, name, needs_media, peaks, copy = json.load(sys.stdin)
    try:
        kind = Kind(name, "", needs_media=needs_media)
        found = measure(open_sound(Path(path), kind), None if copy is None else Path(copy))
    except Undecodable as error:
        print(error, file=sys.stderr)  # noqa: T201 - the parent reads it
        return UNDECODABLE
    Path(peaks).write_bytes(found.peaks)
    json.dump(_answer(found), sys.stdout)
    return 0


def _bound() -> None:
    """What may be used up on one file; the wall clock is the parent's to watch."""
    for kind, most in (
        (resource.RLIMIT_CPU, CPU_SECONDS),
        (resource.RLIMIT_AS, MEMORY_BYTES),
        (resource.RLIMIT_FSIZE, WRITTEN_BYTES),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(kind, (most, most))
    os.nice(5)


def _answer(found: Measurement) -> dict[str, object]:
    return {
        "seconds": found.seconds,
        "sample_rate": found.sample_rate,
        "channels": found.channels,
        "said_seconds": found.said_seconds,
        "damage": found.damage,
        "speech": found.speech,
        "is_dead": found.is_dead,
        "is_same": found.is_same,
    }


if __name__ == "__main__":
    sys.exit(main())
