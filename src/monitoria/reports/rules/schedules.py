"""When a report leaves by e-mail, and of which month it then speaks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from monitoria.settings.rules import reporting_month, reporting_month_of

MOST_SCHEDULES = 50
MOST_RECIPIENTS = 20


class ScheduledKind(StrEnum):
    TEAM_MONTH = "team-month"
    PERSON_MONTH = "person-month"


class Frequency(StrEnum):
    """Every week, every month on a day, or in the morning after the reporting month closed."""

    WEEKLY = "weekly"
    MONTHLY = "monthly"
    CLOSING = "closing"


class SendingState(StrEnum):
    """`unsure`: its content was handed over and no answer came; sending it again might send it twice."""

    PENDING = "pending"
    SENDING = "sending"
    SENT = "sent"
    UNSURE = "unsure"
    FAILED = "failed"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class Rhythm:
    """How often: `weekday` (1 Monday to 7) of a weekly one, `day` (1 to 28) of a monthly one."""

    frequency: Frequency
    weekday: int | None = None
    day: int | None = None


def next_due(after: date, rhythm: Rhythm, closing_day: int | None) -> date:
    """The first day after `after` on which it leaves."""
    if rhythm.frequency is Frequency.WEEKLY:
        ahead = ((rhythm.weekday or 1) - after.isoweekday() - 1) % 7 + 1
        return after + timedelta(days=ahead)
    if rhythm.frequency is Frequency.MONTHLY:
        day = rhythm.day or 1
        this = after.replace(day=day)
        return this if this > after else (after.replace(day=1) + timedelta(days=31)).replace(day=day)
    return reporting_month(reporting_month_of(after, closing_day), closing_day)[1] + timedelta(days=1)


def told_month(due_on: date, frequency: Frequency, closing_day: int | None) -> date:
    """The reporting month that a report of this day speaks of, by the first day of the month it is named after.

    A weekly one tells of the month so far; the others of the last one that is whole.
    """
    present = reporting_month_of(due_on, closing_day)
    if frequency is Frequency.WEEKLY:
        return present
    return reporting_month_of(reporting_month(present, closing_day)[0] - timedelta(days=1), closing_day)
