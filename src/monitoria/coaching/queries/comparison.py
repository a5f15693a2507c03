"""What an operator's evaluations gave on the criteria of a plan, before and after it."""

from __future__ import annotations

from collections import defaultdict
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from monitoria.coaching.models import CoachingPlan, CoachingPlanSource
from monitoria.coaching.rules import COMPARED_FOR, Earned
from monitoria.evaluations.models import Evaluation, EvaluationAnswer
from monitoria.platform.access import Actor


def list_earned(
    session: Session,
    actor: Actor,  # noqa: ARG001 - whoever reads the plan reads the same figures
    plan: CoachingPlan,
) -> tuple[list[Earned], int]:
    """The evaluations to compare, by what they now say, and how many of the plan's own were left out.

    The plan was found in reach; its figures are the same for everybody who reads it.
    """
    start = plan.created_at
    statement = (
        select(Evaluation.id, Evaluation.published_at, EvaluationAnswer.criterion_key, EvaluationAnswer.p)
        .join(EvaluationAnswer, EvaluationAnswer.evaluation_id == Evaluation.id)
        .where(
            Evaluation.operator_id == plan.operator_id,
            Evaluation.dated_at >= start - COMPARED_FOR,
            Evaluation.dated_at < start + COMPARED_FOR,
            Evaluation.published_at.is_not(None),
            EvaluationAnswer.criterion_key.in_(plan.criteria),
            EvaluationAnswer.p.is_not(None),
        )
    )
    sources = set(
        session.scalars(select(CoachingPlanSource.evaluation_id).where(CoachingPlanSource.plan_id == plan.id))
    )
    found: dict[tuple[UUID, bool], dict[str, float]] = defaultdict(dict)
    left_out: set[UUID] = set()
    rows: Any = session.execute(statement)  # neither a time nor a p is null: asked for
    for evaluation_id, published_at, key, p in rows:
        if evaluation_id in sources:
            left_out.add(evaluation_id)
        else:
            found[evaluation_id, published_at < start][key] = float(p)
    return [Earned(is_before, criteria) for (_, is_before), criteria in found.items()], len(left_out)
