"""The bands of a distribution: five points each, the last one with 100."""

from __future__ import annotations

BAND_POINTS = 5
BANDS = 100 // BAND_POINTS


def band_of(hundredths: int) -> int:
    """The band, from 0, of a score given in hundredths of a point."""
    return min(hundredths // (100 * BAND_POINTS), BANDS - 1)
