"""Pearson's correlation with Fisher's interval."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import NormalDist

from monitoria.platform.statistics.intervals import CONFIDENCE, Interval


@dataclass(frozen=True, slots=True)
class Correlation:
    """How far two measures go together, -1 to 1, of `n` pairs. `interval` is None below four pairs."""

    n: int
    r: float
    interval: Interval | None


def correlate(first: Sequence[float], second: Sequence[float], *, confidence: float = CONFIDENCE) -> Correlation | None:
    """Pearson's r with ``tanh(artanh r ± z/√(n−3))`` (Fisher 1921). None when either measure does not vary.

    Refuses measures of different lengths. Pairs that lie on one line have an interval of one point.
    """
    if len(first) != len(second):
        raise ValueError("a correlation needs pairs")
    n = len(first)
    if n < 2 or max(first) == min(first) or max(second) == min(second):
        return None
    mean_1, mean_2 = math.fsum(first) / n, math.fsum(second) / n
    spread_1 = math.fsum((x - mean_1) ** 2 for x in first)
    spread_2 = math.fsum((y - mean_2) ** 2 for y in second)
    both = math.fsum((x - mean_1) * (y - mean_2) for x, y in zip(first, second, strict=True))
    r = max(-1.0, min(1.0, both / math.sqrt(spread_1 * spread_2)))
    if n < 4:
        return Correlation(n, r, None)
    if abs(r) == 1:
        return Correlation(n, r, Interval(r, r))
    z = NormalDist().inv_cdf((1 + confidence) / 2) / math.sqrt(n - 3)
    return Correlation(n, r, Interval(math.tanh(math.atanh(r) - z), math.tanh(math.atanh(r) + z)))
