"""Conditions of other systems as the one condition a criterion may have: an earlier answer among some options."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from monitoria.scorecards.rules import Criterion, Kind, ShownWhen

Earlier = Mapping[str, Criterion]


def any_of(conditions: Sequence[ShownWhen]) -> ShownWhen | None:
    """One condition that holds when any of these does; None when a scorecard can't say it."""
    sources = {condition.criterion for condition in conditions}
    if len(sources) != 1:
        return None
    options = dict.fromkeys(option for condition in conditions for option in condition.options)
    return ShownWhen(sources.pop(), tuple(options))


def all_of(conditions: Sequence[ShownWhen], earlier: Earlier) -> ShownWhen | None:
    """One condition that holds when all of these do; None when a scorecard can't say it."""
    merged: dict[str, ShownWhen] = {}
    for condition in conditions:
        met = merged.get(condition.criterion)
        both = condition if met is None else _both(met, condition, earlier)
        if both is None:
            return None
        merged[condition.criterion] = both
    left = list(merged.values())
    for condition in tuple(left):
        if any(other is not condition and _implies(other, condition, earlier) for other in left):
            left.remove(condition)
    return left[0] if len(left) == 1 else None


def _both(one: ShownWhen, other: ShownWhen, earlier: Earlier) -> ShownWhen | None:
    if set(one.options) == set(other.options):
        return one
    if earlier[one.criterion].kind is not Kind.SINGLE:
        return None
    options = tuple(option for option in one.options if option in other.options)
    return ShownWhen(one.criterion, options) if options else None


def _implies(condition: ShownWhen, other: ShownWhen, earlier: Earlier) -> bool:
    """A shown source was itself shown by a condition, and so on: is `other` one of those?"""
    source = earlier[condition.criterion].shown_when
    while source is not None:
        if source.criterion == other.criterion and set(source.options) <= set(other.options):
            return True
        source = earlier[source.criterion].shown_when
    return False
