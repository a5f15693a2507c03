"""How many failed sign-ins close the way in, and for whom: a stranger's failures never keep the owner out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from enum import StrEnum

MAX_FAILURES = 10
FAILURE_WINDOW = timedelta(minutes=15)
# How long a browser, or an address, counts as one's own after a good sign-in.
BROWSER_IS_KNOWN_FOR = timedelta(days=180)
ADDRESS_IS_KNOWN_FOR = timedelta(days=30)


class Standing(StrEnum):
    """From where somebody tries to sign in to an account, as the account knows it.

    `BROWSER`: one that holds the cookie of an earlier good sign-in to this account. `ADDRESS`: no such cookie, but
    somebody signed in to this account from this address. `STRANGER`: neither.
    """

    BROWSER = "browser"
    ADDRESS = "address"
    STRANGER = "stranger"


def wait_after_failures(failures: Sequence[datetime], now: datetime) -> timedelta | None:
    """How long sign-in stays closed after `failures` (in any order), or None while it is open.

    Ten failures within fifteen minutes close it until the oldest of the last ten is fifteen minutes old.
    """
    recent = sorted((at for at in failures if at > now - FAILURE_WINDOW), reverse=True)[:MAX_FAILURES]
    if len(recent) < MAX_FAILURES:
        return None
    return recent[-1] + FAILURE_WINDOW - now


def longest_wait(counts: Iterable[Sequence[datetime]], now: datetime) -> timedelta | None:
    """The longest of the waits that these counts ask for, or None when none does."""
    waits = (wait_after_failures(failures, now) for failures in counts)
    return max((wait for wait in waits if wait is not None), default=None)
