"""Saving a draft, throwing it away."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from monitoria.calls.service import record_discard
from monitoria.evaluations import queries
from monitoria.evaluations.events import EvaluationDiscarded, EvaluationUpdated
from monitoria.evaluations.queries import Filled
from monitoria.evaluations.rules import Filling, Move, score
from monitoria.evaluations.service.filling import (
    identity_of,
    keep_score,
    merge_answers,
    read_definition,
    take_evaluation,
    write_answers,
)
from monitoria.evaluations.service.moments import replace_moments
from monitoria.platform.access import Actor
from monitoria.platform.events import emit


def update_evaluation(
    session: Session, actor: Actor, evaluation_id: UUID, version: int, filling: Filling, now: datetime
) -> Filled:
    """Save a draft: the answers sent replace those of the same criteria, the others stay.

    Raises `NotFound`, `Forbidden`, `EvaluationMoveRefused` once published, `StaleVersion`, or `Invalid`.
    """
    found, _ = take_evaluation(session, actor, Move.UPDATE, evaluation_id, version)
    evaluation = found.evaluation
    definition = read_definition(session, evaluation)
    before = queries.answers_of(session, evaluation_id)
    answers = merge_answers(definition, before, filling.answers, complete=False)
    changed = write_answers(session, evaluation_id, before, answers)
    if filling.summary is not None:
        evaluation.summary = filling.summary
    if filling.origin is not None:
        evaluation.origin = filling.origin.value
    replace_moments(session, evaluation, definition, filling.moments)
    result = score(definition, answers.values(), evaluation.pass_mark)
    keep_score(evaluation, result, now)
    session.flush()
    emit(session, EvaluationUpdated(**identity_of(found), criteria=changed))
    return Filled(found, definition, answers, result)


def discard_evaluation(session: Session, actor: Actor, evaluation_id: UUID) -> None:
    """Throw a draft away, with its answers. Raises `NotFound`, `Forbidden` or `EvaluationMoveRefused`."""
    found, _ = take_evaluation(session, actor, Move.DISCARD, evaluation_id, None)
    record_discard(session, found.evaluation.call_id)
    session.delete(found.evaluation)
    session.flush()
    emit(session, EvaluationDiscarded(**identity_of(found)))
