"""The additive two-way model: what a rater gives, apart from whom he rated.

Every value is taken to be ``μ + raterᵢ + subjectⱼ + chance``. Raters who met different subjects are compared through
the subjects they share; where no chain of shared subjects leads from one rater to another, nothing compares them
(Searle, Linear Models, 1971, ch. 7; connectedness: Weeks & Williams 1964). Least squares from the sums of the cells
alone: subjects are eliminated first, which leaves one equation a rater.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from monitoria.platform.statistics.intervals import CONFIDENCE, Interval
from monitoria.platform.statistics.student import t_quantile

Rater = Hashable
Subject = Hashable


@dataclass(frozen=True, slots=True)
class Cell:
    """The values that one rater gave one subject: how many, their sum and the sum of their squares."""

    rater: Rater
    subject: Subject
    n: int
    total: float
    squares: float


@dataclass(frozen=True, slots=True)
class RaterEffect:
    """How far a rater lies above the mean of all raters who can be compared, in the unit of the values.

    `interval` is None without a residual degree of freedom. `residual_sd`: how far his values scatter around what the
    model expects of them; None below two values, or where nothing is left to scatter.
    """

    n: int
    effect: float
    interval: Interval | None
    residual_sd: float | None


@dataclass(frozen=True, slots=True)
class TwoWay:
    """The fitted model of the largest set of raters that can be compared. `apart`: those who can't be, with their n.

    `residual_sd` is the root of what is left of the variation, over `degrees` of freedom; None without any.
    """

    n: int
    raters: Mapping[Rater, RaterEffect]
    apart: Mapping[Rater, int]
    subjects: int
    residual_sd: float | None
    degrees: int

    @property
    def is_connected(self) -> bool:
        """Whether every rater can be compared with every other."""
        return not self.apart


def fit_two_way(cells: Iterable[Cell], *, confidence: float = CONFIDENCE) -> TwoWay:
    """Fit the model by least squares; intervals are ``effect ± t(ν) · s · √c``, of a rater's contrast with the mean.

    Cells of the same rater and subject are joined; empty ones are passed over.
    """
    known = _joined(cells)
    main, apart = _largest_component(known)
    raters = list(dict.fromkeys(cell.rater for cell in main))
    effects, inverse = _rater_effects(main, raters)
    levels = _subject_levels(main, effects)
    left = _residuals(main, effects, levels)
    n = sum(cell.n for cell in main)
    degrees = n - (len(raters) + len(levels) - 1) if main else 0
    total = math.fsum(left.values())
    # What rounding leaves of values that the model explains wholly is nothing.
    if total <= 1e-12 * math.fsum(cell.squares for cell in main):
        total, left = 0.0, dict.fromkeys(left, 0.0)
    sd = math.sqrt(total / degrees) if degrees > 0 else None
    counts = _counts(main)
    found = {}
    for place, rater in enumerate(raters):
        interval = None
        if sd is not None and len(raters) > 1:
            margin = t_quantile((1 + confidence) / 2, degrees) * sd * math.sqrt(max(inverse[place][place], 0.0))
            interval = Interval(effects[rater] - margin, effects[rater] + margin)
        own = math.sqrt(left[rater] / (counts[rater] * degrees / n)) if degrees > 0 and counts[rater] > 1 else None
        found[rater] = RaterEffect(counts[rater], effects[rater], interval, own)
    return TwoWay(n, found, apart, len(levels), sd, max(degrees, 0))


def _joined(
    cells: Iterable[Cell],
) -> list[Cell]:
    sums: dict[tuple[Rater, Subject], list[float]] = {}
    for cell in cells:
        if cell.n < 0:
            raise ValueError("a count is not negative")
        if cell.n:
            whole = sums.setdefault((cell.rater, cell.subject), [0, 0.0, 0.0])
            for place, value in enumerate((cell.n, cell.total, cell.squares)):
                whole[place] += value
    return [Cell(rater, subject, int(n), total, squares) for (rater, subject), (n, total, squares) in sums.items()]


def _counts(cells: Iterable[Cell]) -> dict[Rater, int]:
    counts: dict[Rater, int] = defaultdict(int)
    for cell in cells:
        counts[cell.rater] += cell.n
    return counts


def _largest_component(
    cells: Sequence[Cell],
) -> tuple[list[Cell], dict[Rater, int]]:
    """The cells of the raters that can be compared, the most values of all such sets; and the raters left out."""
    by_subject: dict[Subject, list[Rater]] = defaultdict(list)
    for cell in cells:
        by_subject[cell.subject].append(cell.rater)
    leader = {cell.rater: cell.rater for cell in cells}

    def lead(rater: Rater) -> Rater:
        while leader[rater] != rater:
            leader[rater] = leader[leader[rater]]
            rater = leader[rater]
        return rater

    for first, *others in by_subject.values():
        for other in others:
            leader[lead(other)] = lead(first)
    sizes: dict[Rater, int] = defaultdict(int)
    for cell in cells:
        sizes[lead(cell.rater)] += cell.n
    chosen = max(sizes, key=lambda rater: sizes[rater], default=None)
    main = [cell for cell in cells if lead(cell.rater) == chosen]
    return main, _counts(cell for cell in cells if lead(cell.rater) != chosen)


def _rater_effects(cells: Sequence[Cell], raters: Sequence[Rater]) -> tuple[dict[Rater, float], list[list[float]]]:
    """The effects, which sum to 0, and the matrix whose diagonal times σ² are their variances.

    ``C = diag(nᵢ) − N·diag(1/nⱼ)·Nᵀ``, whose rows sum to 0; ``C⁺ = (C + J/k)⁻¹ − J/k`` (Searle 1971, 1.5).
    """
    places = {rater: place for place, rater in enumerate(raters)}
    k = len(raters)
    matrix = [[1 / k] * k for _ in raters]
    right = [0.0] * k
    by_subject: dict[Subject, list[Cell]] = defaultdict(list)
    for cell in cells:
        by_subject[cell.subject].append(cell)
        matrix[places[cell.rater]][places[cell.rater]] += cell.n
        right[places[cell.rater]] += cell.total
    for shared in by_subject.values():
        n, total = sum(cell.n for cell in shared), math.fsum(cell.total for cell in shared)
        for one in shared:
            row = matrix[places[one.rater]]
            right[places[one.rater]] -= one.n * total / n
            for other in shared:
                row[places[other.rater]] -= one.n * other.n / n
    inverse = [[value - 1 / k for value in row] for row in _inverse(matrix)]
    effects = [math.fsum(value * side for value, side in zip(row, right, strict=True)) for row in inverse]
    return dict(zip(raters, effects, strict=True)), inverse


def _inverse(matrix: Sequence[Sequence[float]]) -> list[list[float]]:
    """Of a symmetric positive definite matrix, by Gauss and Jordan; no pivot is needed."""
    size = len(matrix)
    rows = [[*row, *(float(place == other) for other in range(size))] for place, row in enumerate(matrix)]
    for place in range(size):
        pivot = rows[place]
        pivot[:] = [value / pivot[place] for value in pivot]
        for other, row in enumerate(rows):
            if other != place and row[place]:
                scale = row[place]
                row[:] = [value - scale * own for value, own in zip(row, pivot, strict=True)]
    return [row[size:] for row in rows]


def _subject_levels(cells: Sequence[Cell], effects: Mapping[Rater, float]) -> dict[Subject, float]:
    """What a mean rater would give each subject."""
    counts: dict[Subject, int] = defaultdict(int)
    totals: dict[Subject, float] = defaultdict(float)
    for cell in cells:
        counts[cell.subject] += cell.n
        totals[cell.subject] += cell.total - cell.n * effects[cell.rater]
    return {subject: totals[subject] / counts[subject] for subject in counts}


def _residuals(
    cells: Sequence[Cell], effects: Mapping[Rater, float], levels: Mapping[Subject, float]
) -> dict[Rater, float]:
    """The squares of what the model leaves unexplained, by rater."""
    left: dict[Rater, float] = defaultdict(float)
    for cell in cells:
        expected = levels[cell.subject] + effects[cell.rater]
        inside = max(cell.squares - cell.total**2 / cell.n, 0.0)
        left[cell.rater] += inside + cell.n * (cell.total / cell.n - expected) ** 2
    return left
