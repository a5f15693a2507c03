"""Intraclass correlations: how far raters give one thing the same number.

Shrout & Fleiss 1979, "Intraclass Correlations: Uses in Assessing Rater Reliability", Psychol. Bull. 86:420-428.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Intraclass:
    """The six of Shrout & Fleiss, of one rating and of the mean of k ratings. None where nothing tells units apart.

    `one_way`: each unit was rated by others, ICC(1,·). `random`: the raters stand for all raters and their severity
    counts, ICC(2,·). `fixed`: these raters alone, severity taken out, ICC(3,·).
    """

    one_way: float | None
    random: float | None
    fixed: float | None
    one_way_mean: float | None
    random_mean: float | None
    fixed_mean: float | None


UNDEFINED = Intraclass(None, None, None, None, None, None)


def intraclass(units: Sequence[Sequence[float]]) -> Intraclass:
    """The coefficients of units that all raters rated, in the order of the raters.

    `UNDEFINED` below two units or two raters, and where no rating differs from another. Refuses gaps.
    """
    n, k = len(units), len(units[0]) if units else 0
    if any(len(unit) != k for unit in units):
        raise ValueError("every unit needs a rating of every rater")
    if n < 2 or k < 2:
        return UNDEFINED
    grand = math.fsum(value for unit in units for value in unit) / (n * k)
    means = [math.fsum(unit) / k for unit in units]
    raters = [math.fsum(unit[rater] for unit in units) / n for rater in range(k)]
    whole = math.fsum((value - grand) ** 2 for unit in units for value in unit)
    if whole == 0:
        return UNDEFINED
    between = k * math.fsum((mean - grand) ** 2 for mean in means)
    severity = n * math.fsum((mean - grand) ** 2 for mean in raters)
    bms, wms = between / (n - 1), (whole - between) / (n * (k - 1))
    jms, ems = severity / (k - 1), max(whole - between - severity, 0.0) / ((n - 1) * (k - 1))
    return Intraclass(
        one_way=_share(bms - wms, bms + (k - 1) * wms),
        random=_share(bms - ems, bms + (k - 1) * ems + k * (jms - ems) / n),
        fixed=_share(bms - ems, bms + (k - 1) * ems),
        one_way_mean=_share(bms - wms, bms),
        random_mean=_share(bms - ems, bms + (jms - ems) / n),
        fixed_mean=_share(bms - ems, bms),
    )


def _share(part: float, whole: float) -> float | None:
    return part / whole if whole > 0 else None
