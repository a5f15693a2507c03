"""Shapes of what evaluators give, of what follows publication, and of what scores go together with."""

from __future__ import annotations

from datetime import date
from typing import Literal
from uuid import UUID

from pydantic import Field

from monitoria.analytics.rules import Measure, Relation, SeverityWord
from monitoria.analytics.schemas.frame import AnalyticsQuery, ChartOut, EstimateOut, ShareOut
from monitoria.platform.http import Shape

Step = Literal["published", "read", "acknowledged", "contested", "closed"]
Moment = Literal["published", "read", "acknowledged", "contested", "decided", "closed"]


class SeverityModelOut(Shape):
    """The additive model `evaluator + operator on a scorecard version`, fitted by least squares.

    `connected`: a chain of shared operators leads from every evaluator to every other. `residual_sd`: how far scores
    scatter around the model, in points. `sentence`: what is to be said of it all.
    """

    n: int
    evaluators: int
    operators: int
    connected: bool
    residual_sd: float | None
    sentence: SeverityWord


class ConsistencyOut(Shape):
    """How far an evaluator's own scores scatter around the model: the smaller, the more alike what is alike."""

    residual_sd: float | None
    n: int


class EvaluatorSeverityOut(Shape):
    """One evaluator. `raw`: the plain mean of what he gave.

    `severity`: how far he lies from the mean of the evaluators once whom he evaluated is taken out, in points with its
    95 % interval (t); negative is stricter. Null where he shares no operator with the others. `is_distinguishable`: the
    interval leaves 0 out, with enough evaluations; null where there is no severity.
    """

    evaluator_id: UUID
    name: str
    n: int
    raw: EstimateOut
    severity: float | None
    low: float | None
    high: float | None
    is_distinguishable: bool | None
    consistency: ConsistencyOut


class SeverityOut(ChartOut):
    """Evaluators by name, never by rank; an evaluator finds only himself, and one of two no severity (`few`)."""

    model: SeverityModelOut
    items: list[EvaluatorSeverityOut]


class FunnelStepOut(Shape):
    step: Step
    n: int
    share: ShareOut = Field(description="Of the published ones.")


class FunnelTimeOut(Shape):
    """How long it took from one moment to another, in hours. The median comes of a histogram."""

    from_: Moment = Field(alias="from", serialization_alias="from")
    to: Moment
    n: int
    mean_hours: float | None
    low: float | None
    high: float | None
    median_hours: float | None


class FunnelOut(ChartOut):
    """Of the evaluations published in the period, how many came how far by now; those of the past are left out.

    `disagreed`: acknowledged at least once with “ciente, mas discordo”. Contesting counts against nobody.
    """

    steps: list[FunnelStepOut]
    disagreed: ShareOut = Field(description="Of those acknowledged.")
    times: list[FunnelTimeOut]


class ContestRoundOut(Shape):
    round: int
    opened: int
    open: int
    upheld: int
    changed: int


class ContestTotalsOut(Shape):
    """`changed`: at least one answer became another. `changed_share`: of those that were decided."""

    opened: int
    open: int
    upheld: int
    changed: int
    changed_share: ShareOut


class ContestedCriterionOut(Shape):
    """One criterion: contested answers by what became of them. `of_answers`: of all answers published meanwhile."""

    criterion: str
    label: str
    contested: int
    upheld: int
    accepted: int
    replaced: int
    open: int
    of_answers: ShareOut


class ContestsOut(ChartOut):
    """Contests opened in the period. They tell of criteria, never of people: contesting counts against nobody."""

    rounds: list[ContestRoundOut]
    total: ContestTotalsOut
    by_criterion: list[ContestedCriterionOut] = Field(description="The most contested first.")


class RelationQuery(AnalyticsQuery):
    with_: Measure = Field(alias="with", description="What the score is held against.")


class CorrelationOut(Shape):
    """Pearson's r with its 95 % interval (Fisher)."""

    r: float
    low: float | None
    high: float | None


class RelationBinOut(Shape):
    """The mean score of those whose measure lies between `low` and `high`, both met."""

    low: float
    high: float
    estimate: EstimateOut


class RelationPointOut(Shape):
    x: float
    score: float
    evaluation_id: UUID


class RelationsOut(ChartOut):
    """Scores against how content customers were (1 to 5), how long calls took (s), or how much was silence (%).

    `n` pairs of the newest 10,000 evaluations; `sampled`: there are older ones. `points` are some of the pairs. Going
    together never says that one makes the other.
    """

    with_: Measure = Field(alias="with", serialization_alias="with")
    n: int
    sampled: bool
    correlation: CorrelationOut | None
    sentence: Relation
    bins: list[RelationBinOut]
    points: list[RelationPointOut]


class ReportingMonthOut(Shape):
    """A reporting month by its name (2026-11), with its first and last day."""

    month: str
    from_: date = Field(alias="from", serialization_alias="from")
    to: date


class ReportingMonthsOut(Shape):
    """The last 24 reporting months, the latest first: the one that today lies in."""

    closing_day: int | None
    items: list[ReportingMonthOut]
