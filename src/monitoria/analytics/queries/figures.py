"""The frozen values that dashboards are made of, and their sums."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from monitoria.calls.rules import CallStatus, Priority

STATUSES = tuple(f"status_{status.value}" for status in CallStatus)
PRIORITIES = tuple(f"priority_{priority.value}" for priority in Priority)
CALL_COLUMNS = ("calls", *STATUSES, *PRIORITIES)
SCORE_COLUMNS = ("evaluations", "scored", "passed", "failed", "final_total", "final_squares")


@dataclass(frozen=True, slots=True)
class Tally:
    """Published evaluations: how many, how many have a score or passed; sums of scores in hundredths."""

    evaluations: int = 0
    scored: int = 0
    passed: int = 0
    failed: int = 0
    final_total: int = 0
    final_squares: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(*(getattr(self, name) + getattr(other, name) for name in SCORE_COLUMNS))


@dataclass(frozen=True, slots=True)
class CallCounts:
    """Calls: how many, and how many of each status and priority, in the order of their words."""

    calls: int = 0
    statuses: tuple[int, ...] = (0,) * len(STATUSES)
    priorities: tuple[int, ...] = (0,) * len(PRIORITIES)


@dataclass(frozen=True, slots=True)
class Day:
    """What happened on one local day."""

    day: date
    calls: CallCounts = field(default_factory=CallCounts)
    tally: Tally = field(default_factory=Tally)


@dataclass(frozen=True, slots=True)
class Figures:
    """What happened in a period."""

    calls: CallCounts
    tally: Tally


@dataclass(frozen=True, slots=True)
class TeamFigures:
    """Scores of a team: on how many people they rest, how many, and their sum in hundredths. All 0: withheld."""

    people: int
    scored: int
    score_total: int


def sum_days(days: Iterable[Day]) -> Figures:
    """The days of a period as one."""
    known = list(days)
    return Figures(
        CallCounts(
            sum(day.calls.calls for day in known),
            tuple(map(sum, zip(*(day.calls.statuses for day in known), strict=True))) or CallCounts().statuses,
            tuple(map(sum, zip(*(day.calls.priorities for day in known), strict=True))) or CallCounts().priorities,
        ),
        Tally(*(sum(getattr(day.tally, name) for day in known) for name in SCORE_COLUMNS)),
    )
