"""The control chart against a published example, and against how often it should cry wolf."""

from __future__ import annotations

import math
import random
import statistics as plain

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitoria.platform.statistics import Chart, Signal, Subgroup, control_limits, runs

# NIST/SEMATECH e-Handbook of Statistical Methods, 6.3.2.2: flow rates of ten batches.
FLOW = [49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6, 52.4, 53.6, 52.1]


def group(*values: float) -> Subgroup:
    return Subgroup(len(values), math.fsum(values), math.fsum(value * value for value in values))


def drawn(*distances: float) -> Chart:
    return Chart(0.0, 1.0, distances, (None,) * len(distances), distances)


def test_individual_values_have_the_published_limits() -> None:
    chart = control_limits([group(value) for value in FLOW])
    assert chart.centre == pytest.approx(50.81)
    for limits in chart.limits:
        assert limits is not None
        # The handbook divides by d2 = 1.128, here it is 2/√π = 1.12838.
        assert limits.low == pytest.approx(45.8159, abs=0.002)
        assert limits.high == pytest.approx(55.8041, abs=0.002)
    assert runs(chart) == ((),) * 10


@given(st.lists(st.lists(st.integers(0, 1000), max_size=6), min_size=3, max_size=12))
def test_subgroups_of_any_size_share_one_spread(groups: list[list[int]]) -> None:
    chart = control_limits([group(*values) for values in groups])
    degrees = sum(len(values) - 1 for values in groups if values)
    if degrees < 5 or all(len(set(values)) < 2 for values in groups):
        return
    inside = sum(plain.variance(values) * (len(values) - 1) for values in groups if len(values) > 1)
    sigma = math.sqrt(inside / degrees)
    centre = plain.fmean(value for values in groups for value in values)
    assert chart.sigma == pytest.approx(sigma)
    for values, limits, distance in zip(groups, chart.limits, chart.distances, strict=True):
        if not values:
            assert (limits, distance) == (None, None)
            continue
        assert limits is not None
        assert limits.high == pytest.approx(centre + 3 * sigma / math.sqrt(len(values)))
        assert distance == pytest.approx((plain.fmean(values) - centre) / (sigma / math.sqrt(len(values))), abs=1e-6)


def test_without_spread_or_without_values_no_line_is_drawn() -> None:
    assert control_limits([]).centre is None
    assert control_limits([Subgroup(0, 0, 0)]).centre is None
    flat = control_limits([group(80.1, 80.1, 80.1)] * 9)
    assert (flat.sigma, flat.limits) == (None, (None,) * 9)
    assert runs(flat) == ((),) * 9
    assert control_limits([group(70, 80), group(75, 90)]).sigma is None  # two degrees of freedom tell nothing


def test_a_small_subgroup_counts_and_has_no_lines() -> None:
    chart = control_limits([group(80, 90, 70, 60), group(100), group(75, 85, 95, 65)], least_n=2, bounds=(0, 100))
    assert chart.centre == pytest.approx(80)
    assert [limits is None for limits in chart.limits] == [False, True, False]
    assert all(limits.high <= 100 for limits in chart.limits if limits)


@pytest.mark.parametrize(
    ("distances", "expected"),
    [
        ((0, 3.1), {Signal.BEYOND_LIMITS}),
        ((0, 3.0), set()),
        ((-2.1, 0.5, -2.2), {Signal.TWO_OF_THREE}),
        ((-2.1, 0.5, 2.2), set()),
        ((2.1, 2.2, 0.5), set()),  # the point that completes a run carries it, not the one after
        ((1.1, 1.2, -0.3, 1.1, 1.2), {Signal.FOUR_OF_FIVE}),
        ((0.1, 0.3, 0.2, 0.3, 0.1, 0.2, 0.3, 0.2), {Signal.EIGHT_ON_A_SIDE}),
        ((-0.1, 0.3, 0.2, 0.3, 0.1, 0.2, 0.3, 0.2), set()),
        ((-0.5, -0.4, -0.3, 0.1, 0.2, 0.3), {Signal.SIX_TRENDING}),
        ((0.5, 0.4, 0.3, -0.1, -0.2, -0.3), {Signal.SIX_TRENDING}),
        ((0.5, 0.4, 0.3, 0.3, -0.2, -0.3), set()),
    ],
)
def test_each_run_has_its_name(distances: tuple[float, ...], expected: set[Signal]) -> None:
    assert set(runs(drawn(*distances))[-1]) == expected


def test_pure_chance_is_seldom_called_a_signal() -> None:
    # 0.27 % of points lie beyond the limits of a normal distribution.
    chance = random.Random(42)  # noqa: S311 - no secret
    chart = control_limits([group(*(chance.gauss(80, 10) for _ in range(5))) for _ in range(20_000)])
    found = runs(chart)
    beyond = sum(Signal.BEYOND_LIMITS in signals for signals in found) / len(found)
    assert beyond == pytest.approx(0.0027, abs=0.0015)
