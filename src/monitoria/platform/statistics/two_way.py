"""The additive two-way model: what a rater gives, apart from whom he rated.

Every value is taken to be ``μ + raterᵢ + subjectⱼ + chance``. Raters who met different subjects are compared through
the subjects they share; where no chain of shared subjects leads from one rater to another, nothing compares them
(Searle, Linear Models, 1971, ch. 7; connectedness: Weeks & Williams 1964). Least squares from the sums of the cells
alone: subjects are eliminated first, which leaves one equation a rater.
"""

from __future__ import annotations

import math
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from monitoria.platform.statistics.intervals import CONFIDENCE, Interval
from monitoria.platform.statistics.student import t_quantile

Rater = Hashable
Subject = Hashable
Numbers = npt.NDArray[np.float64]


class Cell(NamedTuple):
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
    table, names = _table(cells)
    main, apart = _largest_component(table)
    left_out = {names[place]: int(n) for place, n in enumerate(table.n.sum(axis=1)) if place in apart}
    known = table.only(main)
    raters = [names[place] for place in main]
    effects, inverse = _rater_effects(known)
    left = _residuals(known, effects)
    counts = known.n.sum(axis=1)
    n, subjects = int(counts.sum()), known.n.shape[1]
    degrees = n - (len(raters) + subjects - 1) if raters else 0
    total = float(left.sum())
    # What rounding leaves of values that the model explains wholly is nothing.
    if total <= 1e-12 * float(known.squares.sum()):
        total, left = 0.0, np.zeros_like(left)
    sd = math.sqrt(total / degrees) if degrees > 0 else None
    found = {}
    for place, rater in enumerate(raters):
        count, effect = int(counts[place]), float(effects[place])
        interval = None
        if sd is not None and len(raters) > 1:
            margin = t_quantile((1 + confidence) / 2, degrees) * sd * math.sqrt(max(inverse[place, place], 0.0))
            interval = Interval(effect - margin, effect + margin)
        own = math.sqrt(left[place] / (count * degrees / n)) if degrees > 0 and count > 1 else None
        found[rater] = RaterEffect(count, effect, interval, own)
    return TwoWay(n, found, left_out, subjects, sd, max(degrees, 0))


@dataclass(frozen=True, slots=True)
class _Table:
    """Counts, sums and squares, a row for each rater and a column for each subject."""

    n: Numbers
    total: Numbers
    squares: Numbers

    def only(self, raters: Sequence[int]) -> _Table:
        """These raters, and the subjects whom they met."""
        rows = self.n[raters]
        met = rows.sum(axis=0) > 0
        return _Table(rows[:, met], self.total[raters][:, met], self.squares[raters][:, met])


def _table(cells: Iterable[Cell]) -> tuple[_Table, list[Rater]]:
    raters: dict[Rater, int] = {}
    subjects: dict[Subject, int] = {}
    places, values = [], []
    for rater, subject, n, total, squares in cells:
        if n < 0:
            raise ValueError("a count is not negative")
        if n:
            places.append((raters.setdefault(rater, len(raters)), subjects.setdefault(subject, len(subjects))))
            values.append((n, total, squares))
    shape = (3, len(raters), len(subjects))
    sums = np.zeros(shape)
    if places:
        rows, columns = np.array(places).T
        for kind, column in zip(sums, np.array(values, dtype=float).T, strict=True):
            np.add.at(kind, (rows, columns), column)
    return _Table(*sums), list(raters)


def _largest_component(table: _Table) -> tuple[list[int], list[int]]:
    """The raters that can be compared, the most values of all such sets; and those left out."""
    shares: npt.NDArray[np.bool_] = table.n > 0
    counts = table.n.sum(axis=1)
    left = list(range(len(counts)))
    best: list[int] = []
    while left:
        met, size = shares[left[0]], 0
        while int(met.sum()) > size:  # those who share a subject with one of them, until nobody is added
            size = int(met.sum())
            together = np.asarray(shares[:, met].any(axis=1))
            met = np.asarray(shares[together].any(axis=0))
        block = [place for place in left if together[place]]
        left = [place for place in left if not together[place]]
        if not best or counts[block].sum() > counts[best].sum():
            best = block
    chosen = set(best)
    return best, [place for place in range(len(counts)) if place not in chosen]


def _rater_effects(table: _Table) -> tuple[Numbers, Numbers]:
    """The effects, which sum to 0, and the matrix whose diagonal times σ² are their variances.

    ``C = diag(nᵢ) − N·diag(1/nⱼ)·Nᵀ``, whose rows sum to 0; ``C⁺ = (C + J/k)⁻¹ − J/k`` (Searle 1971, 1.5).
    """
    k = len(table.n)
    if not k:
        return np.zeros(0), np.zeros((0, 0))
    shares = table.n / table.n.sum(axis=0)
    matrix = np.diag(table.n.sum(axis=1)) - shares @ table.n.T
    right = table.total.sum(axis=1) - shares @ table.total.sum(axis=0)
    inverse = np.linalg.inv(matrix + 1 / k) - 1 / k
    return inverse @ right, inverse


def _residuals(table: _Table, effects: Numbers) -> Numbers:
    """The squares of what the model leaves unexplained, by rater."""
    counts = np.maximum(table.n, 1)
    means = table.total / counts
    # What a mean rater would give each subject.
    levels = (table.total - table.n * effects[:, None]).sum(axis=0) / table.n.sum(axis=0)
    inside = np.maximum(table.squares - table.total * means, 0)
    away = table.n * (means - levels - effects[:, None]) ** 2
    return np.asarray((inside + away).sum(axis=1))
