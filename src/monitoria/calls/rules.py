"""Rules of calls: words, protocols, times and durations."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from enum import StrEnum
from uuid import UUID

from monitoria.platform.errors import FieldError

PROTOCOL_DIGITS = 8
LONGEST_DURATION_SECONDS = 31 * 24 * 3600
# Clocks of telephone systems run ahead now and then; a call of next week is a typing error.
FUTURE_ALLOWED = timedelta(days=1)
DEFAULT_CATEGORY = "other"
# How content a customer says to be, on the scale of surveys.
LOWEST_CSAT, HIGHEST_CSAT = 1, 5


class Channel(StrEnum):
    PHONE = "phone"
    CHAT = "chat"
    EMAIL = "email"
    WHATSAPP = "whatsapp"
    VIDEO = "video"


class Priority(StrEnum):
    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"
    URGENT = "urgent"


class CallStatus(StrEnum):
    OPEN = "open"
    IN_PROGRESS = "in_progress"
    RESOLVED = "resolved"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Times:
    """When a call began and ended (aware, or None while it goes on) and how long it took, in seconds."""

    started_at: datetime
    ended_at: datetime | None
    duration_seconds: int | None


@dataclass(frozen=True, slots=True)
class EvaluationBrief:
    """What the page of a call tells about one of its evaluations. Filled by the evaluations' own queries."""

    id: UUID
    status: str
    outcome: str | None
    overall_score: float | None
    scorecard_name: str
    evaluator_id: UUID
    evaluator_name: str
    created_at: datetime
    published_at: datetime | None


def make_protocol(day: date, number: int) -> str:
    """The protocol of the `number`-th call ever, registered on `day`: only digits, unique because `number` is."""
    return f"{day:%Y%m%d}{number:0{PROTOCOL_DIGITS}d}"


def read_instant(instant: datetime, zone: tzinfo) -> datetime:
    """The instant in UTC; one without an offset is a local time of the installation's zone."""
    aware = instant if instant.tzinfo is not None else instant.replace(tzinfo=zone)
    return aware.astimezone(UTC)


def measure(started_at: datetime, ended_at: datetime | None, given_seconds: int | None) -> Times:
    """The times of a call: its duration is the given one, else the span from start to end, else unknown.

    A given duration wins because talk time is often shorter than the span.
    """
    if given_seconds is None and ended_at is not None and ended_at >= started_at:
        given_seconds = int((ended_at - started_at).total_seconds())
    return Times(started_at, ended_at, given_seconds)


def is_measured(times: Times) -> bool:
    """Whether the duration is just the span, so that it follows when the span changes."""
    return times.duration_seconds == measure(times.started_at, times.ended_at, None).duration_seconds


def check_times(times: Times, now: datetime) -> list[FieldError]:
    """A call does not end before it starts, nor start in the future, nor take more than a month."""
    faults = []
    if times.started_at > now + FUTURE_ALLOWED:
        faults.append(FieldError("/started_at", "A chamada não pode começar no futuro.", "future"))
    if times.ended_at is not None and times.ended_at < times.started_at:
        faults.append(FieldError("/ended_at", "O fim não pode vir antes do início.", "before-start"))
    elif times.duration_seconds is not None and times.duration_seconds > LONGEST_DURATION_SECONDS:
        place = "/ended_at" if is_measured(times) else "/duration_seconds"
        faults.append(FieldError(place, "Uma chamada dura no máximo 31 dias.", "range"))
    return faults
