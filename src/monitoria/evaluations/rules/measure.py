"""What one answer earns on its criterion, and whether it fails it. Exact fractions: nothing is rounded here."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from monitoria.evaluations.rules.values import Answer
from monitoria.scorecards.rules import Criterion, FatalScope, Kind, Option, Severity

ZERO, ONE = Fraction(0), Fraction(1)


@dataclass(frozen=True, slots=True)
class Measure:
    """``p`` is 0–1; ``own`` is in the criterion's unit: the value, or the score of the options."""

    p: Fraction
    own: Fraction
    chosen: tuple[Option, ...] = ()


def measure(criterion: Criterion, answer: Answer) -> Measure | None:
    """The measure of a given answer; None for a text and for an answer of the wrong kind."""
    if not answer.is_given:
        return None
    if criterion.kind.is_numeric and answer.value is not None:
        return _numeric(criterion, Fraction(answer.value))
    if criterion.kind.is_choice and answer.options is not None:
        return _choice(criterion, answer.options)
    return None


def _numeric(criterion: Criterion, value: Fraction) -> Measure:
    if criterion.kind is Kind.NUMBER and criterion.options:
        reached = [o for o in criterion.options if o.value is not None and Fraction(o.value) <= value]
        band = reached[-1:]
        return Measure(p=_unit(sum(map(_worth, band), ZERO)), own=value, chosen=tuple(band))
    low, high = Fraction(criterion.minimum or 0), Fraction(criterion.maximum or 0)
    chosen = tuple(o for o in criterion.options if o.value is not None and Fraction(o.value) == value)
    return Measure(p=_unit((value - low) / (high - low)) if high > low else ZERO, own=value, chosen=chosen)


def _choice(criterion: Criterion, keys: tuple[str, ...]) -> Measure | None:
    chosen = tuple(option for option in criterion.options if option.key in keys)
    if criterion.kind is Kind.SINGLE and len(chosen) != 1:
        return None
    earned = sum(map(_worth, chosen), ZERO)
    if criterion.kind is Kind.MULTIPLE:
        possible = sum(map(_worth, criterion.options), ZERO)
        earned = earned / possible if possible else ZERO
    p = _unit(earned)
    return Measure(p=p, own=p, chosen=chosen)


def _worth(option: Option) -> Fraction:
    return Fraction(option.score or 0)


def _unit(p: Fraction) -> Fraction:
    return min(max(p, ZERO), ONE)


def is_below(threshold: Decimal | None, measured: Measure) -> bool:
    """True when the measure is under a threshold given in the criterion's own unit."""
    return threshold is not None and measured.own < Fraction(threshold)


def is_failed(criterion: Criterion, measured: Measure) -> bool:
    """Failed: nothing earned, or less than ``fails_below``."""
    return measured.p == 0 or is_below(criterion.fails_below, measured)


def fatal_scope(criterion: Criterion, measured: Measure) -> FatalScope | None:
    """The widest fatal error of the answer: a failed fatal criterion, or a fatal option that was chosen."""
    scopes = {option.fatal_scope for option in measured.chosen}
    if criterion.severity is Severity.FATAL and is_failed(criterion, measured):
        scopes.add(criterion.fatal_scope or FatalScope.FORM)
    if FatalScope.FORM in scopes:
        return FatalScope.FORM
    return FatalScope.SECTION if FatalScope.SECTION in scopes else None


def bonus_of(measured: Measure) -> Fraction:
    """The bonus of the chosen options, in the scoring mode's unit."""
    return sum((Fraction(option.bonus) for option in measured.chosen if option.bonus), ZERO)
