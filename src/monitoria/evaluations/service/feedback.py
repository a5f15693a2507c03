"""The operator has read it; a leader concludes it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from monitoria.evaluations import queries
from monitoria.evaluations.events import EvaluationAcknowledged, EvaluationClosed
from monitoria.evaluations.models import Evaluation, EvaluationAcknowledgement
from monitoria.evaluations.queries import Filled
from monitoria.evaluations.rules import Move, Status, when_acknowledged
from monitoria.evaluations.service.deadlines import close_evaluation, deadlines_of, keep_deadlines
from monitoria.evaluations.service.filling import identity_of, take_evaluation
from monitoria.evaluations.service.reading import read_evaluation, since_publication
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
    read_evaluation(session, actor, found, now, zone)
    is_first, is_first_disagreement = _firsts(session, evaluation, agrees=agrees)
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
    told = EvaluationAcknowledged(
        **identity_of(found),
        **since_publication(evaluation, now, zone),
        agrees=agrees,
        is_first=is_first,
        is_first_disagreement=is_first_disagreement,
    )
    emit(session, told)
    return queries.view_evaluation(session, actor, evaluation_id)


def _firsts(session: Session, evaluation: Evaluation, *, agrees: bool) -> tuple[bool, bool]:
    """Whether this acknowledgement is the first, and whether it is the first that disagrees."""
    if evaluation.status == Status.PUBLISHED.value:
        return True, not agrees
    words = queries.agreements_of(session, evaluation.id)
    return not words, not agrees and all(words)


def conclude_evaluation(session: Session, actor: Actor, evaluation_id: UUID, now: datetime, zone: Zone) -> Filled:
    """Nothing more is to happen to it. Raises `NotFound`, `Forbidden`, `EvaluationMoveRefused`."""
    found, _ = take_evaluation(session, actor, Move.CONCLUDE, evaluation_id, None)
    close_evaluation(found.evaluation, now, actor.id)
    session.flush()
    waited = since_publication(found.evaluation, now, zone)
    emit(session, EvaluationClosed(**identity_of(found), **waited, reason="concluded"))
    return queries.view_evaluation(session, actor, evaluation_id)
