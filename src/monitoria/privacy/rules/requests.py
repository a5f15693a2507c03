"""What data subjects ask for, and until when it is owed."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum

# LGPD, art. 19: the full answer within 15 days of the request.
ANSWER_DAYS = 15


class RequestKind(StrEnum):
    ACCESS = "access"
    CORRECTION = "correction"
    DELETION = "deletion"
    INFORMATION = "information"
    OBJECTION = "objection"
    REVIEW = "review"


class RequestStatus(StrEnum):
    OPEN = "open"
    DONE = "done"
    REFUSED = "refused"


def due_on(received_on: date) -> date:
    """The last day of the answer: calendar days, counted from the day after the request came."""
    return received_on + timedelta(days=ANSWER_DAYS)
