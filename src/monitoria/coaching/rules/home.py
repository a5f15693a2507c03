"""What waits for somebody."""

from __future__ import annotations

from enum import StrEnum

# A plan is worth a look from so many days before its due date.
DUE_SOON_DAYS = 7


class Waiting(StrEnum):
    """What may wait: contests to be decided, evaluations to be read, plans to be ended, operators to be heard."""

    CONTESTS = "contests"
    UNREAD = "unread"
    PLANS = "plans"
    UNEVALUATED = "unevaluated"
