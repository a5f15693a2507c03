"""Rules of the audit trail: what an entry says, and how entries hang together."""

from monitoria.audit.rules.chain import GENESIS, Anchor, Break, BreakKind, Link, Record, Walk, read_anchor, seal
from monitoria.audit.rules.sentences import SENTENCES, as_plain, changes_of, sentence, spoken_facts

__all__ = [
    "GENESIS",
    "SENTENCES",
    "Anchor",
    "Break",
    "BreakKind",
    "Link",
    "Record",
    "Walk",
    "as_plain",
    "changes_of",
    "read_anchor",
    "seal",
    "sentence",
    "spoken_facts",
]
