"""Shapes of the charts. Every mean and share carries its n and interval."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Literal
from uuid import UUID

from pydantic import Field

from monitoria.analytics.rules import Grain
from monitoria.analytics.schemas.common import (
    AnalyticsQuery,
    ChartOut,
    EstimateOut,
    ShareOut,
    Word,
    check_period,
)
from monitoria.platform.clock import DayRange, Zone
from monitoria.platform.errors import Invalid
from monitoria.platform.http import Day, Shape
from monitoria.scorecards.rules import DefectClass

MOST_DAYS_BY_DAY, DAYS_BY_DAY, DAYS_BY_WEEK = 1_100, 45, 400
By = Literal["team", "scorecard", "period", "operator", "origin", "category", "channel"]


class GrainQuery(AnalyticsQuery):
    grain: Grain | None = Field(None, description="How long a point lasts; what suits the period unless said.")

    def grain_of(self, days: DayRange) -> Grain:
        """The grain asked for, or the one that suits. Raises `Invalid` for too many days one by one."""
        if self.grain is Grain.DAY and days.days > MOST_DAYS_BY_DAY:
            message = f"Dia a dia, o período pode ter no máximo {MOST_DAYS_BY_DAY} dias: peça por semana ou mês."
            raise Invalid.at("/grain", message, "grain-too-fine")
        if self.grain is not None:
            return self.grain
        if days.days <= DAYS_BY_DAY:
            return Grain.DAY
        return Grain.WEEK if days.days <= DAYS_BY_WEEK else Grain.MONTH


class ComparisonQuery(AnalyticsQuery):
    by: By = "team"
    with_from: Day | None = Field(None, description="By period: the first day to compare with; the period before.")
    with_to: Day | None = None

    def compared(self, zone: Zone, today: date, before: DayRange) -> DayRange:
        """The period to compare with. Raises `Invalid`."""
        if self.with_from is None and self.with_to is None:
            return before
        last = self.with_to or today
        return check_period(zone, today, self.with_from or last - timedelta(days=before.days - 1), last, "with_")


class HeatMapQuery(AnalyticsQuery):
    columns: Literal["operator", "team"] = "team"


class CriterionHistoryQuery(GrainQuery):
    criterion: list[Word] = Field(min_length=1, max_length=1)


class BreakOut(Shape):
    """From this day on evaluations rest on another version of a scorecard: scores before and after are of two rulers.

    `changed` names the criteria that are new, gone, or scored or called differently.
    """

    on: date
    scorecard_id: UUID
    scorecard_name: str
    from_version: int
    to_version: int
    changed: list[str]


class PointOut(Shape):
    """One day, week or month, cut at the ends of the period. Limits are null where n is too small for them."""

    from_: date = Field(alias="from", serialization_alias="from")
    to: date
    estimate: EstimateOut
    lower_limit: float | None
    upper_limit: float | None
    signals: list[str] = Field(description="Which runs rules speak: `beyond-limits`, `eight-on-a-side` and others.")


class SeriesOut(ChartOut):
    grain: Grain
    points: list[PointOut] = Field(description="Every point of the period; n is 0 where nothing was published.")
    centre: float | None = Field(description="The centre line of the Shewhart chart.")
    sigma: float | None = Field(description="The spread within points, of one score.")
    breaks: list[BreakOut]


class OverTimeOut(SeriesOut):
    """Scores over time."""


class CriterionHistoryOut(SeriesOut):
    """One criterion over time, joined across the versions of scorecards by its key."""

    criterion: str
    label: str


class ComparedOut(Shape):
    """One of those compared. `is_distinguishable` from all others together; null when there are no others."""

    id: str | None = Field(description="Null: without a team.")
    label: str
    estimate: EstimateOut
    passed: ShareOut
    is_distinguishable: bool | None


class ComparisonOut(ChartOut):
    """Means beside each other, by name and never by rank.

    `passed`: of evaluations with an outcome those that passed; with criteria asked for, answers of half or more.
    `pairs_distinguishable`: null with more than 30 items.
    """

    by: By
    items: list[ComparedOut]
    overall: EstimateOut
    pairs_distinguishable: list[tuple[str | None, str | None]] | None


class BandOut(Shape):
    """Scores from `low` to under `high`; the last band includes 100."""

    low: int
    high: int
    n: int


class DistributionOut(ChartOut):
    bands: list[BandOut]
    estimate: EstimateOut
    median_band: int | None = Field(description="The band, from 0, that holds the median.")


class HeatColumnOut(Shape):
    id: UUID | None
    label: str


class HeatCellOut(Shape):
    id: UUID | None
    estimate: EstimateOut


class HeatRowOut(Shape):
    """One criterion: a cell for each column, null where nothing was answered."""

    criterion: str
    label: str
    cells: list[HeatCellOut | None]
    estimate: EstimateOut


class HeatMapOut(ChartOut):
    """What criteria earned, in percent, by operator or team, by name."""

    columns: list[HeatColumnOut]
    rows: list[HeatRowOut]


class ParetoItemOut(Shape):
    """`failed`: answers that earned less than half. `lost_points`: of the form, summed over its evaluations; `share`
    and `cumulative` are percentages of all that was lost."""

    criterion: str
    label: str
    answers: int
    failed: ShareOut
    lost_points: float
    share: float | None
    cumulative: float | None
    not_applicable: int
    fatals: int


class ParetoOut(ChartOut):
    """What fails and what it costs, the most first."""

    items: list[ParetoItemOut]
    lost_points: float


class ClassOut(Shape):
    """Of evaluations in which a criterion of this class was scored, those in which none failed."""

    class_: DefectClass = Field(alias="class", serialization_alias="class")
    accuracy: ShareOut


class ClassPointOut(Shape):
    from_: date = Field(alias="from", serialization_alias="from")
    to: date
    classes: list[ClassOut]
    fatal: ShareOut


class CriticalAccuracyOut(ChartOut):
    """Evaluations without a critical error, by class; `fatal`: those with a fatal error."""

    classes: list[ClassOut]
    fatal: ShareOut
    series: list[ClassPointOut] = Field(description="Month by month.")


class HourOut(Shape):
    """Calls that began in this local hour of this ISO weekday (Monday is 1)."""

    weekday: int
    hour: int
    calls: int


class CallsByHourOut(ChartOut):
    """Calls, not evaluations, by local hour and weekday; hours without calls are left out. `n` counts calls."""

    cells: list[HourOut]
    total: int
    busiest: HourOut | None
