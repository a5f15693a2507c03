"""What an evaluation waits for, and until when. A deadline is promised once: no later setting moves it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from monitoria.settings.rules import Calendar, FeedbackTerms


class Waits(StrEnum):
    """What is waited for: the operator's word, his contest, the decision of one."""

    ACKNOWLEDGE = "acknowledge"
    CONTEST = "contest"
    DECIDE = "decide"


def whole_minutes(since: datetime, until: datetime) -> int:
    """The minutes between two instants, the last one only when it is full."""
    return (until - since) // timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Deadlines:
    """None: not waited for. `closes_at`: when it closes by itself; `notice_at`: when a deadline is next told of."""

    acknowledge_by: datetime | None = None
    contest_by: datetime | None = None
    decide_by: datetime | None = None
    closes_at: datetime | None = None
    notice_at: datetime | None = None


NO_DEADLINES = Deadlines()


def when_shown(now: datetime, terms: FeedbackTerms, calendar: Calendar, *, may_contest: bool = True) -> Deadlines:
    """The operator is to read it, from now on: it was published, or its contest was decided."""
    acknowledge = calendar.deadline(now, terms.acknowledge_days)
    contest = calendar.deadline(now, terms.contest_days) if may_contest else None
    return Deadlines(
        acknowledge_by=acknowledge,
        contest_by=contest,
        closes_at=max(acknowledge, contest or acknowledge),
        notice_at=calendar.notice(now, min(acknowledge, contest or acknowledge), terms.notice_days),
    )


def when_acknowledged(
    present: Deadlines, now: datetime, terms: FeedbackTerms, calendar: Calendar, *, agrees: bool
) -> Deadlines:
    """The operator has read it; his right to contest runs on. Whoever agrees is not told that it ends."""
    due = present.contest_by if is_open(present.contest_by, now) else None
    tells = due is not None and not agrees and present.notice_at is not None
    return Deadlines(
        contest_by=due,
        closes_at=due or present.closes_at,
        notice_at=calendar.notice(now, due, terms.notice_days) if tells and due else None,
    )


def when_contested(now: datetime, terms: FeedbackTerms, calendar: Calendar) -> Deadlines:
    """Somebody is to decide; nothing of the operator's runs out meanwhile."""
    due = calendar.deadline(now, terms.decide_days)
    return Deadlines(decide_by=due, notice_at=calendar.notice(now, due, terms.notice_days))


def is_open(due: datetime | None, now: datetime) -> bool:
    """Whether a deadline runs and has not passed."""
    return due is not None and now <= due


def near(deadlines: Deadlines) -> tuple[Waits, datetime] | None:
    """The deadline that `notice_at` speaks of: the earliest one after it. Two of one moment are told as one."""
    if deadlines.notice_at is None:
        return None
    running = (
        (deadlines.decide_by, Waits.DECIDE),
        (deadlines.acknowledge_by, Waits.ACKNOWLEDGE),
        (deadlines.contest_by, Waits.CONTEST),
    )
    later = [(due, waits) for due, waits in running if due is not None and due > deadlines.notice_at]
    if not later:
        return None
    due, waits = min(later, key=lambda found: found[0])
    return waits, due


def after_notice(deadlines: Deadlines, now: datetime, terms: FeedbackTerms, calendar: Calendar) -> Deadlines:
    """The same deadlines once the near one was told: the next one, if any, is told of in its turn."""
    told = near(deadlines)
    if told is None:
        return replace(deadlines, notice_at=None)
    later = [due for due in (deadlines.acknowledge_by, deadlines.contest_by) if due is not None and due > told[1]]
    if not later:
        return replace(deadlines, notice_at=None)
    return replace(deadlines, notice_at=max(calendar.notice(now, later[0], terms.notice_days), told[1]))
