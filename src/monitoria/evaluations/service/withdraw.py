"""Taking back evaluations that an import brought, as if they had never come."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy.orm import Session

from monitoria.calls.service import record_withdrawal
from monitoria.evaluations import queries
from monitoria.evaluations.errors import EvaluationTouched
from monitoria.evaluations.events import Counted, EvaluationWithdrawn
from monitoria.evaluations.rules import Status
from monitoria.evaluations.service.filling import identity_of
from monitoria.platform.access import Actor, Permission, require
from monitoria.platform.clock import Zone
from monitoria.platform.events import emit

AS_IMPORTED = 1


def withdraw_evaluation(session: Session, actor: Actor, evaluation_id: UUID, zone: Zone) -> None:
    """Delete a published evaluation that nothing has happened to since it was imported.

    Raises `NotFound`, `Forbidden` or `EvaluationTouched`.
    """
    require(actor, Permission.IMPORT_UNDO)
    evaluation = queries.get_evaluation(session, actor, evaluation_id, lock=True).evaluation
    if (evaluation.status, evaluation.version) != (Status.PUBLISHED.value, AS_IMPORTED):
        raise EvaluationTouched()
    filled = queries.view_evaluation(session, actor, evaluation_id)
    counted = Counted(
        raw_score=filled.score.raw_score,
        final_score=filled.score.final_score,
        outcome=evaluation.outcome,
        critical_score=filled.score.critical_score,
        has_fatal=filled.score.has_fatal,
        earned={line.key: line.p for line in filled.score.criteria if line.p is not None},
    )
    told = EvaluationWithdrawn(**identity_of(filled.found), day=zone.day_of(evaluation.dated_at), counted=counted)
    record_withdrawal(session, evaluation.call_id)
    session.delete(evaluation)
    session.flush()
    emit(session, told)
