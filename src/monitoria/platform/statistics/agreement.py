"""How far raters agree, beyond what chance alone would bring.

A coefficient is None where nothing varies ("sem variação: coeficiente indefinido"). Kappa alone misleads where one
answer is rare: percent agreement and Gwet's AC1 stand beside it.

Sources: Cohen 1960 (Educ. Psychol. Meas. 20:37); Fleiss 1971 (Psychol. Bull. 76:378), with gaps after Gwet; Gwet 2008
(Br. J. Math. Stat. Psychol. 61:29) and Handbook of Inter-Rater Reliability (4th ed. 2014), ch. 2 and 5; Krippendorff
2011, Computing Krippendorff's Alpha-Reliability.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Hashable, Mapping, Sequence
from enum import StrEnum
from typing import Any

# What the raters said of one unit, each once; None where one said nothing.
Ratings = Sequence[Any]


class Level(StrEnum):
    """What values mean: names, an order, distances, or distances from a zero."""

    NOMINAL = "nominal"
    ORDINAL = "ordinal"
    INTERVAL = "interval"
    RATIO = "ratio"


def percent_agreement(units: Sequence[Ratings]) -> float | None:
    """The share of pairs of ratings of one unit that agree, 0 to 1: the mean over units with two ratings or more.

    For two raters without gaps it is the share of units on which they agree. None without such a unit.
    """
    shares = [_agreeing(counts) for counts in _counts(units) if counts.total() > 1]
    return math.fsum(shares) / len(shares) if shares else None


def cohen_kappa(first: Ratings, second: Ratings) -> float | None:
    """Cohen's kappa of two raters; units that one of them passed over are left out. None without variation."""
    pairs = [(a, b) for a, b in zip(first, second, strict=True) if a is not None and b is not None]
    if not pairs:
        return None
    n = len(pairs)
    rows, columns = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    observed = sum(a == b for a, b in pairs) / n
    return _beyond_chance(observed, math.fsum(rows[value] * columns[value] for value in rows) / n**2)


def gwet_ac1(units: Sequence[Ratings], categories: int | None = None) -> float | None:
    """Gwet's AC1 of two raters or more, gaps allowed: chance is ``Σ π(1−π) / (q−1)``.

    `categories` is how many answers there are, of which some may not have been given; those that were, unless said.
    """
    counts = [unit for unit in _counts(units) if unit]
    observed = percent_agreement(units)
    shares = _mean_shares(counts)
    q = max(categories or 0, len(shares))
    if observed is None or q < 2:
        return None
    return _beyond_chance(observed, math.fsum(share * (1 - share) for share in shares.values()) / (q - 1))


def fleiss_kappa(units: Sequence[Ratings]) -> float | None:
    """Fleiss' kappa, gaps allowed: chance is ``Σ π²``, π the mean share of each answer over the units rated."""
    counts = [unit for unit in _counts(units) if unit]
    observed = percent_agreement(units)
    if observed is None:
        return None
    return _beyond_chance(observed, math.fsum(share**2 for share in _mean_shares(counts).values()))


def krippendorff_alpha(units: Sequence[Ratings], level: Level = Level.NOMINAL) -> float | None:
    """Krippendorff's alpha, ``1 − observed / expected disagreement``, of any number of raters, gaps allowed.

    Units with one rating say nothing of agreement and are left out. Values are numbers, but for the nominal level.
    """
    paired = [counts for counts in _counts(units) if counts.total() > 1]
    totals: Counter[Any] = sum(paired, Counter())
    n = totals.total()
    distance = _distance(level, totals)
    values = list(totals)
    observed = math.fsum(
        counts[a] * counts[b] * distance(a, b) / (counts.total() - 1)
        for counts in paired
        for a in counts
        for b in counts
    )
    expected = math.fsum(totals[a] * totals[b] * distance(a, b) for a in values for b in values)
    return None if expected == 0 else 1 - (n - 1) * observed / expected


def _counts(units: Sequence[Ratings]) -> list[Counter[Any]]:
    return [Counter(value for value in unit if value is not None) for unit in units]


def _agreeing(counts: Counter[Any]) -> float:
    n = counts.total()
    return sum(count * (count - 1) for count in counts.values()) / (n * (n - 1))


def _mean_shares(counts: Sequence[Counter[Any]]) -> Mapping[Hashable, float]:
    """How often each answer was given: the mean over units of its share of the unit's ratings."""
    answers = {answer for unit in counts for answer in unit}
    return {answer: math.fsum(unit[answer] / unit.total() for unit in counts) / len(counts) for answer in answers}


def _beyond_chance(observed: float, chance: float) -> float | None:
    return None if chance >= 1 else (observed - chance) / (1 - chance)


def _distance(level: Level, totals: Counter[Any]) -> Callable[[Any, Any], float]:
    """The squared difference of two values (Krippendorff 2011, p. 5-6)."""
    if level is Level.NOMINAL:
        return lambda a, b: float(a != b)
    if level is Level.INTERVAL:
        return lambda a, b: float((a - b) ** 2)
    if level is Level.RATIO:
        return lambda a, b: 0.0 if a == b else float(((a - b) / (a + b)) ** 2)
    ordered = sorted(totals)

    def by_rank(a: Any, b: Any) -> float:
        low, high = min(a, b), max(a, b)
        between = sum(totals[value] for value in ordered if low <= value <= high)
        return float((between - (totals[low] + totals[high]) / 2) ** 2)

    return by_rank
