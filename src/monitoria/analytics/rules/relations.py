"""How a score goes together with something else: bins, a few points, and the sentence that may be said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple
from uuid import UUID

from monitoria.platform.statistics import Correlation

BINS = 5
MOST_POINTS = 500
LEAST_RELATED = 20


class Measure(StrEnum):
    """What a score may be held against: 1 to 5, seconds, percent of the recording."""

    CSAT = "csat"
    HANDLING_TIME = "handling_time"
    SILENCE = "silence"


class Relation(StrEnum):
    """What may be said of two measures. That they go together never says that one makes the other."""

    INSUFFICIENT = "insufficient"
    NO_VARIATION = "no-variation"
    INDISTINGUISHABLE = "indistinguishable"
    TOGETHER = "together"
    OPPOSITE = "opposite"


class Pair(NamedTuple):
    """A measure and a score, and the evaluation that has both."""

    x: float
    score: float
    evaluation_id: UUID


@dataclass(frozen=True, slots=True)
class Bin:
    """The scores of those whose measure lies between `low` and `high`, both met."""

    low: float
    high: float
    scores: Sequence[float]


def relation_of(n: int, found: Correlation | None) -> Relation:
    """The sentence: none of a direction unless the interval leaves 0 on one side."""
    if n < LEAST_RELATED:
        return Relation.INSUFFICIENT
    if found is None or found.interval is None:
        return Relation.NO_VARIATION
    if found.interval.low > 0:
        return Relation.TOGETHER
    return Relation.OPPOSITE if found.interval.high < 0 else Relation.INDISTINGUISHABLE


def bins_of(pairs: Sequence[Pair], measure: Measure) -> list[Bin]:
    """Fifths by the measure, about equally many in each; how content customers were goes by whole steps instead.

    Equal measures are never torn apart, so there may be fewer.
    """
    ordered = sorted(pairs)
    groups: list[list[Pair]] = []
    if measure is Measure.CSAT:
        for step in range(1, 6):
            groups.append([pair for pair in ordered if _step_of(pair.x) == step])
    else:
        for place, pair in enumerate(ordered):
            wanted = place * BINS // len(ordered)
            is_torn = bool(groups) and groups[-1][-1].x == pair.x
            if not groups or (wanted >= len(groups) and not is_torn):
                groups.append([])
            groups[-1].append(pair)
    return [Bin(group[0].x, group[-1].x, [pair.score for pair in group]) for group in groups if group]


def _step_of(csat: float) -> int:
    return int(csat + 0.5)


def points_of(pairs: Sequence[Pair]) -> list[Pair]:
    """Some of the pairs, evenly spread over their order: at most `MOST_POINTS`."""
    if len(pairs) <= MOST_POINTS:
        return list(pairs)
    return [pairs[place * len(pairs) // MOST_POINTS] for place in range(MOST_POINTS)]
