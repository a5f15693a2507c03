"""Days, weeks and months: how a period is put together from the fewest sums that hold it."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

_DAY = timedelta(days=1)
_WEEK = timedelta(days=7)


class Grain(StrEnum):
    """How long a sum lasts. A week is ISO's, from Monday on; a month is the calendar's."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"


@dataclass(frozen=True, slots=True)
class Tile:
    """Sums of one grain whose first days lie between `first` and `last`, both included."""

    grain: Grain
    first: date
    last: date


def start_of(day: date, grain: Grain) -> date:
    """The first day of the week or month of `day`, or the day itself."""
    if grain is Grain.WEEK:
        return day - timedelta(days=day.weekday())
    return day.replace(day=1) if grain is Grain.MONTH else day


def next_start(start: date, grain: Grain) -> date:
    """The first day after the day, week or month that starts then."""
    if grain is Grain.MONTH:
        return (start + timedelta(days=31)).replace(day=1)
    return start + (_WEEK if grain is Grain.WEEK else _DAY)


def tile(
    first: date, last: date, kept: Collection[Grain], points: Grain = Grain.MONTH, today: date | None = None
) -> list[Tile]:
    """The tiles that cover `first` to `last` once and only once, from sums of the grains that are `kept`.

    No tile is longer than `points`, nor reaches over the end of one: whole months, in what is left at both ends whole
    weeks, and the days around them. With points of a week there are no months. Days must be kept.
    A period that comes up to `today` is read to the end of its last point, of which nothing can have happened yet.
    """
    if today is not None and last >= today:
        last = next_start(start_of(last, points), points) - _DAY
    if points is Grain.MONTH:
        return [*_months(first, last, kept)]
    if points is Grain.WEEK:
        return [*_weeks(first, last, kept)]
    return [Tile(Grain.DAY, first, last)]


def _months(first: date, last: date, kept: Collection[Grain]) -> Iterator[Tile]:
    after = last + _DAY
    from_month = first if first.day == 1 else next_start(first.replace(day=1), Grain.MONTH)
    to_month = after.replace(day=1)
    if Grain.MONTH not in kept:
        yield Tile(Grain.DAY, first, last)
        return
    if from_month < to_month:
        yield Tile(Grain.MONTH, from_month, (to_month - _DAY).replace(day=1))
        ends = ((first, from_month), (to_month, after))
    elif first < from_month < after:
        ends = ((first, from_month), (from_month, after))
    else:
        ends = ((first, after), (after, after))
    for start, end in ends:
        if start < end:
            yield from _weeks(start, end - _DAY, kept)


def _weeks(first: date, last: date, kept: Collection[Grain]) -> Iterator[Tile]:
    after = last + _DAY
    from_week = first + timedelta(days=-first.weekday() % 7)
    to_week = start_of(after, Grain.WEEK)
    if Grain.WEEK not in kept or from_week >= to_week:
        yield Tile(Grain.DAY, first, last)
        return
    yield Tile(Grain.WEEK, from_week, to_week - _WEEK)
    if first < from_week:
        yield Tile(Grain.DAY, first, from_week - _DAY)
    if to_week < after:
        yield Tile(Grain.DAY, to_week, last)
