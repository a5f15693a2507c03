"""The life of a scorecard as a table: which move is possible from which status, and where it leads."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType


class CardStatus(StrEnum):
    """``draft``: never published; ``published``: usable; ``retired``: kept for its history only."""

    DRAFT = "draft"
    PUBLISHED = "published"
    RETIRED = "retired"


class CardMove(StrEnum):
    """What can be done to a scorecard."""

    UPDATE = "update"
    PUBLISH = "publish"
    RETIRE = "retire"
    SET_DEFAULT = "set-default"


_TABLE: Mapping[tuple[CardStatus, CardMove], CardStatus] = MappingProxyType(
    {
        (CardStatus.DRAFT, CardMove.UPDATE): CardStatus.DRAFT,
        (CardStatus.DRAFT, CardMove.PUBLISH): CardStatus.PUBLISHED,
        (CardStatus.DRAFT, CardMove.RETIRE): CardStatus.RETIRED,
        (CardStatus.PUBLISHED, CardMove.UPDATE): CardStatus.PUBLISHED,
        (CardStatus.PUBLISHED, CardMove.PUBLISH): CardStatus.PUBLISHED,
        (CardStatus.PUBLISHED, CardMove.RETIRE): CardStatus.RETIRED,
        (CardStatus.PUBLISHED, CardMove.SET_DEFAULT): CardStatus.PUBLISHED,
    }
)


def next_status(status: CardStatus, move: CardMove) -> CardStatus | None:
    """Where the move leads, or None when the card does not allow it."""
    return _TABLE.get((status, move))


def allowed_moves(status: CardStatus, *, is_default: bool, has_draft: bool) -> tuple[CardMove, ...]:
    """The moves open to a card. The default card cannot retire; publishing needs a draft version."""
    closed = {CardMove.RETIRE, CardMove.SET_DEFAULT} if is_default else set()
    if not has_draft:
        closed.add(CardMove.PUBLISH)
    return tuple(move for move in CardMove if (status, move) in _TABLE and move not in closed)
