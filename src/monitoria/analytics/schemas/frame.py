"""What every chart asks and answers. Scores and shares are percentages, rounded to two decimals."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field, StringConstraints

from monitoria.analytics.queries import Asked, Sample
from monitoria.analytics.rules import LEAST_N
from monitoria.analytics.schemas.shapes import TeamAverageOut
from monitoria.calls.rules import Channel
from monitoria.evaluations.rules import Origin
from monitoria.platform.clock import DayRange, Zone
from monitoria.platform.errors import Invalid
from monitoria.platform.http import Day, Query, Shape
from monitoria.platform.statistics import Estimate, estimate_mean, wilson
from monitoria.settings.rules import reporting_month

DEFAULT_DAYS = 90
LONGEST_DAYS = 3_653
OLDEST = date(2000, 1, 1)
AHEAD = timedelta(days=366)
MOST_CHOICES = 50

ScoreKind = Literal["final", "raw"]
Word = Annotated[str, StringConstraints(min_length=1, max_length=60)]
Month = Annotated[str, StringConstraints(pattern=r"^2\d{3}-(0[1-9]|1[0-2])$")]


class AnalyticsQuery(Query):
    """Which published evaluations a chart speaks of. Filters may be repeated: any of the given ones.

    Both days are local and included; the last 90 unless said. With criteria, the score of a chart is what they earned,
    in percent. Identifiers out of reach find nothing.
    """

    from_: Day | None = Field(None, alias="from")
    to: Day | None = None
    month: Month | None = Field(None, description="The reporting month instead of days: 2026-11.")
    team_id: list[UUID] | None = Field(None, max_length=MOST_CHOICES)
    operator_id: list[UUID] | None = Field(None, max_length=MOST_CHOICES)
    scorecard_id: list[UUID] | None = Field(None, max_length=MOST_CHOICES)
    criterion: list[Word] | None = Field(None, max_length=MOST_CHOICES)
    category: list[Word] | None = Field(None, max_length=MOST_CHOICES)
    channel: list[Channel] | None = Field(None, max_length=10)
    origin: list[Origin] | None = Field(None, max_length=10)
    score: ScoreKind = Field("final", description="Before fatal errors (raw) or after (final).")

    def asked(self, zone: Zone, today: date, closing_day: int | None = None) -> Asked:
        """What the caller asked for; months close on `closing_day`. Raises `Invalid` when the period is no period."""
        days, before = self.periods(zone, today, closing_day)
        return Asked(
            days=days,
            before=before,
            zone=zone,
            is_raw=self.score == "raw",
            team_ids=self.team_id or (),
            operator_ids=self.operator_id or (),
            scorecard_ids=self.scorecard_id or (),
            criteria=self.criterion or (),
            categories=self.category or (),
            channels=self.channel or (),
            origins=self.origin or (),
            today=today,
        )

    def periods(self, zone: Zone, today: date, closing_day: int | None = None) -> tuple[DayRange, DayRange]:
        """The period and the one before it: as many days, or the month before. Raises `Invalid`."""
        if self.month is not None:
            if self.from_ is not None or self.to is not None:
                raise Invalid.at("/month", "Peça um mês ou um período, não os dois.", "exclusive")
            return months_of(self.month, zone, closing_day)
        last = self.to or max(today, self.from_ or today)
        first = self.from_ or last - timedelta(days=DEFAULT_DAYS - 1)
        return check_period(zone, today, first, last), before_of(zone, first, last)


def check_period(zone: Zone, today: date, first: date, last: date, suffix: str = "") -> DayRange:
    """The days `first` to `last`. Raises `Invalid` when they are reversed, too many, or of no time that we keep."""
    pointers = {"first": f"/{suffix}from", "last": f"/{suffix}to"}
    if last < first:
        raise Invalid.at(pointers["last"], "O último dia não pode vir antes do primeiro.", "period-reversed")
    for name, day in (("first", first), ("last", last)):
        if not OLDEST <= day <= today + AHEAD:
            raise Invalid.at(pointers[name], "A data deve ficar entre 2000 e daqui a um ano.", "range")
    if (last - first).days >= LONGEST_DAYS:
        raise Invalid.at(pointers["first"], "O período pode ter no máximo dez anos.", "period-too-long")
    return zone.range_of(first, last)


def before_of(zone: Zone, first: date, last: date) -> DayRange:
    """As many days, right before."""
    return zone.range_of(first - timedelta(days=(last - first).days + 1), first - timedelta(days=1))


def months_of(month: str, zone: Zone, closing_day: int | None) -> tuple[DayRange, DayRange]:
    """The reporting month and the one before."""
    first = date.fromisoformat(f"{month}-01")
    before = first - timedelta(days=1)
    return zone.range_of(*reporting_month(first, closing_day)), zone.range_of(*reporting_month(before, closing_day))


class ChartPeriodOut(Shape):
    """Local days, both included, and the period before it."""

    from_: date = Field(alias="from", serialization_alias="from")
    to: date
    previous_from: date
    previous_to: date


class PopulationOut(Shape):
    """What the chart rests on: `n` scores, or answers to the criteria asked for.

    `team` is for operators only: their team's average of the period, whatever else is filtered, from 5 people on.
    """

    n: int
    team: TeamAverageOut | None


class ChartOut(Shape):
    """What every chart says of itself."""

    period: ChartPeriodOut
    score: ScoreKind
    population: PopulationOut


class EstimateOut(Shape):
    """A mean with its 95 % interval (t); null where undefined. Below 5 values nothing is to be said of it."""

    n: int
    mean: float | None
    low: float | None
    high: float | None
    is_sufficient: bool


class ShareOut(Shape):
    """How many of `n`, in percent, with the 95 % interval (Wilson)."""

    n: int
    count: int
    share: float | None
    low: float | None
    high: float | None
    is_sufficient: bool


def rounded(value: float | None) -> float | None:
    """With two decimals."""
    return None if value is None else round(value, 2)


def estimate_of(sample: Sample) -> Estimate:
    """The mean of a sample, in percent."""
    return estimate_mean(sample.n, sample.total / sample.unit, sample.squares / sample.unit**2, least_n=LEAST_N)


def show_estimate(found: Estimate) -> EstimateOut:
    """An estimate."""
    return EstimateOut.model_construct(
        n=found.n,
        mean=rounded(found.mean),
        low=rounded(found.interval.low) if found.interval else None,
        high=rounded(found.interval.high) if found.interval else None,
        is_sufficient=found.is_sufficient,
    )


def show_share(count: int, n: int) -> ShareOut:
    """A share of `n`."""
    interval = wilson(count, n)
    return ShareOut.model_construct(
        n=n,
        count=count,
        share=round(100 * count / n, 2) if n else None,
        low=rounded(100 * interval.low) if interval else None,
        high=rounded(100 * interval.high) if interval else None,
        is_sufficient=n >= LEAST_N,
    )
