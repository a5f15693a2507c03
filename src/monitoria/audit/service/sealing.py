"""Sealing committed entries into the chain, and walking along it."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import insert, text
from sqlalchemy.orm import Session

from monitoria.audit import queries
from monitoria.audit.models import AuditSeal
from monitoria.audit.queries import ChainState
from monitoria.audit.rules import GENESIS, Anchor, Break, BreakKind, Walk, seal

SEALED_AT_ONCE = 5_000
_ONE_SEALER = 4_702_116
_INSERT = insert(AuditSeal.__table__)  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a walk along the chain found: how far it is whole, and the first break if there is one."""

    state: ChainState
    whole: int
    found: Break | None

    @property
    def is_whole(self) -> bool:
        return self.found is None


def seal_entries(session: Session, now: datetime, most: int = SEALED_AT_ONCE) -> int:
    """Seal the next committed entries; how many. Nothing while somebody else seals.

    Writers are never waited for and never wait: what a running transaction may still add is left for later.
    """
    is_alone = session.execute(text("SELECT pg_try_advisory_xact_lock(:lock)"), {"lock": _ONE_SEALER}).scalar_one()
    if not is_alone:
        return 0
    last = queries.last_seal(session)
    position, digest = (0, GENESIS) if last is None else (last.position, last.hash)
    made = []
    for transaction_id, record in queries.ready_to_seal(session, last, now, most):
        position += 1
        digest = seal(digest, position, record)
        made.append(
            {
                "position": position,
                "entry_id": record.id,
                "transaction_id": transaction_id,
                "hash": digest,
                "sealed_at": now,
            }
        )
    if made:
        session.connection().execute(_INSERT, made)
    return len(made)


def verify_chain(session: Session, anchor: Anchor | None = None) -> Verdict:
    """Compute the whole chain anew and compare; `anchor` must still lie on it."""
    state = queries.chain_state(session)
    walk = Walk(anchor)
    with closing(queries.chain_links(session)) as links:
        all(map(walk.step, links))  # up to the first break
    found = walk.finish()
    if found is None:
        stranger = queries.find_slipped_in(session, queries.last_seal(session))
        found = None if stranger is None else Break(BreakKind.SLIPPED_IN, walk.position, stranger)
    return Verdict(state, walk.position, found)
