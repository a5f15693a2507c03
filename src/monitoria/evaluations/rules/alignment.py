"""How near two answers, or two filled forms, are: 1 is the same, 0 the two ends of the scale."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Pair:
    """Two answers in points to a criterion worth ``maximum`` points."""

    first: Decimal
    second: Decimal
    maximum: Decimal


def align(pair: Pair) -> Fraction:
    """``1 − |a − b| / max``: 10 against 7 of 15 is 0.8. Refuses a maximum that is not positive."""
    if pair.maximum <= 0:
        raise ValueError("alignment needs a positive maximum")
    return 1 - abs(Fraction(pair.first) - Fraction(pair.second)) / Fraction(pair.maximum)


def align_form(pairs: Iterable[Pair]) -> Fraction | None:
    """The alignment over a form, each criterion weighing its maximum; None when there is nothing to compare."""
    listed = tuple(pairs)
    whole = sum((Fraction(pair.maximum) for pair in listed), Fraction(0))
    if not whole:
        return None
    return sum((align(pair) * Fraction(pair.maximum) for pair in listed), Fraction(0)) / whole
