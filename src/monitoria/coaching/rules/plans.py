"""The life of a plan as a table: from which status, which move, to where. Who may is said in `platform.access`."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from enum import StrEnum
from types import MappingProxyType

MOST_ACTIONS = 30
MOST_CRITERIA = 20
MOST_SOURCES = 20
# A plan's page shows all of them.
MOST_NOTES = 500
MOST_SESSIONS = 100
REMINDED_DAYS = 3


class PlanStatus(StrEnum):
    """Where a plan stands."""

    OPEN = "open"
    IN_PROGRESS = "in_progress"
    CONCLUDED = "concluded"
    CANCELLED = "cancelled"


class PlanMove(StrEnum):
    """What can be done to a plan; also the words of ``actions``."""

    UPDATE = "update"
    START = "start"
    MARK = "mark"
    NOTE = "note"
    NOTE_PRIVATELY = "note-privately"
    HOLD_SESSION = "hold-session"
    ACKNOWLEDGE_SESSION = "acknowledge-session"
    CONCLUDE = "conclude"
    CANCEL = "cancel"


OPEN_STATUSES = (PlanStatus.OPEN, PlanStatus.IN_PROGRESS)

# What leaves a running plan where it stands; a first action done or session held begins one that waits.
_KEEPING = (PlanMove.UPDATE, PlanMove.NOTE, PlanMove.NOTE_PRIVATELY, PlanMove.ACKNOWLEDGE_SESSION)
_BEGINNING = (PlanMove.MARK, PlanMove.HOLD_SESSION)
_ENDING = {PlanMove.CONCLUDE: PlanStatus.CONCLUDED, PlanMove.CANCEL: PlanStatus.CANCELLED}

_TABLE: Mapping[tuple[PlanStatus, PlanMove], PlanStatus] = MappingProxyType(
    {
        (PlanStatus.OPEN, PlanMove.START): PlanStatus.IN_PROGRESS,
        **{(status, move): status for status in OPEN_STATUSES for move in _KEEPING},
        **{(status, move): PlanStatus.IN_PROGRESS for status in OPEN_STATUSES for move in _BEGINNING},
        **{(status, move): to for status in OPEN_STATUSES for move, to in _ENDING.items()},
        # The last session is often the one that concludes the plan.
        (PlanStatus.CONCLUDED, PlanMove.ACKNOWLEDGE_SESSION): PlanStatus.CONCLUDED,
    }
)


def advance(status: PlanStatus, move: PlanMove) -> PlanStatus | None:
    """Where this move leads from there, or None: the move does not exist."""
    return _TABLE.get((status, move))


def open_moves(status: PlanStatus) -> tuple[PlanMove, ...]:
    """The moves that exist from this status, in the order of :class:`PlanMove`."""
    return tuple(move for move in PlanMove if (status, move) in _TABLE)


def is_due_near(due_on: date, today: date) -> bool:
    """Whether to remind of the due date: on it, or at most ``REMINDED_DAYS`` before it; never after."""
    return today <= due_on <= today + timedelta(days=REMINDED_DAYS)
