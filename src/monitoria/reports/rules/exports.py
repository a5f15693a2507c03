"""The life of an export that is made in the background."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

# So long the file can be fetched.
KEPT = timedelta(days=7)
# More at once from one person would only keep others waiting.
MOST_OPEN = 5
# A run that dies is begun again; so often.
MOST_RUNS = 10
# A run tells how far it is every second; one that is silent for so long is over.
SILENT = timedelta(hours=1)
PREFIX = "exports"


class ExportStatus(StrEnum):
    QUEUED = "queued"
    RUNNING = "running"
    READY = "ready"
    FAILED = "failed"
    CANCELLED = "cancelled"
    EXPIRED = "expired"


OPEN = (ExportStatus.QUEUED, ExportStatus.RUNNING)


def actions_of(status: ExportStatus) -> list[str]:
    """What its asker can do with it."""
    if status in OPEN:
        return ["cancel"]
    return ["download", "remove"] if status is ExportStatus.READY else ["remove"]


def reach_mark(role: str, team_ids: Iterable[UUID]) -> str:
    """A mark of what somebody could reach: what was made under another one is not handed over."""
    said = [role, *sorted(team.hex for team in team_ids)]
    return hashlib.sha256(" ".join(said).encode()).hexdigest()


def rows_per_second(rows: int, started_at: datetime | None, at: datetime | None) -> float | None:
    """How fast it goes; None while that can't be told."""
    if started_at is None or at is None or at <= started_at or rows == 0:
        return None
    return round(rows / (at - started_at).total_seconds(), 1)
