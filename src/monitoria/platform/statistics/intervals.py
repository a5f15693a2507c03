"""Intervals for means, differences and proportions, and when two of them tell apart."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import NormalDist

from monitoria.platform.statistics.student import t_quantile

CONFIDENCE = 0.95


@dataclass(frozen=True, slots=True)
class Interval:
    """A closed interval, low to high, in the unit of what it speaks of."""

    low: float
    high: float

    def within(self, least: float, greatest: float) -> Interval:
        """The interval cut at the ends of a scale."""
        return Interval(min(max(self.low, least), greatest), max(min(self.high, greatest), least))

    def overlaps(self, other: Interval) -> bool:
        """True when the two share at least one point."""
        return self.low <= other.high and other.low <= self.high


@dataclass(frozen=True, slots=True)
class Estimate:
    """A mean with what it rests on. ``interval`` is None below two values, or without a known spread."""

    n: int
    mean: float | None
    interval: Interval | None
    is_sufficient: bool


def estimate_mean(
    n: int,
    total: float,
    squares: float,
    *,
    least_n: int,
    population: int | None = None,
    confidence: float = CONFIDENCE,
    bounds: tuple[float, float] = (0.0, 100.0),
) -> Estimate:
    """The mean of ``n`` values from their sum and sum of squares, with its t interval cut at ``bounds``.

    ``population`` is how many there are in all: the interval shrinks as the sample nears it. Below
    ``least_n`` values the estimate is "amostra insuficiente". Refuses negative counts.
    """
    if n < 0:
        raise ValueError("a count is not negative")
    if n == 0:
        return Estimate(n=0, mean=None, interval=None, is_sufficient=False)
    mean = total / n
    interval = None
    if n > 1:
        variance = max(squares - total * mean, 0.0) / (n - 1)
        margin = mean_margin(n, variance, population=population, confidence=confidence)
        interval = Interval(mean - margin, mean + margin).within(*bounds)
    return Estimate(n=n, mean=mean, interval=interval, is_sufficient=n >= least_n)


def estimate_values(
    values: Sequence[float], *, least_n: int, confidence: float = CONFIDENCE, bounds: tuple[float, float] = (0.0, 100.0)
) -> Estimate:
    """The mean of these values as :func:`estimate_mean` gives it."""
    total, squares = math.fsum(values), math.fsum(value * value for value in values)
    return estimate_mean(len(values), total, squares, least_n=least_n, confidence=confidence, bounds=bounds)


@dataclass(frozen=True, slots=True)
class Difference:
    """How far the second mean lies above the first, with its interval; ``degrees`` of freedom are seldom whole."""

    value: float
    interval: Interval
    degrees: float


def welch_difference(
    first: Sequence[float], second: Sequence[float], *, confidence: float = CONFIDENCE
) -> Difference | None:
    """The difference of two means, second minus first, with Welch's interval: no equal spread is taken for granted.

    ``d ± t(ν) · √(s₁²/n₁ + s₂²/n₂)`` with ``ν = (s₁²/n₁ + s₂²/n₂)² / ((s₁²/n₁)²/(n₁−1) + (s₂²/n₂)²/(n₂−1))``
    (Welch 1947; Satterthwaite 1946). None below two values on a side, or when neither side varies: then no spread is
    known that an interval could rest on.
    """
    if len(first) < 2 or len(second) < 2:
        return None
    (mean_1, part_1), (mean_2, part_2) = _mean_and_part(first), _mean_and_part(second)
    if part_1 + part_2 == 0:
        return None
    degrees = (part_1 + part_2) ** 2 / (part_1**2 / (len(first) - 1) + part_2**2 / (len(second) - 1))
    margin = t_quantile((1 + confidence) / 2, degrees) * math.sqrt(part_1 + part_2)
    value = mean_2 - mean_1
    return Difference(value, Interval(value - margin, value + margin), degrees)


def _mean_and_part(values: Sequence[float]) -> tuple[float, float]:
    """The mean and ``s²/n``; values that are all the same have exactly no spread."""
    mean = math.fsum(values) / len(values)
    if max(values) == min(values):
        return mean, 0.0
    variance = math.fsum((value - mean) ** 2 for value in values) / (len(values) - 1)
    return mean, variance / len(values)


def mean_margin(n: int, variance: float, *, population: int | None = None, confidence: float = CONFIDENCE) -> float:
    """Half the t interval of a mean: ``t · s/√n · √((N−n)/(N−1))``; needs two values or more."""
    if n < 2:
        raise ValueError("an interval needs two values or more")
    t = t_quantile((1 + confidence) / 2, n - 1)
    return t * math.sqrt(variance / n) * finite_correction(n, population)


def finite_correction(n: int, population: int | None) -> float:
    """``√((N−n)/(N−1))`` (Cochran, Sampling Techniques, §2.6): 1 for an unknown N, 0 when all were seen."""
    if population is None:
        return 1.0
    if population <= n:
        return 0.0
    return math.sqrt((population - n) / (population - 1))


def wilson(successes: int, n: int, confidence: float = CONFIDENCE) -> Interval | None:
    """Wilson's score interval of a proportion (Wilson 1927; Newcombe 1998, method 3). None without trials."""
    if not 0 <= successes <= n:
        raise ValueError("successes lie between 0 and n")
    if n == 0:
        return None
    z = NormalDist().inv_cdf((1 + confidence) / 2)
    p = successes / n
    spread = z * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n))
    centre = p + z * z / (2 * n)
    scale = 1 + z * z / n
    low = 0.0 if successes == 0 else (centre - spread) / scale
    high = 1.0 if successes == n else (centre + spread) / scale
    return Interval(low, high)


def are_distinguishable(first: Estimate, second: Estimate) -> bool:
    """True only when both samples suffice and their intervals do not overlap.

    Everything else is "sem diferença distinguível". Stricter than a test of the difference, on purpose: it
    never calls two people different without good cause.
    """
    if not (first.is_sufficient and second.is_sufficient):
        return False
    if first.interval is None or second.interval is None:
        return False
    return not first.interval.overlaps(second.interval)
