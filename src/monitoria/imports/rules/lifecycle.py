"""The life of an import: which move is possible when."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import StrEnum


class ImportStatus(StrEnum):
    UPLOADED = "uploaded"
    CHECKING = "checking"
    CHECKED = "checked"
    COMMITTING = "committing"
    COMMITTED = "committed"
    CANCELLED = "cancelled"
    FAILED = "failed"
    UNDOING = "undoing"
    UNDONE = "undone"


class ImportMove(StrEnum):
    """What a person can ask for; the words of `actions`."""

    UPDATE = "update"
    CHECK = "check"
    COMMIT = "commit"
    CANCEL = "cancel"
    RESUME = "resume"
    UNDO = "undo"
    DELETE = "delete"


class TraceKind(StrEnum):
    """What an import leaves behind besides the calls of a table of calls."""

    USER = "user"
    TEAM = "team"
    CALL = "call"
    EVALUATION = "evaluation"


_UNTOUCHED = (ImportStatus.UPLOADED, ImportStatus.CHECKED)
# From where each move is possible. What was written stays until it is undone, so a cancelled or failed import is
# undone like a finished one.
_FROM: Mapping[ImportMove, tuple[ImportStatus, ...]] = {
    ImportMove.UPDATE: _UNTOUCHED,
    ImportMove.CHECK: _UNTOUCHED,
    ImportMove.COMMIT: (ImportStatus.CHECKED,),
    ImportMove.CANCEL: (ImportStatus.CHECKING, ImportStatus.COMMITTING),
    ImportMove.RESUME: (ImportStatus.CANCELLED, ImportStatus.FAILED),
    ImportMove.UNDO: (ImportStatus.COMMITTED, ImportStatus.CANCELLED, ImportStatus.FAILED),
    ImportMove.DELETE: (*_UNTOUCHED, ImportStatus.UNDONE),
}


def is_possible(status: ImportStatus, move: ImportMove) -> bool:
    """Whether an import in this status takes the move."""
    return status in _FROM[move]


# A run that has not moved for so long has died without a word.
DEAD_AFTER = timedelta(minutes=3)


def is_dead(moved_at: datetime, now: datetime) -> bool:
    """Whether a run that last moved then has died."""
    return now - moved_at > DEAD_AFTER
