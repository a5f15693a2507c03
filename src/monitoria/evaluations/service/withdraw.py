"""Taking back evaluations that an import brought, as if they had never come."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy.orm import Session

from monitoria.calls.service import record_withdrawal
from monitoria.evaluations import queries
from monitoria.evaluations.errors import EvaluationTouched
from monitoria.evaluations.events import EvaluationWithdrawn
from monitoria.evaluations.rules import Status, whole_minutes
from monitoria.evaluations.service.counting import count_rows
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
    found = queries.get_evaluation(session, actor, evaluation_id, lock=True)
    evaluation = found.evaluation
    if (evaluation.status, evaluation.version) != (Status.PUBLISHED.value, AS_IMPORTED):
        raise EvaluationTouched()
    counted = count_rows(session, evaluation)
    day, read_at = zone.day_of(evaluation.dated_at), evaluation.read_at
    told = EvaluationWithdrawn(
        **identity_of(found),
        day=day,
        counted=counted,
        published_on=None if evaluation.is_past else day,
        read_after_minutes=None if read_at is None else whole_minutes(evaluation.dated_at, read_at),
    )
    record_withdrawal(session, evaluation.call_id)
    session.delete(evaluation)
    session.flush()
    emit(session, told)
