"""Working days, deadlines and national holidays: no database, time is given."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from monitoria.settings.rules import Calendar, easter, national_holidays

SAO_PAULO = ZoneInfo("America/Sao_Paulo")
PLAIN = Calendar(SAO_PAULO)
# Friday 20 November 2026 is a holiday; Thursday 19 is not.
THURSDAY = datetime(2026, 11, 19, 15, 0, tzinfo=UTC)
OFF = Calendar(SAO_PAULO, frozenset({date(2026, 11, 20)}))


def local(instant: datetime) -> str:
    return instant.astimezone(SAO_PAULO).isoformat()


def test_weekends_and_holidays_are_not_counted() -> None:
    assert PLAIN.after(date(2026, 11, 19), 1) == date(2026, 11, 20)
    assert OFF.after(date(2026, 11, 19), 1) == date(2026, 11, 23)
    assert OFF.after(date(2026, 11, 19), 5) == date(2026, 11, 27)
    assert OFF.before(date(2026, 11, 23), 1) == date(2026, 11, 19)
    assert PLAIN.after(date(2026, 11, 21), 1) == date(2026, 11, 23), "what begins on a Saturday counts from Monday"


def test_a_deadline_ends_with_the_local_day() -> None:
    assert local(PLAIN.deadline(THURSDAY, 1)) == "2026-11-20T23:59:59-03:00"
    assert local(OFF.deadline(THURSDAY, 1)) == "2026-11-23T23:59:59-03:00"
    late = datetime(2026, 11, 20, 2, 30, tzinfo=UTC)  # still the 19th in São Paulo
    assert PLAIN.deadline(late, 1) == PLAIN.deadline(THURSDAY, 1)


def test_a_day_ends_although_the_clock_is_turned_at_midnight() -> None:
    # Summer time began on 2018-11-04: 00:00 to 01:00 did not exist. It ended on 2018-02-18 at 00:00, an hour twice.
    assert local(PLAIN.end_of(date(2018, 11, 3))) == "2018-11-03T23:59:59-03:00"
    assert local(PLAIN.end_of(date(2018, 11, 4))) == "2018-11-04T23:59:59-02:00"
    assert local(PLAIN.end_of(date(2018, 2, 17))) == "2018-02-17T23:59:59-03:00"
    friday = datetime(2018, 11, 2, 15, 0, tzinfo=UTC)
    assert local(PLAIN.deadline(friday, 1)) == "2018-11-05T23:59:59-02:00"
    assert PLAIN.end_of(date(2018, 11, 4)) - PLAIN.end_of(date(2018, 11, 3)) == timedelta(hours=23)


def test_a_notice_comes_in_the_morning_working_days_before() -> None:
    due = OFF.deadline(THURSDAY, 3)
    assert local(due) == "2026-11-25T23:59:59-03:00"
    assert local(OFF.notice(THURSDAY, due, 1)) == "2026-11-24T08:00:00-03:00"
    assert local(OFF.notice(THURSDAY, due, 9)) == "2026-11-25T08:00:00-03:00", "nearer than the notice"
    tomorrow = OFF.deadline(THURSDAY, 1)
    assert local(OFF.notice(THURSDAY, tomorrow, 1)) == "2026-11-23T08:00:00-03:00"


@pytest.mark.parametrize(
    ("year", "sunday"),
    [
        (1961, date(1961, 4, 2)),
        (2008, date(2008, 3, 23)),
        (2024, date(2024, 3, 31)),
        (2025, date(2025, 4, 20)),
        (2026, date(2026, 4, 5)),
        (2030, date(2030, 4, 21)),
        (2038, date(2038, 4, 25)),
    ],
)
def test_easter_is_where_the_tables_put_it(year: int, sunday: date) -> None:
    assert easter(year) == sunday


def test_the_national_holidays_of_a_year() -> None:
    found = {holiday.day: holiday for holiday in national_holidays(2026)}
    fixed = {(1, 1), (4, 21), (5, 1), (9, 7), (10, 12), (11, 2), (11, 15), (11, 20), (12, 25)}
    certain = {(day.month, day.day) for day, holiday in found.items() if not holiday.is_optional}
    assert certain == fixed | {(4, 3)}, "Good Friday moves"
    optional = {day for day, holiday in found.items() if holiday.is_optional}
    assert optional == {date(2026, 2, 16), date(2026, 2, 17), date(2026, 6, 4)}
    assert list(found) == sorted(found)


def test_two_holidays_on_one_day_are_one() -> None:
    # Good Friday of 2000 was the day of Tiradentes.
    days = [holiday.day for holiday in national_holidays(2000)]
    assert len(days) == len(set(days)) == 12
