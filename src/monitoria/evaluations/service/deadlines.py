"""Keeping the deadlines of an evaluation, closing what expired, telling what is near or late.

Each of the three verbs of the job takes some rows, locked, and may be run again at any time: what it did shows in the
rows themselves, in the same transaction.
"""

from __future__ import annotations

from dataclasses import asdict, fields
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from monitoria.calls.queries import protocols_of
from monitoria.evaluations import queries
from monitoria.evaluations.events import DeadlineNeared, DecisionOverdue, EvaluationClosed
from monitoria.evaluations.models import Evaluation
from monitoria.evaluations.rules import NO_DEADLINES, Deadlines, Move, Status, advance, after_notice, near
from monitoria.evaluations.service.filling import identity_with
from monitoria.evaluations.service.reading import since_publication
from monitoria.platform.clock import Zone
from monitoria.platform.events import emit
from monitoria.settings.queries import get_promises


def deadlines_of(evaluation: Evaluation) -> Deadlines:
    """The deadlines that an evaluation's row holds."""
    return Deadlines(**{field.name: getattr(evaluation, field.name) for field in fields(Deadlines)})


def keep_deadlines(evaluation: Evaluation, deadlines: Deadlines) -> None:
    """Put deadlines on the row."""
    for name, value in asdict(deadlines).items():
        setattr(evaluation, name, value)


def close_evaluation(evaluation: Evaluation, now: datetime, by_id: UUID | None) -> None:
    """Nothing more happens to it, and nothing is waited for. `by_id` is null when a deadline closes it."""
    evaluation.status = Status.CLOSED.value
    evaluation.updated_at = evaluation.closed_at = now
    evaluation.closed_by_id = by_id
    keep_deadlines(evaluation, NO_DEADLINES)


def close_expired(session: Session, now: datetime, zone: Zone, most: int) -> int:
    """Close evaluations whose operator let his last deadline pass; how many."""
    found = queries.find_expired(session, now, most)
    told = _identities(session, found)
    for evaluation in found:
        if advance(Status(evaluation.status), Move.EXPIRE) is None:
            raise RuntimeError(f"an evaluation that is {evaluation.status} does not expire")
        close_evaluation(evaluation, now, None)
    session.flush()
    for evaluation, identity in zip(found, told, strict=True):
        waited = since_publication(evaluation, now, zone)
        emit(session, EvaluationClosed(**identity, **waited, reason="expired"))
    return len(found)


def tell_near(session: Session, now: datetime, zone: Zone, most: int) -> int:
    """Tell of deadlines that come close, each once; how many evaluations were looked at."""
    found = queries.find_near(session, now, most)
    if not found:
        return 0
    promises = get_promises(session, now, zone)
    for evaluation, identity in zip(found, _identities(session, found), strict=True):
        deadlines = deadlines_of(evaluation)
        told = near(deadlines)
        keep_deadlines(evaluation, after_notice(deadlines, now, promises.terms, promises.calendar))
        if told is not None and told[1] >= now:  # of what has passed while nobody worked nothing is announced
            emit(session, DeadlineNeared(**identity, waits_for=told[0].value, due_at=told[1]))
    session.flush()
    return len(found)


def tell_overdue(session: Session, now: datetime, most: int) -> int:
    """Tell of contests that were not decided in time, each once; they stay open. How many."""
    found = queries.find_overdue(session, now, most)
    told = _identities(session, [evaluation for evaluation, _ in found])
    for (_, contest), identity in zip(found, told, strict=True):
        contest.overdue_told_at = now
        emit(session, DecisionOverdue(**identity, contest_id=contest.id, due_at=contest.decide_by))
    session.flush()
    return len(found)


def _identities(session: Session, found: list[Evaluation]) -> list[dict[str, Any]]:
    """The facts that every event about these evaluations tells."""
    protocols = protocols_of(session, [evaluation.call_id for evaluation in found]) if found else {}
    return [identity_with(evaluation, protocols[evaluation.call_id]) for evaluation in found]
