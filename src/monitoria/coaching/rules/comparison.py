"""Before and after a plan, on the criteria it aims at: two means, their difference, and what must be said with them.

**Regression to the mean.** Evaluations that were picked because they were low would have been followed by higher ones
even if nobody had done anything: part of what made them low was chance, and chance does not come back on order. A
"before" that holds them makes every plan look good (Barnett, van der Pols & Dobson 2005, "Regression to the mean: what
it is and how to deal with it", Int. J. Epidemiology 34:215-220, doi:10.1093/ije/dyh299). So the evaluations a plan was
made from are left out of its "before", and the reader is told how many. What is left errs the other way: a "before"
without its low ones is a little too high, so an improvement that still shows is not owed to the choice.

The plan starts when it is created, a moment nobody can move afterwards to make the figures look better.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from monitoria.platform.statistics import Difference, Estimate, estimate_values, welch_difference

LEAST_N = 5
# As far as it looks in either direction: long enough for five evaluations at the usual pace, and no longer, so that
# what an operator was years ago is not compared with today.
COMPARED_FOR = timedelta(days=180)


class Caution(StrEnum):
    """What a reader must know before he believes the difference."""

    NOTHING_AFTER = "nothing-after"
    INSUFFICIENT_SAMPLE = "insufficient-sample"
    NO_VARIATION = "no-variation"
    WITHIN_CHANCE = "within-chance"


@dataclass(frozen=True, slots=True)
class Earned:
    """What one evaluation gave on the criteria aimed at, 0-1 by key; those that did not apply are absent."""

    is_before: bool
    by_criterion: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Means in percent with their t intervals, the difference with Welch's, and the cautions, the gravest first."""

    before: Estimate
    after: Estimate
    difference: Difference | None
    cautions: tuple[Caution, ...]

    @property
    def change(self) -> float | None:
        """How far the mean rose, in percentage points; None without both means."""
        if self.before.mean is None or self.after.mean is None:
            return None
        return self.after.mean - self.before.mean


def compare_values(before: Sequence[float], after: Sequence[float]) -> Comparison:
    """Compare two samples of percentages.

    Below ``LEAST_N`` values on a side: "amostra insuficiente". When the interval of the difference holds 0: "a mudança
    cabe no acaso".
    """
    first, second = estimate_values(before, least_n=LEAST_N), estimate_values(after, least_n=LEAST_N)
    difference = welch_difference(before, after)
    return Comparison(first, second, difference, tuple(_cautions(first, second, difference)))


def _cautions(first: Estimate, second: Estimate, difference: Difference | None) -> Iterable[Caution]:
    if second.n == 0:
        yield Caution.NOTHING_AFTER
    if not (first.is_sufficient and second.is_sufficient):
        yield Caution.INSUFFICIENT_SAMPLE
    if difference is None:
        if min(first.n, second.n) > 1:
            yield Caution.NO_VARIATION
    elif difference.interval.low <= 0 <= difference.interval.high:
        yield Caution.WITHIN_CHANCE


def compare_criteria(
    criteria: Sequence[str], evaluations: Sequence[Earned]
) -> tuple[Comparison, dict[str, Comparison]]:
    """The comparison over all criteria aimed at, and of each.

    Over all of them an evaluation counts once, with the mean of what it gave on those that applied: answers of one
    call are not independent, calls are.
    """
    whole = _compare([(found.is_before, _mean(found.by_criterion.values())) for found in evaluations])
    single = {
        key: _compare([(found.is_before, found.by_criterion.get(key)) for found in evaluations]) for key in criteria
    }
    return whole, single


def _compare(values: Sequence[tuple[bool, float | None]]) -> Comparison:
    known = [(is_before, 100 * value) for is_before, value in values if value is not None]
    return compare_values([v for is_before, v in known if is_before], [v for is_before, v in known if not is_before])


def _mean(values: Iterable[float]) -> float | None:
    known = list(values)
    return sum(known) / len(known) if known else None
