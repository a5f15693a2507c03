"""The life of an evaluation as a table: from which status, which move, to where.

Who may make a move is said in one place, `platform.access`; the word of a move is the verb of its permission.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType


class Status(StrEnum):
    """Where an evaluation stands."""

    DRAFT = "draft"
    PUBLISHED = "published"


class Move(StrEnum):
    """What can be done to an evaluation; also the words of ``actions``."""

    UPDATE = "update"
    PUBLISH = "publish"
    DISCARD = "discard"


@dataclass(frozen=True, slots=True)
class Step:
    """A line of the table. ``to`` None: the evaluation ceases to exist."""

    to: Status | None


_TABLE: Mapping[tuple[Status, Move], Step] = MappingProxyType(
    {
        (Status.DRAFT, Move.UPDATE): Step(to=Status.DRAFT),
        (Status.DRAFT, Move.PUBLISH): Step(to=Status.PUBLISHED),
        (Status.DRAFT, Move.DISCARD): Step(to=None),
    }
)


def advance(status: Status, move: Move) -> Step | None:
    """The step the table holds for this move, or None: the move does not exist from there."""
    return _TABLE.get((status, move))


def open_moves(status: Status) -> tuple[Move, ...]:
    """The moves that exist from this status, in the order of :class:`Move`."""
    return tuple(move for move in Move if (status, move) in _TABLE)
