"""Shewhart's control chart: between which lines a mean moves by chance alone, and which runs are hardly chance.

Sources: Shewhart, Economic Control of Quality of Manufactured Product (1931); the zones of Western Electric,
Statistical Quality Control Handbook (1956), pp. 25-28; the tests of Nelson, "The Shewhart Control Chart: Tests for
Special Causes", Journal of Quality Technology 16 (1984), pp. 237-239; for subgroups of different sizes and for
individual values Montgomery, Introduction to Statistical Quality Control, 6.3.2 and 6.4.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

# The mean range of two normal values, in standard deviations: 2/√π (the quality tables' d2 for n = 2).
_D2_OF_TWO = 2 / math.sqrt(math.pi)
_SIGMAS = 3.0
# Less than so many degrees of freedom tell next to nothing of the spread: no lines are drawn.
LEAST_DEGREES = 5


@dataclass(frozen=True, slots=True)
class Subgroup:
    """Values that belong together (those of one day): how many, their sum and the sum of their squares."""

    n: int
    total: float
    squares: float


@dataclass(frozen=True, slots=True)
class Limits:
    """The lines beside one point, `low` to `high`."""

    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Chart:
    """The centre line, the spread of single values, and for each subgroup its limits and its standardised mean.

    `means`, `limits` and `distances` (how many standard errors a mean lies above the centre) are None where a subgroup
    is too small, and everywhere when the spread is unknown or nil: then `sigma` is None; without any value `centre`.
    """

    centre: float | None
    sigma: float | None
    means: tuple[float | None, ...]
    limits: tuple[Limits | None, ...]
    distances: tuple[float | None, ...]


class Signal(StrEnum):
    """A run that is hardly chance: the point that completes it carries its name."""

    BEYOND_LIMITS = "beyond-limits"  # one point beyond 3 σ: Western Electric 1, Nelson 1
    TWO_OF_THREE = "two-of-three"  # two of three beyond 2 σ on one side: Western Electric 2, Nelson 5
    FOUR_OF_FIVE = "four-of-five"  # four of five beyond 1 σ on one side: Western Electric 3, Nelson 6
    EIGHT_ON_A_SIDE = "eight-on-a-side"  # eight in a row on one side: Western Electric 4 (Nelson 2 asks for nine)
    SIX_TRENDING = "six-trending"  # six in a row, each above (or below) the one before: Nelson 3


def control_limits(
    points: Sequence[Subgroup], *, least_n: int = 1, bounds: tuple[float, float] = (-math.inf, math.inf)
) -> Chart:
    """The X̄ chart of subgroups of different sizes: ``x̿ ± 3·σ/√nᵢ``, cut at `bounds`.

    ``x̿`` is the mean of all values. ``σ² = Σ SSᵢ / Σ (nᵢ−1)`` is pooled within the subgroups, so that a drift between
    them widens no line; where hardly any subgroup has two values it is the mean moving range of successive means over
    d₂ = 1.128 instead, for values that stand alone. A subgroup below `least_n` counts, but has no lines.
    """
    n = sum(point.n for point in points)
    unknown = (None,) * len(points)
    if n == 0:
        return Chart(None, None, unknown, unknown, unknown)
    centre = math.fsum(point.total for point in points) / n
    sigma = _pooled_sigma(points) or _moving_sigma(points)
    if sigma is None:
        return Chart(centre, None, unknown, unknown, unknown)
    means = [point.total / point.n if point.n >= max(least_n, 1) else None for point in points]
    errors = [sigma / math.sqrt(point.n) if point.n else math.inf for point in points]
    drawn = list(zip(means, errors, strict=True))
    return Chart(
        centre,
        sigma,
        tuple(means),
        tuple(None if mean is None else _limits(centre, error, bounds) for mean, error in drawn),
        tuple(None if mean is None else (mean - centre) / error for mean, error in drawn),
    )


def _limits(centre: float, error: float, bounds: tuple[float, float]) -> Limits:
    return Limits(max(centre - _SIGMAS * error, bounds[0]), min(centre + _SIGMAS * error, bounds[1]))


def _pooled_sigma(points: Sequence[Subgroup]) -> float | None:
    known = [point for point in points if point.n > 1]
    degrees = sum(point.n - 1 for point in known)
    if degrees < LEAST_DEGREES:
        return None
    inside = math.fsum(max(point.squares - point.total**2 / point.n, 0.0) for point in known)
    scale = math.fsum(point.squares for point in known)
    # What rounding leaves of equal values is no spread.
    return math.sqrt(inside / degrees) if inside > 1e-12 * scale else None


def _moving_sigma(points: Sequence[Subgroup]) -> float | None:
    """Of values that stand alone; None as soon as a subgroup's own spread could have been asked."""
    alone = [point.total for point in points if point.n == 1]
    if len(alone) <= LEAST_DEGREES or sum(max(point.n - 1, 0) for point in points) >= LEAST_DEGREES:
        return None
    ranges = [abs(after - before) for before, after in pairwise(alone)]
    return math.fsum(ranges) / len(ranges) / _D2_OF_TWO or None


def runs(chart: Chart) -> tuple[tuple[Signal, ...], ...]:
    """The signals of each point. Points without lines are passed over, as if they were not drawn."""
    places = [place for place, mean in enumerate(chart.means) if mean is not None]
    means = [mean for mean in chart.means if mean is not None]
    distances = [distance for distance in chart.distances if distance is not None]
    found: list[tuple[Signal, ...]] = [()] * len(chart.means)
    for count, place in enumerate(places, start=1):
        past = distances[max(count - 8, 0) : count]
        signals = [signal for signal, limit, of, least in _ZONES if _is_beyond(past, limit, of, least)]
        if _is_trending(means[max(count - 6, 0) : count]):
            signals.append(Signal.SIX_TRENDING)
        found[place] = tuple(signals)
    return tuple(found)


_ZONES = (
    (Signal.BEYOND_LIMITS, _SIGMAS, 1, 1),
    (Signal.TWO_OF_THREE, 2.0, 3, 2),
    (Signal.FOUR_OF_FIVE, 1.0, 5, 4),
    (Signal.EIGHT_ON_A_SIDE, 0.0, 8, 8),
)


def _is_beyond(past: Sequence[float], limit: float, of: int, least: int) -> bool:
    """Whether at least so many of the last ones lie beyond the limit on the side of the very last, itself included."""
    if len(past) < of:
        return False
    side = 1 if past[-1] > 0 else -1
    last = [side * distance > limit for distance in past[-of:]]
    return last[-1] and sum(last) >= least


def _is_trending(last: Sequence[float]) -> bool:
    steps = [after - before for before, after in pairwise(last)]
    return len(last) == 6 and (all(step > 0 for step in steps) or all(step < 0 for step in steps))
