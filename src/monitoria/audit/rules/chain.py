"""The chain: each link's hash is over the link before and what the entry says, so nothing in between changes unseen."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from uuid import UUID

# What the first link stands on.
GENESIS = hashlib.sha256(b"monitoria.audit.v1").digest()
_HASH_DIGITS = 64


@dataclass(frozen=True, slots=True)
class Record:
    """An entry as it is sealed; `facts` is PostgreSQL's own text of the JSON, which is the same at every reading."""

    id: UUID
    at: datetime
    name: str
    actor_id: UUID | None
    subject_type: str
    subject_id: str | None
    team_id: UUID | None
    operator_id: UUID | None
    request_id: str | None
    facts: str


@dataclass(frozen=True, slots=True)
class Link:
    """A seal and the entry it belongs to, None when that is gone."""

    position: int
    entry_id: UUID
    hash: bytes
    record: Record | None


@dataclass(frozen=True, slots=True)
class Anchor:
    """A link that was written down elsewhere: the chain must still run through it."""

    position: int
    hash: bytes

    def __str__(self) -> str:
        return f"{self.position}:{self.hash.hex()}"


class BreakKind(StrEnum):
    """How a chain can be broken."""

    CHANGED = "changed"
    MISSING = "missing"
    GAP = "gap"
    CUT = "cut"
    OTHER = "other"
    SLIPPED_IN = "slipped-in"


@dataclass(frozen=True, slots=True)
class Break:
    """The first thing that is wrong, and where."""

    kind: BreakKind
    position: int
    entry_id: UUID | None = None


def seal(before: bytes, position: int, record: Record) -> bytes:
    """The hash (SHA-256) of the link that binds `record` to the link before."""
    said = [
        position,
        record.id.hex,
        record.at.astimezone(UTC).isoformat(timespec="microseconds"),
        record.name,
        _hex(record.actor_id),
        record.subject_type,
        record.subject_id,
        _hex(record.team_id),
        _hex(record.operator_id),
        record.request_id,
        record.facts,
    ]
    return hashlib.sha256(before + json.dumps(said, separators=(",", ":")).encode()).digest()


def _hex(identity: UUID | None) -> str | None:
    return None if identity is None else identity.hex


class Walk:
    """Follows a chain from its beginning, link by link in order of position; stops at the first break."""

    def __init__(self, anchor: Anchor | None = None) -> None:
        self.position = 0
        self.hash = GENESIS
        self.found: Break | None = None
        self._anchor = anchor

    def step(self, link: Link) -> bool:
        """Look at the next link; False once the chain is broken."""
        self.found = self._fault_of(link)
        if self.found is None:
            self.position, self.hash = link.position, link.hash
        return self.found is None

    def finish(self) -> Break | None:
        """What was found, or that the chain ends before its anchor."""
        if self.found is None and self._anchor is not None and self.position < self._anchor.position:
            self.found = Break(BreakKind.CUT, self.position + 1)
        return self.found

    def _fault_of(self, link: Link) -> Break | None:
        if link.position != self.position + 1:
            return Break(BreakKind.GAP, self.position + 1)
        if link.record is None:
            return Break(BreakKind.MISSING, link.position, link.entry_id)
        if seal(self.hash, link.position, link.record) != link.hash:
            return Break(BreakKind.CHANGED, link.position, link.entry_id)
        is_anchored = self._anchor is not None and self._anchor.position == link.position
        if is_anchored and self._anchor is not None and self._anchor.hash != link.hash:
            return Break(BreakKind.OTHER, link.position, link.entry_id)
        return None


def read_anchor(text: str) -> Anchor:
    """An anchor as it was printed (`POSITION:HASH`); raises ValueError."""
    number, _, digits = text.strip().partition(":")
    if not number.isdecimal() or len(digits) != _HASH_DIGITS:
        raise ValueError("not an anchor")
    return Anchor(int(number), bytes.fromhex(digits))
