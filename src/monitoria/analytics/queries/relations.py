"""Scores beside what else is known of a call: how content its customer was, how long it took, how much was silence."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Float, Select, cast, func, literal_column, select
from sqlalchemy.orm import Session

from monitoria.analytics.queries.wanted import Wanted
from monitoria.analytics.rules import Measure, Pair
from monitoria.calls.models import Call
from monitoria.evaluations.models import Evaluation, EvaluationAnswer
from monitoria.evaluations.rules import Status
from monitoria.platform.access import Actor, reach_calls
from monitoria.recordings.queries import silent_share

# A relation is asked of so many evaluations at most, the newest ones.
MOST_RELATED = 10_000

_MEASURES: dict[Measure, Any] = {
    Measure.CSAT: cast(Call.csat, Float),
    Measure.HANDLING_TIME: cast(Call.duration_seconds, Float),
    Measure.SILENCE: cast(silent_share(Call.id), Float),
}


def list_pairs(session: Session, actor: Actor, wanted: Wanted, measure: Measure) -> tuple[list[Pair], bool]:
    """The newest evaluations in reach that have both measure and score, and whether older ones were left out."""
    newest = _newest(actor, wanted).limit(MOST_RELATED + 1).subquery("newest")
    found = select(_MEASURES[measure], newest.c.score, newest.c.id).join_from(newest, Call, Call.id == newest.c.call_id)
    rows = session.execute(found.order_by(newest.c.dated_at.desc(), newest.c.id.desc())).all()
    is_sampled = len(rows) > MOST_RELATED
    return [Pair(*row) for row in rows[:MOST_RELATED] if row[0] is not None and row[1] is not None], is_sampled


def _newest(actor: Actor, wanted: Wanted) -> Select[Any]:
    asked = wanted.asked
    conditions: list[ColumnElement[bool]] = [
        reach_calls(actor, operator=Evaluation.operator_id, team=Evaluation.team_id),
        Evaluation.status != Status.DRAFT.value,
        Evaluation.dated_at >= asked.days.start,
        Evaluation.dated_at < asked.days.end,
    ]
    choices: list[tuple[Any, Sequence[Any] | None]] = [
        (Evaluation.team_id, asked.team_ids),
        (Evaluation.operator_id, asked.operator_ids),
        (Evaluation.scorecard_version_id, wanted.version_ids),
        (Evaluation.origin, [origin.value for origin in asked.origins]),
        (Evaluation.category, asked.categories),
        (Evaluation.channel, [channel.value for channel in asked.channels]),
    ]
    conditions += [column.in_(values) for column, values in choices if values]
    whole = Evaluation.raw_score if asked.is_raw else Evaluation.final_score
    score = _earned(asked.criteria) if asked.criteria else whole
    columns = (Evaluation.id, Evaluation.call_id, Evaluation.dated_at, cast(score, Float).label("score"))
    return select(*columns).where(*conditions).order_by(Evaluation.dated_at.desc(), Evaluation.id.desc())


def _earned(criteria: Sequence[str]) -> Any:
    """What these criteria earned together, in percent: their plain mean."""
    hundred: Any = literal_column("100")
    return (
        select(hundred * func.avg(EvaluationAnswer.p))
        .where(EvaluationAnswer.evaluation_id == Evaluation.id, EvaluationAnswer.criterion_key.in_(criteria))
        .scalar_subquery()
    )
