"""Agreement of raters against published numbers, to the digits that were published (the oracles of the trade)."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitoria.platform.statistics import (
    Intraclass,
    Level,
    cohen_kappa,
    fleiss_kappa,
    gwet_ac1,
    intraclass,
    krippendorff_alpha,
    percent_agreement,
    wilson,
)

# Krippendorff 2011, example C: 12 units, 4 raters, `.` where one said nothing.
EXAMPLE_C = "11.1 2232 3333 3333 2222 1234 4444 1121 2222 .555 ..11 ..3."


def units_of(text: str) -> list[list[int | None]]:
    return [[None if mark == "." else int(mark) for mark in unit] for unit in text.split()]


def units_of_table(table: Sequence[Sequence[int]]) -> list[tuple[int, int]]:
    return [(a, b) for a, row in enumerate(table) for b, count in enumerate(row) for _ in range(count)]


@pytest.mark.parametrize(
    ("level", "alpha"),
    [(Level.NOMINAL, 0.743421), (Level.ORDINAL, 0.815388), (Level.INTERVAL, 0.849107), (Level.RATIO, 0.797403)],
)
def test_krippendorffs_example_with_gaps(level: Level, alpha: float) -> None:
    assert krippendorff_alpha(units_of(EXAMPLE_C), level) == pytest.approx(alpha, abs=5e-7)


@pytest.mark.parametrize(
    ("first", "second", "alpha"),
    [("0100000010", "1110010000", 0.095238), ("aabbdcccedda", "babbbccceddd", 0.691964)],
)
def test_krippendorffs_examples_of_two_raters(first: str, second: str, alpha: float) -> None:
    assert krippendorff_alpha(list(zip(first, second, strict=True))) == pytest.approx(alpha, abs=5e-7)


def test_gwets_numbers_for_several_raters_with_gaps() -> None:
    assert gwet_ac1(units_of(EXAMPLE_C)) == pytest.approx(0.77544, abs=5e-6)
    assert fleiss_kappa(units_of(EXAMPLE_C)) == pytest.approx(0.76117, abs=5e-6)


def test_a_rare_answer_makes_kappa_mislead() -> None:
    units = units_of_table([[118, 5], [2, 0]])
    first, second = zip(*units, strict=True)
    assert percent_agreement(units) == pytest.approx(0.944)
    assert cohen_kappa(first, second) == pytest.approx(-0.02339, abs=5e-6)
    assert gwet_ac1(units) == pytest.approx(0.94078, abs=5e-6)


def test_gwets_table_of_three_answers() -> None:
    units = units_of_table([[13, 0, 0], [0, 20, 7], [0, 4, 56]])
    first, second = zip(*units, strict=True)
    assert cohen_kappa(first, second) == pytest.approx(0.7964094, abs=5e-8)
    assert gwet_ac1(units) == pytest.approx(0.84933, abs=5e-6)


def test_cohens_plain_table() -> None:
    first, second = zip(*units_of_table([[20, 5], [10, 15]]), strict=True)
    assert cohen_kappa(first, second) == pytest.approx(0.4)


def test_shrout_and_fleiss_six_coefficients() -> None:
    rows = [(9, 2, 5, 8), (6, 1, 3, 2), (8, 4, 6, 8), (7, 1, 2, 6), (10, 5, 6, 9), (6, 2, 4, 7)]
    found = intraclass(rows)
    expected = (0.165742, 0.289764, 0.714841, 0.442797, 0.620051, 0.909316)
    names = ("one_way", "random", "fixed", "one_way_mean", "random_mean", "fixed_mean")
    assert [getattr(found, name) for name in names] == [pytest.approx(value, abs=5e-7) for value in expected]


@pytest.mark.parametrize(
    ("successes", "n", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_wilsons_published_intervals(successes: int, n: int, low: float, high: float) -> None:
    found = wilson(successes, n)
    assert found is not None
    assert (found.low, found.high) == (pytest.approx(low, abs=5e-5), pytest.approx(high, abs=5e-5))


def test_wilson_of_four_out_of_four() -> None:
    found = wilson(4, 4)
    assert found is not None
    assert (found.low, found.high) == (pytest.approx(0.510, abs=5e-4), 1)


@pytest.mark.parametrize("units", [[], [(1,), (None, 2)], [(3, 3), (3, 3), (3, None)]])
def test_without_variation_no_coefficient_is_defined(units: list[tuple[Any, ...]]) -> None:
    assert fleiss_kappa(units) is None
    assert gwet_ac1(units) is None
    for level in Level:
        assert krippendorff_alpha(units, level) is None


def test_two_raters_who_never_vary_have_no_kappa() -> None:
    assert cohen_kappa([1, 1, 1], [1, 1, 1]) is None
    assert cohen_kappa([None, 1], [2, None]) is None
    assert intraclass([(5, 5), (5, 5)]) == Intraclass(None, None, None, None, None, None)
    assert intraclass([(1, 2)]) == intraclass([]) == Intraclass(None, None, None, None, None, None)
    with pytest.raises(ValueError, match="every rater"):
        intraclass([(1, 2), (1,)])


def test_answers_that_were_possible_count_as_possible() -> None:
    units = [(1, 1), (1, 1), (1, 1)]
    assert gwet_ac1(units, categories=3) == pytest.approx(1)


RATINGS = st.lists(st.lists(st.sampled_from([None, 1, 2, 3, 4]), min_size=2, max_size=5), min_size=1, max_size=12)


@given(RATINGS)
def test_whoever_agrees_wholly_has_one_and_nobody_more(units: list[list[int | None]]) -> None:
    for found in (percent_agreement(units), gwet_ac1(units), fleiss_kappa(units), krippendorff_alpha(units)):
        assert found is None or found <= 1 + 1e-12
    alike = [[max((v for v in unit if v is not None), default=1)] * 3 for unit in units]
    for found in (gwet_ac1(alike), fleiss_kappa(alike), krippendorff_alpha(alike, Level.ORDINAL)):
        assert found is None or found == pytest.approx(1)


@given(RATINGS)
def test_the_order_of_raters_and_units_says_nothing(units: list[list[int | None]]) -> None:
    shuffled = [random.Random(1).sample(unit, len(unit)) for unit in units][::-1]  # noqa: S311 - no secret
    for measure in (percent_agreement, gwet_ac1, fleiss_kappa, krippendorff_alpha):
        assert measure(shuffled) == pytest.approx(measure(units))
