"""When what was not taken is tried again, when it is given up, and when an address is."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum

MOST_ENDPOINTS = 20
# After a rotation both secrets sign for so long.
OVERLAP = timedelta(hours=24)
# What was delivered, or never will be, is shown for so long.
KEPT = timedelta(days=30)
# News that old is no news: it may have waited behind others of an address that does not answer.
WORTH_SENDING = timedelta(days=2)
# So many failures in a row, over so long: the address is switched off.
MOST_FAILURES, FAILING_FOR = 20, timedelta(hours=12)

_WAITS = (
    timedelta(seconds=15),
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=6),
    timedelta(hours=12),
)
MOST_TRIES = len(_WAITS) + 1
_JITTER = 0.2


class DeliveryState(StrEnum):
    """`sending` was claimed and is on its way: found so by the next sender, it was left by one that died."""

    PENDING = "pending"
    SENDING = "sending"
    DELIVERED = "delivered"
    FAILED = "failed"
    CANCELLED = "cancelled"


class OffReason(StrEnum):
    """Why an address was switched off by itself: it said that it is gone (410), or it never answered."""

    GONE = "gone"
    FAILING = "failing"


def next_try(tries: int, now: datetime, luck: float) -> datetime | None:
    """When to try again after so many tries, None when that was the last.

    `luck` (0-1) moves it by up to a fifth either way, so that what failed together does not come back together.
    """
    if tries > len(_WAITS):
        return None
    return now + _WAITS[tries - 1] * (1 + _JITTER * (2 * luck - 1))


def is_hopeless(failures: int, failing_since: datetime | None, now: datetime) -> bool:
    """Whether an address that failed so often in a row, since then, is to be left alone."""
    return failures >= MOST_FAILURES and failing_since is not None and failing_since <= now - FAILING_FOR
