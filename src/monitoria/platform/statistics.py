"""Statistics in plain functions: intervals for means, differences and proportions, and when two of them tell apart.

Of the trade nothing is known here: what is averaged, and what is made of it, is said in the domains.
Floats are right here: these are estimates. A score itself is exact and is computed elsewhere.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from statistics import NormalDist

CONFIDENCE = 0.95
# From here on the asymptotic series of the t quantile is better than 1e-14.
_MANY_DEGREES = 1000


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


@lru_cache(maxsize=4096)
def t_quantile(probability: float, degrees: float) -> float:
    """The quantile of Student's t: 12 digits or more for any degrees of freedom from 1, whole or not.

    Below 1000 degrees the distribution is summed in closed form (Abramowitz & Stegun 26.7.3 and 26.7.4), or for
    degrees that are not whole taken from the incomplete beta function, and inverted by bisection; above, the
    Cornish-Fisher series (26.7.5) is exact to the last digits.
    """
    if not 0 < probability < 1 or degrees < 1:
        raise ValueError("a t quantile needs 0 < probability < 1 and one degree of freedom or more")
    if probability < 0.5:
        return -t_quantile(1 - probability, degrees)
    if degrees >= _MANY_DEGREES:
        return _t_series(NormalDist().inv_cdf(probability), degrees)
    return math.sqrt(degrees) * math.tan(_angle(2 * probability - 1, degrees))


def _angle(central: float, degrees: float) -> float:
    is_whole = degrees == int(degrees)
    low, high = 0.0, math.pi / 2
    for _ in range(80):
        middle = (low + high) / 2
        below = _whole_central(middle, int(degrees)) if is_whole else _central_probability(middle, degrees)
        if below < central:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def _whole_central(angle: float, degrees: int) -> float:
    """P(|T| ≤ t) for ``t = √ν · tan(angle)`` and whole degrees."""
    sine, cosine = math.sin(angle), math.cos(angle)
    is_odd = degrees % 2 == 1
    term = cosine if is_odd else 1.0
    total = term if degrees > 1 else 0.0
    for k in range(3 if is_odd else 2, degrees - 1, 2):
        term *= cosine * cosine * ((k - 1) / k)
        total += term
    return 2 / math.pi * (angle + sine * total) if is_odd else sine * total


def _central_probability(angle: float, degrees: float) -> float:
    """The same for any degrees: ``I(sin², ½, ν/2)`` (Abramowitz & Stegun 26.7.1 with 26.5.27)."""
    return _beta_share(math.sin(angle) ** 2, math.cos(angle) ** 2, 0.5, degrees / 2)


def _beta_share(x: float, rest: float, a: float, b: float) -> float:
    """The regularised incomplete beta function of ``x``, where ``rest`` is ``1 − x`` without loss of digits."""
    if x <= 0 or rest <= 0:
        return 0.0 if x <= 0 else 1.0
    if x > (a + 1) / (a + b + 2):
        return 1 - _beta_share(rest, x, b, a)
    scale = math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b) + a * math.log(x) + b * math.log(rest)
    return math.exp(scale) / a / _beta_fraction(x, a, b)


def _beta_fraction(x: float, a: float, b: float) -> float:
    """Its continued fraction (DLMF 8.17.22) by Lentz's method; it converges quickly where it is asked for."""
    tiny = 1e-300
    value, c, d = 1.0, 1.0, 0.0
    for m in range(1, 400):
        half, is_odd = m // 2, m % 2 == 1
        if is_odd:
            term = -(a + half) * (a + b + half) * x / ((a + 2 * half) * (a + 2 * half + 1))
        else:
            term = half * (b - half) * x / ((a + 2 * half - 1) * (a + 2 * half))
        d = 1 / ((1 + term * d) or tiny)
        c = (1 + term / c) or tiny
        value *= c * d
        if abs(c * d - 1) < 1e-16:
            break
    return value


def _t_series(z: float, degrees: float) -> float:
    g1 = (z**3 + z) / 4
    g2 = (5 * z**5 + 16 * z**3 + 3 * z) / 96
    g3 = (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384
    g4 = (79 * z**9 + 776 * z**7 + 1482 * z**5 - 1920 * z**3 - 945 * z) / 92160
    return z + g1 / degrees + g2 / degrees**2 + g3 / degrees**3 + g4 / degrees**4
