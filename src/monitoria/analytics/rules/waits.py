"""How long feedback takes: the waits that are kept, and their medians out of a histogram."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from enum import StrEnum

# Where a band begins, in minutes: 0, 5 min … 1 h … 1 d … 90 d. Neighbours lie a factor of 1.2 to 2 apart.
_DAY = 1_440
BAND_STARTS: tuple[int, ...] = (
    *(0, 5, 10, 15, 20, 30, 45, 60, 90, 120, 180, 240, 360, 480, 720, 960, 1_200),
    *(_DAY * days // 4 for days in (4, 5, 6, 8, 10, 12, 16, 20, 24, 28, 32, 40, 48, 56, 72, 84, 120, 180, 240, 360)),
)


class Wait(StrEnum):
    """From publication to each step that may follow, and from a contest to its decision."""

    READ = "read"
    ACKNOWLEDGED = "acknowledged"
    CONTESTED = "contested"
    DECIDED = "decided"
    CLOSED = "closed"


def wait_band(minutes: int) -> int:
    """The band, from 0, that holds a wait of so many whole minutes."""
    return max(bisect_right(BAND_STARTS, minutes) - 1, 0)


def median_of(counts: Mapping[int, tuple[int, int]]) -> float | None:
    """The median in minutes, from how many waits each band holds and their sum of minutes.

    The band that holds the middle is known, and its waits are taken to lie evenly around their own mean, never out of
    the band: off by less than the band is wide (less than 25 % from one day on). One wait, or equal ones, are exact.
    """
    n = sum(count for count, _ in counts.values())
    if n == 0:
        return None
    before = 0
    for band in sorted(counts):
        count, minutes = counts[band]
        if count and before + count >= n / 2:
            return _within(band, minutes / count, count, n / 2 - before)
        before += count
    raise ValueError("a histogram holds its own median")


def _within(band: int, mean: float, count: int, place: float) -> float:
    low = BAND_STARTS[band]
    high = BAND_STARTS[band + 1] if band + 1 < len(BAND_STARTS) else 2 * mean - low
    half = min(mean - low, high - mean)
    return mean + half * (2 * (place / count) - 1)
