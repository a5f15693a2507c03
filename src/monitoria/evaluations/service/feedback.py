"""The operator has read it; a leader concludes it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from monitoria.evaluations import queries
from monitoria.evaluations.events import EvaluationAcknowledged, EvaluationClosed
from monitoria.evaluations.models import EvaluationAcknowledgement
from monitoria.evaluations.queries import Filled
from monitoria.evaluations.rules import Move, Status, when_acknowledged
from monitoria.evaluations.service.deadlines import close_evaluation, deadlines_of, keep_deadlines
from monitoria.evaluations.service.filling import identity_of, take_evaluation
from monitoria.platform.access import Actor
from monitoria.platform.clock import Zone
from monitoria.platform.events import emit
from monitoria.settings.queries import get_promises


def acknowledge_evaluation(
    session: Session, actor: Actor, evaluation_id: UUID, agrees: bool, comment: str, now: datetime, zone: Zone
) -> Filled:
    """The operator has read it: "ciente", or "ciente, mas discordo". His right to contest it runs on.

    Raises `NotFound`, `Forbidden` for anybody else, `EvaluationMoveRefused`.
    """
    found, _ = take_evaluation(session, actor, Move.ACKNOWLEDGE, evaluation_id, None)
    evaluation = found.evaluation
    promises = get_promises(session, now, zone)
    evaluation.status = Status.ACKNOWLEDGED.value
    evaluation.updated_at = now
    keep_deadlines(
        evaluation,
        when_acknowledged(deadlines_of(evaluation), now, promises.terms, promises.calendar, agrees=agrees),
    )
    session.add(
        EvaluationAcknowledgement(
            evaluation_id=evaluation_id, revision=evaluation.revision, agrees=agrees, comment=comment, at=now
        )
    )
    session.flush()
    emit(session, EvaluationAcknowledged(**identity_of(found), agrees=agrees))
    return queries.view_evaluation(session, actor, evaluation_id)


def conclude_evaluation(session: Session, actor: Actor, evaluation_id: UUID, now: datetime) -> Filled:
    """Nothing more is to happen to it. Raises `NotFound`, `Forbidden`, `EvaluationMoveRefused`."""
    found, _ = take_evaluation(session, actor, Move.CONCLUDE, evaluation_id, None)
    close_evaluation(found.evaluation, now, actor.id)
    session.flush()
    emit(session, EvaluationClosed(**identity_of(found), reason="concluded"))
    return queries.view_evaluation(session, actor, evaluation_id)
