"""Which evaluations a batch of sheets holds."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from monitoria.evaluations.models import Evaluation
from monitoria.evaluations.queries import EvaluationFilter, evaluation_conditions
from monitoria.evaluations.rules import Status
from monitoria.platform.access import Actor

MOST_SHEETS = 500


def find_evaluations(
    session: Session, actor: Actor, wanted: EvaluationFilter | Sequence[UUID], most: int | None = MOST_SHEETS + 1
) -> list[UUID]:
    """Published evaluations in reach that are wanted, the oldest first; one more than a batch holds: too many."""
    is_published = Evaluation.status != Status.DRAFT.value
    if isinstance(wanted, EvaluationFilter):
        statement = select(Evaluation.id).where(*evaluation_conditions(actor, wanted), is_published)
    else:
        reach = evaluation_conditions(actor, EvaluationFilter())
        statement = select(Evaluation.id).where(*reach, is_published, Evaluation.id.in_(wanted))
    return list(session.scalars(statement.order_by(Evaluation.dated_at, Evaluation.id).limit(most)))
