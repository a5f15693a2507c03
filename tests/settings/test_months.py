"""Reporting months: every day lies in one and only one."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitoria.settings.rules import reporting_month, reporting_month_of, reporting_months

DAYS = st.dates(date(2000, 1, 1), date(2100, 12, 31))
CLOSINGS = st.none() | st.integers(1, 28)


@pytest.mark.parametrize(
    ("month", "closing_day", "first", "last"),
    [
        (date(2026, 11, 1), 25, date(2026, 10, 26), date(2026, 11, 25)),
        (date(2026, 1, 9), 25, date(2025, 12, 26), date(2026, 1, 25)),
        (date(2026, 3, 1), 28, date(2026, 3, 1), date(2026, 3, 28)),
        (date(2024, 3, 1), 28, date(2024, 2, 29), date(2024, 3, 28)),
        (date(2024, 2, 1), None, date(2024, 2, 1), date(2024, 2, 29)),
        (date(2026, 12, 1), None, date(2026, 12, 1), date(2026, 12, 31)),
    ],
)
def test_a_reporting_month_ends_on_the_closing_day(
    month: date, closing_day: int | None, first: date, last: date
) -> None:
    assert reporting_month(month, closing_day) == (first, last)


@given(day=DAYS, closing_day=CLOSINGS)
def test_every_day_lies_in_the_month_it_is_said_to_lie_in(day: date, closing_day: int | None) -> None:
    month = reporting_month_of(day, closing_day)
    first, last = reporting_month(month, closing_day)
    assert first <= day <= last
    assert reporting_month_of(last + timedelta(days=1), closing_day) > month
    assert reporting_month(reporting_month_of(first - timedelta(days=1), closing_day), closing_day)[1] < first


@given(day=DAYS, closing_day=CLOSINGS, count=st.integers(1, 30))
def test_reporting_months_follow_each_other(day: date, closing_day: int | None, count: int) -> None:
    spans = [reporting_month(month, closing_day) for month in reporting_months(day, closing_day, count)]
    assert len(spans) == count
    assert spans[-1][0] <= day <= spans[-1][1]
    for (_, last), (first, _) in pairwise(spans):
        assert first == last + timedelta(days=1)
