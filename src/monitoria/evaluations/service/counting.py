"""What is counted of an evaluation: of the score that was just worked out, or as its rows say."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from monitoria.evaluations import queries
from monitoria.evaluations.events import Counted
from monitoria.evaluations.models import Evaluation
from monitoria.evaluations.rules import Score, State


def count_score(evaluation: Evaluation, result: Score) -> Counted:
    """What the sums hold of the result that the evaluation's row now keeps."""
    scored = [line for line in result.criteria if line.p is not None]
    return Counted(
        **_whole(evaluation),
        earned={line.key: line.p for line in scored if line.p is not None},
        lost={line.key: (1 - line.p) * (line.applied_weight or 0) for line in scored if line.p is not None},
        fatal=tuple(line.key for line in scored if line.fatal_scope is not None),
        not_applicable=tuple(line.key for line in result.criteria if line.state is State.NOT_APPLICABLE),
    )


def count_rows(session: Session, evaluation: Evaluation) -> Counted:
    """What the sums hold of an evaluation that was published before."""
    lines = queries.counted_answers(session, evaluation.id)
    scored = [line for line in lines if line.p is not None]
    return Counted(
        **_whole(evaluation),
        earned={line.criterion_key: line.p for line in scored},
        lost={line.criterion_key: (1 - line.p) * (line.applied_weight or 0) for line in scored},
        fatal=tuple(line.criterion_key for line in scored if line.is_fatal),
        not_applicable=tuple(line.criterion_key for line in lines if line.p is None),
    )


def _whole(evaluation: Evaluation) -> dict[str, Any]:
    return {
        "raw_score": evaluation.raw_score,
        "final_score": evaluation.final_score,
        "outcome": evaluation.outcome,
        "critical_score": evaluation.critical_score,
        "has_fatal": evaluation.has_fatal,
        "defects": {name: found["failed"] > 0 for name, found in evaluation.defects.items() if found["scored"]},
    }
