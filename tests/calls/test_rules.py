"""Rules of calls, with nothing running."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from monitoria.calls.rules import Times, check_times, is_measured, make_protocol, measure, read_instant

SAO_PAULO = ZoneInfo("America/Sao_Paulo")
START = datetime(2026, 11, 20, 12, tzinfo=UTC)


def test_a_protocol_is_the_day_and_a_number() -> None:
    assert make_protocol(date(2026, 11, 20), 7) == "2026112000000007"


@given(st.integers(1, 10**12), st.integers(1, 10**12), st.dates(date(2000, 1, 1)), st.dates(date(2000, 1, 1)))
def test_two_numbers_never_make_one_protocol(one: int, other: int, day: date, other_day: date) -> None:
    assert (make_protocol(day, one) == make_protocol(other_day, other)) == ((day, one) == (other_day, other))


def test_a_time_without_an_offset_is_local() -> None:
    assert read_instant(datetime(2026, 11, 20, 9), SAO_PAULO) == START  # noqa: DTZ001 - the point of the test
    assert read_instant(START, SAO_PAULO) == START


def test_a_local_time_that_never_was_is_read_as_one_that_was() -> None:
    missing = datetime(2018, 11, 4, 0, 30)  # noqa: DTZ001 - summer time began at midnight
    assert read_instant(missing, SAO_PAULO) == datetime(2018, 11, 4, 3, 30, tzinfo=UTC)


def test_a_duration_is_the_span_unless_it_is_given() -> None:
    end = START + timedelta(minutes=5)
    assert measure(START, end, None).duration_seconds == 300
    assert measure(START, end, 240).duration_seconds == 240
    assert measure(START, None, None).duration_seconds is None
    assert measure(START, None, 90).duration_seconds == 90


def test_only_a_duration_that_is_the_span_follows_it() -> None:
    end = START + timedelta(minutes=5)
    assert is_measured(Times(START, end, 300))
    assert is_measured(Times(START, None, None))
    assert not is_measured(Times(START, end, 240))


def test_a_call_does_not_end_before_it_starts() -> None:
    (fault,) = check_times(measure(START, START - timedelta(seconds=1), None), START)
    assert (fault.pointer, fault.rule) == ("/ended_at", "before-start")
    assert check_times(measure(START, START, None), START) == []


def test_a_call_does_not_start_in_the_future() -> None:
    (fault,) = check_times(measure(START + timedelta(days=2), None, None), START)
    assert (fault.pointer, fault.rule) == ("/started_at", "future")
    assert check_times(measure(START + timedelta(hours=20), None, None), START) == []


def test_a_call_takes_at_most_a_month() -> None:
    faults = check_times(measure(START - timedelta(days=40), START, None), START)
    assert [fault.pointer for fault in faults] == ["/ended_at"]
    faults = check_times(measure(START, None, 40 * 86_400), START)
    assert [fault.pointer for fault in faults] == ["/duration_seconds"]
