"""The life of an evaluation as a table: from which status, which move, by whom, to where.

`Who` names the person; `platform.access` holds the same as a decision, and a test compares the two over the whole API.
The word of a move is the verb of its permission.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType


class Status(StrEnum):
    """Where an evaluation stands. All but a draft are published: they count, and their operator sees them."""

    DRAFT = "draft"
    PUBLISHED = "published"
    ACKNOWLEDGED = "acknowledged"
    CONTESTED = "contested"
    UPHELD = "upheld"
    CHANGED = "changed"
    CLOSED = "closed"


class Move(StrEnum):
    """What can be done to an evaluation; also the words of ``actions``, but for the last, which no person makes."""

    UPDATE = "update"
    PUBLISH = "publish"
    DISCARD = "discard"
    ACKNOWLEDGE = "acknowledge"
    CONTEST = "contest"
    ATTACH = "attach"
    DECIDE = "decide"
    CONCLUDE = "conclude"
    EXPIRE = "expire"


class Who(StrEnum):
    """Whose move it is."""

    AUTHOR = "author"  # whoever evaluates
    AUTHOR_OR_ADMIN = "author-or-admin"
    OPERATOR = "operator"  # the one who was evaluated, nobody for him
    DECIDER = "decider"  # an admin or a supervisor of the team, who neither published it nor was evaluated
    LEADER = "leader"  # an admin or a supervisor of the team
    SYSTEM = "system"  # the job that closes what expired


WHO: Mapping[Move, Who] = MappingProxyType(
    {
        Move.UPDATE: Who.AUTHOR,
        Move.PUBLISH: Who.AUTHOR,
        Move.DISCARD: Who.AUTHOR_OR_ADMIN,
        Move.ACKNOWLEDGE: Who.OPERATOR,
        Move.CONTEST: Who.OPERATOR,
        Move.ATTACH: Who.OPERATOR,
        Move.DECIDE: Who.DECIDER,
        Move.CONCLUDE: Who.LEADER,
        Move.EXPIRE: Who.SYSTEM,
    }
)


@dataclass(frozen=True, slots=True)
class Step:
    """A line of the table. ``to``: where it may lead; nowhere when the evaluation ceases to exist."""

    to: tuple[Status, ...]
    who: Who


_DECIDED = (Status.UPHELD, Status.CHANGED)
_WAITING = (Status.PUBLISHED, *_DECIDED)  # for its operator
_LINES: tuple[tuple[tuple[Status, ...], Move, tuple[Status, ...]], ...] = (
    ((Status.DRAFT,), Move.UPDATE, (Status.DRAFT,)),
    ((Status.DRAFT,), Move.PUBLISH, (Status.PUBLISHED,)),
    ((Status.DRAFT,), Move.DISCARD, ()),
    (_WAITING, Move.ACKNOWLEDGE, (Status.ACKNOWLEDGED,)),
    # While the deadline that was promised runs, and rounds are left (`contest_by` says both).
    ((*_WAITING, Status.ACKNOWLEDGED), Move.CONTEST, (Status.CONTESTED,)),
    # A file, beside the contest that is open.
    ((Status.CONTESTED,), Move.ATTACH, (Status.CONTESTED,)),
    # A contest has no way to expire: late is late, never against the operator.
    ((Status.CONTESTED,), Move.DECIDE, _DECIDED),
    ((Status.ACKNOWLEDGED, *_DECIDED), Move.CONCLUDE, (Status.CLOSED,)),
    ((*_WAITING, Status.ACKNOWLEDGED), Move.EXPIRE, (Status.CLOSED,)),
)
_TABLE: Mapping[tuple[Status, Move], Step] = MappingProxyType(
    {(status, move): Step(to, WHO[move]) for begin, move, to in _LINES for status in begin}
)


def advance(status: Status, move: Move) -> Step | None:
    """The step the table holds for this move, or None: the move does not exist from there."""
    return _TABLE.get((status, move))


def open_moves(status: Status) -> tuple[Move, ...]:
    """The moves that a person may make from this status, in the order of :class:`Move`."""
    return tuple(move for move in Move if move is not Move.EXPIRE and (status, move) in _TABLE)


_STANDS: Mapping[Status, str] = MappingProxyType(
    {
        Status.DRAFT: "Esta monitoria ainda é um rascunho: isto vem depois de publicada.",
        Status.PUBLISHED: "Uma monitoria publicada não pode mais ser alterada nem descartada.",
        Status.ACKNOWLEDGED: "O atendente já deu ciência desta monitoria.",
        Status.CONTESTED: "Há uma contestação aberta: espere a decisão.",
        Status.UPHELD: "A contestação já foi decidida: a nota foi mantida.",
        Status.CHANGED: "A contestação já foi decidida: a nota foi revista.",
        Status.CLOSED: "Esta monitoria está encerrada: nada mais muda nela.",
    }
)


def refusal(status: Status, move: Move) -> str:
    """Why the move does not exist from this status, as a Portuguese sentence."""
    if move is Move.ATTACH:
        return "Só uma contestação aberta recebe arquivos."
    if status is Status.PUBLISHED and move is Move.DECIDE:
        return "Esta monitoria não tem contestação aberta."
    if status is Status.PUBLISHED and move is Move.CONCLUDE:
        return "O atendente ainda não deu ciência: a monitoria encerra depois disso, ou quando os prazos passarem."
    return _STANDS[status]
