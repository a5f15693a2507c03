"""Statistics against published numbers."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitoria.platform.statistics import (
    Estimate,
    Interval,
    are_distinguishable,
    estimate_mean,
    estimate_values,
    finite_correction,
    mean_margin,
    student,
    t_quantile,
    welch_difference,
    wilson,
)

# qt(.975, df) and qt(.995, df) as R prints them with 15 digits.
R_QUANTILES = [
    (0.975, 1, 12.7062047361747),
    (0.975, 2, 4.30265272974946),
    (0.975, 3, 3.18244630528371),
    (0.975, 5, 2.57058183563631),
    (0.975, 10, 2.22813885198627),
    (0.975, 30, 2.04227245630124),
    (0.995, 9, 3.24983554159212),
]


@pytest.mark.parametrize(("probability", "degrees", "expected"), R_QUANTILES)
def test_t_quantile_has_the_published_digits(probability: float, degrees: int, expected: float) -> None:
    assert t_quantile(probability, degrees) == pytest.approx(expected, rel=1e-13)


def cumulative(t: float, degrees: float, steps: int = 4000) -> float:
    """The distribution by Simpson's rule over its density: slow, and independent of the code under test."""
    log_scale = math.lgamma((degrees + 1) / 2) - math.lgamma(degrees / 2) - math.log(degrees * math.pi) / 2

    def density(x: float) -> float:
        return math.exp(log_scale - (degrees + 1) / 2 * math.log1p(x * x / degrees))

    width = t / steps
    inner = sum(density(i * width) * (4 if i % 2 else 2) for i in range(1, steps))
    return 0.5 + width / 3 * (density(0) + density(t) + inner)


@pytest.mark.parametrize("degrees", [1, 2, 3, 4, 7, 8, 29, 100, 999, 1000, 5000])
@pytest.mark.parametrize("probability", [0.6, 0.9, 0.975, 0.995])
def test_t_quantile_inverts_the_distribution_to_ten_digits(probability: float, degrees: int) -> None:
    assert cumulative(t_quantile(probability, degrees), degrees) == pytest.approx(probability, abs=1e-11)


def test_the_two_ways_to_the_t_quantile_meet() -> None:
    closed = math.sqrt(1000) * math.tan(student._angle(0.95, 1000))
    assert t_quantile(0.975, 1000) == pytest.approx(closed, rel=1e-13)


def test_t_quantile_is_symmetric_and_refuses_nonsense() -> None:
    assert t_quantile(0.025, 12) == pytest.approx(-t_quantile(0.975, 12), rel=1e-12)
    for probability, degrees in ((0.0, 5), (1.0, 5), (0.975, 0)):
        with pytest.raises(ValueError, match="t quantile"):
            t_quantile(probability, degrees)


@pytest.mark.parametrize(
    ("successes", "n", "low", "high"),
    [
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
        (4, 4, 0.510, 1.0),
    ],
)
def test_wilson_gives_newcombes_numbers(successes: int, n: int, low: float, high: float) -> None:
    interval = wilson(successes, n)
    assert interval is not None
    assert interval.low == pytest.approx(low, abs=5e-4 if n == 4 else 5e-5)
    assert interval.high == pytest.approx(high, abs=5e-5)


def test_wilson_has_no_interval_without_trials_and_refuses_more_successes_than_trials() -> None:
    assert wilson(0, 0) is None
    with pytest.raises(ValueError, match="between 0 and n"):
        wilson(3, 2)


@given(st.integers(1, 10_000), st.data())
def test_wilson_holds_the_proportion_and_stays_within_0_and_1(n: int, data: st.DataObject) -> None:
    successes = data.draw(st.integers(0, n))
    interval = wilson(successes, n)
    assert interval is not None
    assert 0 <= interval.low <= successes / n <= interval.high <= 1


def sums(values: list[float]) -> tuple[int, float, float]:
    return len(values), sum(values), sum(value * value for value in values)


def test_a_mean_carries_its_t_interval() -> None:
    # Student's sleep data, group 2: R t.test gives mean 2.33, interval 0.8976775 to 3.7623225.
    estimate = estimate_mean(*sums([1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4]), least_n=5, bounds=(-9, 9))
    assert estimate.mean == pytest.approx(2.33)
    assert estimate.interval is not None
    assert estimate.interval.low == pytest.approx(0.8976775, abs=5e-7)
    assert estimate.interval.high == pytest.approx(3.7623225, abs=5e-7)


