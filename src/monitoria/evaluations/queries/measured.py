"""Evaluations by a measure of theirs or of their call: the stretch of a chart that a number stands for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from decimal import Decimal
from typing import Any

from sqlalchemy import Boolean, ColumnElement, and_, func, literal_column, select
from sqlalchemy.orm import aliased

from monitoria.calls.models import Call
from monitoria.evaluations.models import Evaluation, EvaluationAnswer
from monitoria.recordings.queries import silent_share


@dataclass(frozen=True, slots=True)
class Span:
    """From `low` to `high`, both met; what is None has no end."""

    low: float | None = None
    high: float | None = None

    def __bool__(self) -> bool:
        return self.low is not None or self.high is not None

    def holds(self, measure: Any, scale: int = 1) -> ColumnElement[bool]:
        """Whether a measure lies within. `scale`: how many times as much the span is written as."""
        ends = []
        if self.low is not None:
            ends.append(measure >= exact(self.low) / scale)
        if self.high is not None:
            ends.append(measure <= exact(self.high) / scale)
        return and_(*ends)


@dataclass(frozen=True, slots=True)
class Measured:
    """`raw`: the score before fatal errors; `earned`: of one of the criteria asked for, in percent; `csat`, `handling`
    (seconds) and `silence` (percent of what was recorded): of the call, as the relations have them."""

    raw: Span = Span()
    earned: Span = Span()
    csat: Span = Span()
    handling: Span = Span()
    silence: Span = Span()

    def __bool__(self) -> bool:
        return any(getattr(self, field.name) for field in fields(self))


def exact(number: float) -> Decimal:
    """As the index keeps numbers: a float would be compared with each of them."""
    return Decimal(str(number))


NO_MEASURE = Measured()

# Under names of their own: lists that are narrowed by this stand on the same tables.
OWN_ANSWER = aliased(EvaluationAnswer)
_OWN_CALL = aliased(Call)


def of_criteria(criteria: Sequence[str], earned: Span) -> ColumnElement[bool]:
    """Whether one of the criteria was scored, and earned so much.

    Asked of one evaluation after the other: as a join it would begin with all answers there are.
    """
    is_found: ColumnElement[bool] = OWN_ANSWER.p.is_not(None)
    if earned:
        is_found = and_(is_found, earned.holds(OWN_ANSWER.p, 100))
    scored = select(func.bool_or(is_found)).where(
        OWN_ANSWER.evaluation_id == Evaluation.id, OWN_ANSWER.criterion_key.in_(criteria)
    )
    return scored.scalar_subquery().is_(True)


def of_measures(wanted: Measured) -> list[ColumnElement[bool]]:
    """Whether the evaluation and its call lie within the spans, those of criteria apart."""
    found = [wanted.raw.holds(Evaluation.raw_score)] if wanted.raw else []
    of_call = [
        span.holds(measure)
        for span, measure in (
            (wanted.csat, _OWN_CALL.csat),
            (wanted.handling, _OWN_CALL.duration_seconds),
            (wanted.silence, silent_share(_OWN_CALL.id)),
        )
        if span
    ]
    if of_call:
        is_so = select(and_(*of_call)).where(_OWN_CALL.id == Evaluation.call_id)
        found.append(is_so.scalar_subquery().is_(True))
    return found


def without_defect(name: str) -> ColumnElement[bool]:
    """Whether criteria of this class were scored and none of them failed."""
    counted = f"CAST(defects -> '{name}' ->> '%s' AS integer)"
    return literal_column(f"{counted % 'scored'} > 0 AND {counted % 'failed'} = 0", Boolean())
