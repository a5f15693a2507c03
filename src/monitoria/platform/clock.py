"""Time: stored in UTC, days are those of the installation's zone. Rules are given `now`; only the edges ask for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo


def utc_now() -> datetime:
    """The current instant, aware, in UTC."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class DayRange:
    """A half-open range of instants [start, end) that covers the days `first` to `last`, both included."""

    first: date
    last: date
    start: datetime
    end: datetime

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1


@dataclass(frozen=True, slots=True)
class Zone:
    """The installation's time zone: turns instants into days and days into instants."""

    name: str

    @property
    def info(self) -> ZoneInfo:
        return ZoneInfo(self.name)

    def day_of(self, instant: datetime) -> date:
        """The local day in which `instant` falls."""
        return instant.astimezone(self.info).date()

    def hour_of(self, instant: datetime) -> int:
        """The local hour, 0 to 23, in which `instant` falls."""
        return instant.astimezone(self.info).hour

    def start_of(self, day: date) -> datetime:
        """First instant of a local day, in UTC.

        Midnight may not exist (summer time began at 00:00 in São Paulo until 2018): the first instant that does
        exist is then given, because the earlier offset maps the missing hour onto it.
        """
        return datetime.combine(day, time.min, self.info).astimezone(UTC)

    def range_of(self, first: date, last: date) -> DayRange:
        """The instants of the days `first` to `last`, both included."""
        return DayRange(first, last, self.start_of(first), self.start_of(last + timedelta(days=1)))