def test_an_interval_never_leaves_the_scale() -> None:
    estimate = estimate_mean(*sums([100, 99, 20]), least_n=5)
    assert estimate.interval is not None
    assert 0 <= estimate.interval.low < 73 < estimate.interval.high == 100


def test_few_values_are_an_insufficient_sample() -> None:
    assert estimate_mean(0, 0, 0, least_n=5) == Estimate(0, None, None, is_sufficient=False)
    single = estimate_mean(*sums([80.0]), least_n=5)
    assert (single.mean, single.interval, single.is_sufficient) == (80, None, False)
    assert estimate_mean(*sums([80.0] * 5), least_n=5).is_sufficient
    with pytest.raises(ValueError, match="not negative"):
        estimate_mean(-1, 0, 0, least_n=5)
    with pytest.raises(ValueError, match="two values"):
        mean_margin(1, 0.0)


def test_the_finite_correction_goes_from_one_to_nothing() -> None:
    assert finite_correction(10, None) == 1
    assert finite_correction(10, 10) == 0
    assert finite_correction(1, 100) == 1
    assert finite_correction(50, 99) == pytest.approx(math.sqrt(49 / 98))
    everything = estimate_mean(*sums([70.0, 90.0]), least_n=2, population=2)
    assert everything.interval == Interval(80, 80)


def test_overlapping_or_insufficient_estimates_are_not_told_apart() -> None:
    low = Estimate(9, 60, Interval(55, 65), is_sufficient=True)
    high = Estimate(9, 80, Interval(75, 85), is_sufficient=True)
    near = Estimate(9, 66, Interval(62, 70), is_sufficient=True)
    few = Estimate(2, 95, Interval(90, 100), is_sufficient=False)
    lone = Estimate(9, 95, None, is_sufficient=True)
    assert are_distinguishable(low, high)
    assert not are_distinguishable(low, near)
    assert not are_distinguishable(low, few)
    assert not are_distinguishable(low, lone)


@pytest.mark.parametrize("degrees", [1.5, 4.25, 17.776, 98.3, 998.6])
@pytest.mark.parametrize("probability", [0.6, 0.975, 0.995])
def test_t_quantile_knows_degrees_that_are_not_whole(probability: float, degrees: float) -> None:
    assert cumulative(t_quantile(probability, degrees), degrees) == pytest.approx(probability, abs=1e-10)


@pytest.mark.parametrize("degrees", [1, 2, 5, 30, 200])
def test_the_incomplete_beta_agrees_with_the_closed_form(degrees: int) -> None:
    for angle in (0.1, 0.7, 1.2, 1.5):
        closed = student._whole_central(angle, degrees)
        assert student._central_probability(angle, degrees) == pytest.approx(closed, abs=1e-13)


# Student's sleep data (Cushny & Peebles 1905), as R's `t.test(extra ~ group, data = sleep)` prints it.
SLEEP_1 = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0]
SLEEP_2 = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4]


def test_welch_gives_the_published_interval_of_students_sleep_data() -> None:
    found = welch_difference(SLEEP_2, SLEEP_1)
    assert found is not None
    assert found.value == pytest.approx(-1.58)
    assert found.degrees == pytest.approx(17.776, abs=5e-4)
    assert (found.interval.low, found.interval.high) == pytest.approx((-3.3654832, 0.2054832), abs=5e-8)


def test_welch_by_hand() -> None:
    """Means 50 and 70; s² 250 over 5 and 100/3 over 4: parts 50 and 25/3; ν = (175/3)² / (2500/4 + (625/9)/3)."""
    found = welch_difference([30, 40, 50, 60, 70], [65, 75, 65, 75])
    assert found is not None
    assert found.value == 20
    assert found.degrees == pytest.approx((175 / 3) ** 2 / (625 + 625 / 27))
    margin = t_quantile(0.975, found.degrees) * math.sqrt(175 / 3)
    assert found.interval == Interval(pytest.approx(20 - margin), pytest.approx(20 + margin))  # type: ignore[arg-type]


@pytest.mark.parametrize(("first", "second"), [([], [1.0, 2.0]), ([1.0], [1.0, 2.0]), ([0.1] * 7, [0.3] * 9)])
def test_welch_says_nothing_where_no_spread_is_known(first: list[float], second: list[float]) -> None:
    assert welch_difference(first, second) is None


def test_values_are_estimated_as_their_sums_are() -> None:
    found = estimate_values([60.0, 80.0, 70.0, 90.0, 100.0], least_n=5)
    assert found == estimate_mean(5, 400.0, 33_000.0, least_n=5)
