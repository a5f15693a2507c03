"""Peaks: how loud each channel is at each moment, as compact bytes that open at once.

`MPK1`, the points a second (8 bytes), the channels (2) and the points a channel (4), all little-endian; then a byte a
point, one channel after the other, the loudest sample of its time as a share of 255.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from dataclasses import dataclass

_MAGIC = b"MPK1"
_HEAD = struct.Struct("<4sdHI")


@dataclass(frozen=True, slots=True)
class Peaks:
    """The points of each channel, each 0 to 255."""

    points_per_second: float
    channels: tuple[bytes, ...]

    def reduced_to(self, points: int) -> tuple[bytes, ...]:
        """At most so many points a channel: of those that fall together the loudest."""
        return tuple(_reduce(channel, points) for channel in self.channels)


def _reduce(channel: bytes, points: int) -> bytes:
    count = len(channel)
    if count <= points:
        return channel
    return bytes(max(channel[at * count // points : (at + 1) * count // points]) for at in range(points))


def pack_peaks(points_per_second: float, channels: Sequence[bytes]) -> bytes:
    """The bytes to keep; every channel has as many points as the first."""
    return _HEAD.pack(_MAGIC, points_per_second, len(channels), len(channels[0])) + b"".join(channels)


def unpack_peaks(packed: bytes) -> Peaks:
    """What `pack_peaks` kept. Raises ValueError for anything else."""
    try:
        magic, rate, channels, points = _HEAD.unpack_from(packed)
    except struct.error:
        raise ValueError("no peaks") from None
    if magic != _MAGIC or len(packed) != _HEAD.size + channels * points:
        raise ValueError("no peaks")
    start = _HEAD.size
    return Peaks(rate, tuple(packed[start + n * points : start + (n + 1) * points] for n in range(channels)))
