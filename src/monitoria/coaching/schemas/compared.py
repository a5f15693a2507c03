"""Before and after a plan, as its readers see it. Means are percent of what the criteria could give."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from pydantic import Field

from monitoria.coaching.rules import COMPARED_FOR, LEAST_N, Caution, Comparison
from monitoria.platform.http import Shape
from monitoria.platform.statistics import CONFIDENCE, Estimate
from monitoria.scorecards.rules import Criterion


class PlanMeanOut(Shape):
    """A mean with its t interval; null where it rests on nothing, or on one value alone."""

    n: int
    mean: float | None
    low: float | None
    high: float | None
    is_sufficient: bool


class PlanChangeOut(Shape):
    """Two means, and how far the second lies above the first in percentage points, with Welch's interval.

    `cautions`, the gravest first: `nothing-after`, `insufficient-sample` (fewer than `least_n` on a side),
    `no-variation`, `within-chance` (the interval holds 0).
    """

    before: PlanMeanOut
    after: PlanMeanOut
    difference: float | None
    low: float | None
    high: float | None
    degrees: float | None = Field(description="Welch's degrees of freedom.")
    cautions: list[Caution]


class PlanCriterionChangeOut(PlanChangeOut):
    """The same for one criterion."""

    key: str
    label: str


class PlanComparisonOut(Shape):
    """Before and after. `sources_left_out`: the plan's own evaluations, chosen because they were low."""

    starts_on: date
    days: int = Field(description="How many days it looks at in either direction.")
    confidence: float
    least_n: int
    sources_left_out: int
    overall: PlanChangeOut
    criteria: list[PlanCriterionChangeOut]


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 2)


def _mean(estimate: Estimate) -> PlanMeanOut:
    interval = estimate.interval
    return PlanMeanOut.model_construct(
        n=estimate.n,
        mean=_rounded(estimate.mean),
        low=_rounded(interval.low) if interval else None,
        high=_rounded(interval.high) if interval else None,
        is_sufficient=estimate.is_sufficient,
    )


def _change(found: Comparison) -> dict[str, Any]:
    difference = found.difference
    return {
        "before": _mean(found.before),
        "after": _mean(found.after),
        "difference": _rounded(found.change),
        "low": _rounded(difference.interval.low) if difference else None,
        "high": _rounded(difference.interval.high) if difference else None,
        "degrees": _rounded(difference.degrees) if difference else None,
        "cautions": list(found.cautions),
    }


def show_comparison(
    starts_on: date,
    whole: Comparison,
    single: Mapping[str, Comparison],
    criteria: Sequence[Criterion],
    sources_left_out: int,
) -> PlanComparisonOut:
    """The figures of a plan."""
    return PlanComparisonOut.model_construct(
        starts_on=starts_on,
        days=COMPARED_FOR.days,
        confidence=CONFIDENCE,
        least_n=LEAST_N,
        sources_left_out=sources_left_out,
        overall=PlanChangeOut.model_construct(**_change(whole)),
        criteria=[
            PlanCriterionChangeOut.model_construct(key=found.key, label=found.label, **_change(single[found.key]))
            for found in criteria
        ],
    )
