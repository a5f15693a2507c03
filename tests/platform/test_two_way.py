"""The two-way model against a dense least squares of numpy's; correlation against published numbers."""

from __future__ import annotations

import math
import random
from collections import defaultdict

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitoria.platform.statistics import Cell, correlate, fit_two_way, t_quantile

Values = list[tuple[int, int, float]]


def cells_of(values: Values) -> list[Cell]:
    found: dict[tuple[int, int], list[float]] = defaultdict(list)
    for rater, subject, value in values:
        found[rater, subject].append(value)
    return [Cell(r, s, len(v), math.fsum(v), math.fsum(x * x for x in v)) for (r, s), v in found.items()]


def dense(values: Values) -> tuple[dict[int, float], dict[int, float], float, int]:
    """The same model with a column for every rater and subject, solved by numpy: effects, their errors, σ², degrees."""
    raters, subjects = sorted({r for r, _, _ in values}), sorted({s for _, s, _ in values})
    design = np.zeros((len(values), len(raters) + len(subjects)))
    for row, (rater, subject, _) in enumerate(values):
        design[row, raters.index(rater)] = design[row, len(raters) + subjects.index(subject)] = 1
    seen = np.array([value for _, _, value in values])
    solution, _, rank, _ = np.linalg.lstsq(design, seen, rcond=None)
    residuals = seen - design @ solution
    degrees = len(values) - int(rank)
    variance = float(residuals @ residuals) / degrees if degrees else math.nan
    covariance = np.linalg.pinv(design.T @ design)
    contrasts = np.eye(len(raters)) - 1 / len(raters)
    effects = contrasts @ solution[: len(raters)]
    spread = np.diag(contrasts @ covariance[: len(raters), : len(raters)] @ contrasts.T)
    errors = np.sqrt(np.maximum(spread * variance, 0))
    return dict(zip(raters, map(float, effects))), dict(zip(raters, map(float, errors))), variance, degrees  # noqa: B905


