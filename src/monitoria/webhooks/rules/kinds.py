"""What can be told: public names of events, and which of their facts leave the house.

Identifiers, dates, counts and states; never a name, a customer, a comment or an answer. Scores leave only where an
administrator chose so for that address.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Kind:
    """One public event: the facts of ours that it tells, and those it tells with scores; a dot leads into a fact."""

    name: str
    facts: tuple[str, ...]
    scores: tuple[str, ...] = ()


_EVALUATION = ("evaluation_id", "call_id", "operator_id", "team_id", "evaluator_id", "scorecard_id")
_PLAN = ("plan_id", "operator_id", "team_id", "owner_id")

_ALL = (
    Kind("call.created", ("call_id", "operator_id", "team_id")),
    Kind("evaluation.published", _EVALUATION, ("final_score", "outcome", "has_fatal")),
    Kind(
        "evaluation.revised",
        (*_EVALUATION, "revision"),
        ("before.final_score", "after.final_score", "after.outcome", "after.has_fatal"),
    ),
    Kind("evaluation.acknowledged", (*_EVALUATION, "agrees")),
    Kind("evaluation.closed", (*_EVALUATION, "reason")),
    Kind("contest.opened", ("contest_id", *_EVALUATION, "round", "decide_by")),
    Kind("contest.decided", ("contest_id", *_EVALUATION, "round", "changed")),
    Kind("coaching.plan_created", (*_PLAN, "due_on")),
    Kind("coaching.session_held", (*_PLAN, "session_id", "held_on")),
    Kind("coaching.plan_concluded", _PLAN),
    Kind("coaching.plan_cancelled", _PLAN),
    Kind("import.committed", ("import_id", "created", "updated", "rejected")),
)
KINDS: Mapping[str, Kind] = {kind.name: kind for kind in _ALL}
# What “enviar teste” sends, to any address, chosen or not.
TEST = "webhook.test"


def body_of(message_id: str, kind: str, at: datetime, fact: object, *, with_scores: bool) -> str:
    """The JSON that is sent, to the byte: what is signed."""
    known = KINDS.get(kind)
    names = () if known is None else (*known.facts, *(known.scores if with_scores else ()))
    data = {name.replace(".", "_"): _plain(_dig(fact, name)) for name in names}
    told = {"id": message_id, "type": kind, "created_at": at.isoformat(), "data": data}
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"))


def _dig(fact: object, name: str) -> object:
    for part in name.split("."):
        fact = getattr(fact, part)
    return fact


def _plain(value: object) -> object:
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, UUID):
        return str(value)
    return value.isoformat() if isinstance(value, (datetime, date)) else value
