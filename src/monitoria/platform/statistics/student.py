"""Student's t, to twelve digits or more."""

from __future__ import annotations

import math
from functools import lru_cache
from statistics import NormalDist

# From here on the asymptotic series of the t quantile is better than 1e-14.
_MANY_DEGREES = 1000


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