@pytest.mark.parametrize("seed", range(6))
def test_effects_and_intervals_are_those_of_the_dense_solution(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - no secret
    values = [(r, s, 70 + 4 * r - 3 * s + chance.gauss(0, 6)) for r in range(4) for s in range(7)]
    values = [value for value in values for _ in range(chance.randrange(3))]
    values = [(r, s, v + chance.gauss(0, 3)) for r, s, v in values] + [(r, 99, 80.0 + r) for r in range(4)]
    fitted = fit_two_way(cells_of(values))
    effects, errors, variance, degrees = dense(values)
    assert fitted.is_connected
    assert fitted.degrees == degrees
    assert fitted.residual_sd == pytest.approx(math.sqrt(variance))
    for rater, effect in effects.items():
        found = fitted.raters[rater]
        margin = t_quantile(0.975, degrees) * errors[rater]
        assert found.effect == pytest.approx(effect, abs=1e-9)
        assert found.interval is not None
        assert found.interval.low == pytest.approx(effect - margin, abs=1e-9)
        assert found.interval.high == pytest.approx(effect + margin, abs=1e-9)


def test_who_rated_the_good_ones_is_not_called_lenient() -> None:
    # Both give what is deserved; the first met the better half.
    values = [(1, s, 90.0) for s in range(5)] + [(2, s, 60.0) for s in range(5, 10)]
    values += [(r, 20, 75.0 + noise) for r in (1, 2) for noise in (-1, 0, 1)]
    fitted = fit_two_way(cells_of(values))
    assert fitted.raters[1].effect == pytest.approx(0, abs=1e-9)
    assert fitted.raters[2].effect == pytest.approx(0, abs=1e-9)


def test_a_balanced_design_gives_the_plain_differences() -> None:
    # Shrout & Fleiss 1979: 4 raters, 6 subjects. Without gaps the effects are the differences of means, and the
    # residual mean square is the published one: 1.02.
    rows = [(9, 2, 5, 8), (6, 1, 3, 2), (8, 4, 6, 8), (7, 1, 2, 6), (10, 5, 6, 9), (6, 2, 4, 7)]
    fitted = fit_two_way(cells_of([(r, s, float(v)) for s, row in enumerate(rows) for r, v in enumerate(row)]))
    means = [sum(row[r] for row in rows) / 6 for r in range(4)]
    for r, mean in enumerate(means):
        assert fitted.raters[r].effect == pytest.approx(mean - sum(means) / 4)
    assert fitted.degrees == 15
    assert fitted.residual_sd is not None
    assert fitted.residual_sd**2 == pytest.approx(1.0194444444)


def test_raters_without_a_shared_subject_are_said_not_to_be_comparable() -> None:
    values = [(1, 1, 80.0), (2, 1, 70.0), (1, 2, 90.0), (2, 2, 82.0), (3, 9, 50.0), (4, 9, 40.0)]
    fitted = fit_two_way(cells_of(values))
    assert not fitted.is_connected
    assert (set(fitted.raters), dict(fitted.apart)) == ({1, 2}, {3: 1, 4: 1})
    assert (fitted.n, fitted.subjects) == (4, 2)


def test_too_little_says_nothing_more_than_it_knows() -> None:
    assert fit_two_way([]).raters == {}
    alone = fit_two_way(cells_of([(1, s, 80.0 + s) for s in range(4)] + [(1, 0, 85.0)]))
    assert (alone.raters[1].effect, alone.raters[1].interval) == (pytest.approx(0), None)
    exact = fit_two_way(cells_of([(1, 1, 80.0), (2, 1, 70.0)]))
    assert exact.raters[1].effect == pytest.approx(5)
    assert (exact.raters[1].interval, exact.residual_sd, exact.degrees) == (None, None, 0)
    with pytest.raises(ValueError, match="negative"):
        fit_two_way([Cell(1, 1, -1, 0, 0)])


@given(
    st.lists(st.tuples(st.integers(0, 4), st.integers(0, 6), st.integers(0, 100).map(float)), min_size=1, max_size=40)
)
def test_whatever_the_design_effects_sum_to_nothing_and_nobody_is_lost(values: Values) -> None:
    fitted = fit_two_way(cells_of(values))
    assert set(fitted.raters) | set(fitted.apart) == {rater for rater, _, _ in values}
    assert sum(found.effect for found in fitted.raters.values()) == pytest.approx(0, abs=1e-6)
    assert fitted.n + sum(fitted.apart.values()) == len(values)
    if fitted.is_connected and fitted.degrees:
        effects, _, variance, degrees = dense(values)
        assert fitted.degrees == degrees
        assert fitted.residual_sd == pytest.approx(math.sqrt(variance), abs=1e-5)
        assert {r: f.effect for r, f in fitted.raters.items()} == pytest.approx(effects, abs=1e-6)


def test_a_correlation_has_fishers_interval() -> None:
    # Anscombe 1973, the first of his four: r = 0.81642051634484.
    x = [10.0, 8, 13, 9, 11, 14, 6, 4, 12, 7, 5]
    y = [8.04, 6.95, 7.58, 8.81, 8.33, 9.96, 7.24, 4.26, 10.84, 4.82, 5.68]
    found = correlate(x, y)
    assert found is not None
    assert found.interval is not None
    assert found.r == pytest.approx(0.81642051634484, abs=1e-12)
    # cor.test(x, y) of R prints 0.4243912 0.9506933.
    assert (found.interval.low, found.interval.high) == pytest.approx((0.4243912, 0.9506933), abs=1e-7)


def test_a_correlation_is_not_made_of_nothing() -> None:
    assert correlate([], []) is None
    assert correlate([1, 2, 3, 4], [5, 5, 5, 5]) is None
    few = correlate([1, 2, 4], [2, 1, 5])
    assert few is not None
    assert few.interval is None
    line = correlate([1, 2, 3, 4], [2, 4, 6, 8])
    assert line is not None
    assert line.interval is not None
    assert (line.r, line.interval.low) == (pytest.approx(1), pytest.approx(1))
    with pytest.raises(ValueError, match="pairs"):
        correlate([1], [1, 2])
