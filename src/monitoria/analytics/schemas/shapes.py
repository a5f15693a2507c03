"""Shapes of dashboards that cross HTTP. Scores and rates are percentages, rounded to two decimals."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from pydantic import Field

from monitoria.platform.clock import DayRange, Zone
from monitoria.platform.errors import Invalid
from monitoria.platform.http import Day, Query, Shape
from monitoria.settings.rules import reporting_months

DEFAULT_DAYS = 30
LONGEST_DAYS = 1_100


@dataclass(frozen=True, slots=True)
class Periods:
    """A period, the one before of equal length, and the span of both."""

    current: DayRange
    before: DayRange
    span: DayRange


class DashboardQuery(Query):
    """Which days, both included (the last 30 unless said), and which team."""

    from_: Day | None = Field(None, alias="from")
    to: Day | None = None
    team_id: UUID | None = None

    def periods(self, zone: Zone, today: date) -> Periods:
        """What the caller asked for. Raises `Invalid` when `to` comes before `from` or the period is too long."""
        last = self.to or max(today, self.from_ or today)
        first = self.from_ or last - timedelta(days=DEFAULT_DAYS - 1)
        days = (last - first).days + 1
        if days < 1:
            raise Invalid.at("/to", "O último dia não pode vir antes do primeiro.", "range")
        if days > LONGEST_DAYS:
            raise Invalid.at("/from", f"O período pode ter no máximo {LONGEST_DAYS} dias.", "range")
        start = first - timedelta(days=days)
        return Periods(
            zone.range_of(first, last), zone.range_of(start, first - timedelta(days=1)), zone.range_of(start, last)
        )


class ActivityQuery(DashboardQuery):
    limit: int = Field(20, ge=1, le=100)


class PeriodOut(Shape):
    """Local days, both included."""

    from_: date = Field(alias="from", serialization_alias="from")
    to: date
    days: int


class AverageOut(Shape):
    """A mean with what it rests on: n, standard deviation and the 95 % interval (t). Null where undefined."""

    n: int
    mean: float | None
    sd: float | None
    low: float | None
    high: float | None
    sufficient: bool = Field(description="False below 5: too few to say anything.")


class RateOut(Shape):
    """A share with its 95 % interval (Wilson), in percent."""

    n: int
    passed: int
    rate: float | None
    low: float | None
    high: float | None


class CategoryCountOut(Shape):
    key: str
    label: str
    calls: int


class CallCountsOut(Shape):
    """Calls by status, priority and category (the most frequent first)."""

    total: int
    by_status: dict[str, int]
    by_priority: dict[str, int]
    by_category: list[CategoryCountOut]


class EvaluationFiguresOut(Shape):
    """Published evaluations: the average of final scores and the share that passed."""

    total: int
    average: AverageOut
    pass_rate: RateOut


class FiguresOut(Shape):
    period: PeriodOut
    calls: CallCountsOut
    evaluations: EvaluationFiguresOut


class TrendPointOut(Shape):
    """One day; `average` is null without a score."""

    day: date
    calls: int
    evaluations: int
    average: float | None


class TeamAverageOut(Shape):
    """An operator's team, himself included, to the whole point. Both null: withheld, with fewer than 5 people."""

    people: int | None
    mean: int | None


class StatsOut(FiguresOut):
    """The period, day by day, and the one before it. `team`: for operators only."""

    series: list[TrendPointOut]
    previous: FiguresOut
    team: TeamAverageOut | None


class MonthsQuery(Query):
    """How many reporting months, that of today included, and which team."""

    months: int = Field(6, ge=1, le=24)
    team_id: UUID | None = None

    def named(self, today: date, closing_day: int | None) -> list[date]:
        """Those months, the latest last."""
        return reporting_months(today, closing_day, self.months)


class MonthOut(Shape):
    """One reporting month, by the first day of the month it is named after, and the average of its evaluations."""

    month: date
    evaluations: int
    average: AverageOut


class MonthsOut(Shape):
    """Every month asked for, the oldest first; one without evaluations too."""

    items: list[MonthOut]


class CriterionAverageOut(Shape):
    n: int
    average: float


class OperatorOut(Shape):
    """One operator. `insufficient`: fewer than 5 scored evaluations."""

    operator_id: UUID
    operator_name: str
    evaluations: int
    average: AverageOut
    pass_rate: RateOut
    by_criterion: dict[str, CriterionAverageOut]
    insufficient: bool


class CriterionLabelOut(Shape):
    key: str
    label: str


class PerformanceOut(Shape):
    """Operators by name; never ranked."""

    period: PeriodOut
    criteria: list[CriterionLabelOut]
    items: list[OperatorOut]


class ActivityOut(Shape):
    """Something that happened: `actor_name` + `sentence`, or in other words by `event` and the facts it speaks of.

    Identifiers only of what still exists.
    """

    id: UUID
    at: datetime
    event: str
    facts: dict[str, str]
    sentence: str
    actor_name: str | None
    call_id: UUID | None
    evaluation_id: UUID | None
    protocol: str | None


class ActivityListOut(Shape):
    items: list[ActivityOut]
