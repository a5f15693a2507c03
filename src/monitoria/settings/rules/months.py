"""Reporting months: those of the calendar, or months that close on a day of their own (the 25th, say)."""

from __future__ import annotations

from datetime import date, timedelta

# Every month has this day: no month would close on two days, or on none.
LATEST_CLOSING_DAY = 28


def reporting_month(month: date, closing_day: int | None) -> tuple[date, date]:
    """The first and the last day of the reporting month named after the calendar month that `month` lies in.

    It ends on `closing_day`, and begins the day after the month before ended: closing on the 25th, November is 26
    October to 25 November. None closes with the calendar month.
    """
    first = month.replace(day=1)
    if closing_day is None:
        return first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    before = first - timedelta(days=1)
    return before.replace(day=closing_day) + timedelta(days=1), first.replace(day=closing_day)


def reporting_month_of(day: date, closing_day: int | None) -> date:
    """The reporting month that `day` lies in, by the first day of the calendar month it is named after."""
    first = day.replace(day=1)
    if closing_day is None or day.day <= closing_day:
        return first
    return (first + timedelta(days=31)).replace(day=1)


def reporting_months(day: date, closing_day: int | None, count: int) -> list[date]:
    """So many reporting months, the latest last: the one that `day` lies in."""
    last = reporting_month_of(day, closing_day)
    number = last.year * 12 + last.month - 1
    return [date(at // 12, at % 12 + 1, 1) for at in range(number - count + 1, number + 1)]
