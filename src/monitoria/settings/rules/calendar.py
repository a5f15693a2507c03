"""Working days of the installation: Monday to Friday but for holidays, in its own zone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo

_DAY = timedelta(days=1)
_SATURDAY = 5
# When a notice is worth reading: a person is at work.
_MORNING = time(8)


@dataclass(frozen=True, slots=True)
class Calendar:
    """Counts working days. A deadline holds until the last second of its local day."""

    zone: tzinfo
    holidays: frozenset[date] = frozenset()

    def day_of(self, instant: datetime) -> date:
        """The local day in which `instant` falls."""
        return instant.astimezone(self.zone).date()

    def is_working(self, day: date) -> bool:
        """Whether people are expected to be at work."""
        return day.weekday() < _SATURDAY and day not in self.holidays

    def after(self, day: date, days: int) -> date:
        """The working day that comes so many working days after `day`, which itself does not count."""
        return self._step(day, days, _DAY)

    def before(self, day: date, days: int) -> date:
        """The working day that lies so many working days before `day`, which itself does not count."""
        return self._step(day, days, -_DAY)

    def _step(self, day: date, days: int, step: timedelta) -> date:
        while days > 0:
            day += step
            days -= self.is_working(day)
        return day

    def end_of(self, day: date) -> datetime:
        """The last second of a local day, in UTC.

        It is found from the first instant of the next day, because a clock may be turned at midnight: on 2018-11-04
        the first hour did not exist in São Paulo, and 2018-11-03 ended all the same.
        """
        return datetime.combine(day + _DAY, time.min, self.zone).astimezone(UTC) - timedelta(seconds=1)

    def deadline(self, start: datetime, days: int) -> datetime:
        """The end of the day that comes so many working days after the day of `start`."""
        return self.end_of(self.after(self.day_of(start), days))

    def notice(self, start: datetime, due: datetime, days: int) -> datetime:
        """When to tell that `due` is near: in the morning, so many working days before it.

        A deadline that is nearer than that when it begins is told of in the morning of its own last day.
        """
        last = self.day_of(due)
        early = self._morning(self.before(last, days))
        return early if early > start else self._morning(last)

    def _morning(self, day: date) -> datetime:
        return datetime.combine(day, _MORNING, self.zone).astimezone(UTC)
