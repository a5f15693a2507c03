"""What waits for somebody, and since when a month counts."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum

# A plan is worth a look from so many days before its due date.
DUE_SOON_DAYS = 7


class Waiting(StrEnum):
    """What may wait: contests to be decided, evaluations to be read, plans to be ended, operators to be heard."""

    CONTESTS = "contests"
    UNREAD = "unread"
    PLANS = "plans"
    UNEVALUATED = "unevaluated"


def month_of(day: date) -> tuple[date, date]:
    """The first and the last day of the month that `day` lies in."""
    first = day.replace(day=1)
    following = (first + timedelta(days=31)).replace(day=1)
    return first, following - timedelta(days=1)
