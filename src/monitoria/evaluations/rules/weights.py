"""What each kept criterion and each bonus is worth in the whole form, for every scoring mode."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from monitoria.evaluations.rules.measure import ZERO, Measure
from monitoria.scorecards.rules import Criterion, FatalScope, ScoringMode, Section


@dataclass(frozen=True, slots=True)
class Kept:
    """A criterion that is in the sum, with what its answer earned."""

    section: Section
    criterion: Criterion
    measure: Measure
    fatal: FatalScope | None


@dataclass(frozen=True, slots=True)
class Scales:
    """What a unit of weight and a unit of bonus are worth, in parts of the whole form."""

    weights: Mapping[str, Fraction]
    bonus: Mapping[str, Fraction]


def scales_of(scoring: ScoringMode, kept: Sequence[Kept]) -> Scales:
    """The unit values for these kept criteria; a criterion that cannot weigh is absent from ``weights``."""
    if scoring is ScoringMode.DEDUCTION:
        per_point = Fraction(1, 100)
        return Scales(
            weights={item.criterion.key: Fraction(item.criterion.weight) * per_point for item in kept},
            bonus={item.section.key: per_point for item in kept},
        )
    inside: dict[str, Fraction] = defaultdict(Fraction)
    for item in kept:
        inside[item.section.key] += Fraction(item.criterion.weight)
    outside = {i.section.key: Fraction(i.section.weight) for i in kept if inside[i.section.key]}
    if scoring is ScoringMode.POINTS:
        whole = sum((outside[key] * inside[key] for key in outside), ZERO)
        unit = {key: weight / whole for key, weight in outside.items()} if whole else {}
        bonus = unit
    else:
        whole = sum(outside.values(), ZERO)
        unit = {key: weight / whole / inside[key] for key, weight in outside.items()} if whole else {}
        bonus = {item.section.key: Fraction(1, 100) for item in kept}
    return Scales(
        weights={
            item.criterion.key: Fraction(item.criterion.weight) * unit[item.section.key]
            for item in kept
            if item.section.key in unit
        },
        bonus=bonus,
    )
