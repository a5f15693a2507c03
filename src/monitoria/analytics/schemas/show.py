"""Dashboards as their readers see them: estimates from sums."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from monitoria.analytics.queries import Activity, CallCounts, CategoryCount, Figures, Performance, Tally, TeamFigures
from monitoria.analytics.queries import Day as DayFigures
from monitoria.analytics.rules import LEAST_N
from monitoria.analytics.schemas.shapes import (
    ActivityListOut,
    ActivityOut,
    AverageOut,
    CallCountsOut,
    CategoryCountOut,
    CriterionAverageOut,
    CriterionLabelOut,
    EvaluationFiguresOut,
    FiguresOut,
    MonthOut,
    MonthsOut,
    OperatorOut,
    PerformanceOut,
    PeriodOut,
    Periods,
    RateOut,
    StatsOut,
    TeamAverageOut,
    TrendPointOut,
)
from monitoria.calls.rules import CallStatus, Priority
from monitoria.platform.clock import DayRange
from monitoria.platform.statistics import estimate_mean, wilson

_HUNDREDTHS = 100
_MILLIONTHS = 1_000_000


def show_period(days: DayRange) -> PeriodOut:
    """A period."""
    return PeriodOut.model_construct(from_=days.first, to=days.last, days=days.days)


def show_average(tally: Tally) -> AverageOut:
    """The mean of final scores."""
    total, squares = tally.final_total / _HUNDREDTHS, tally.final_squares / _HUNDREDTHS**2
    found = estimate_mean(tally.scored, total, squares, least_n=LEAST_N)
    spread = None
    if tally.scored > 1:
        # In whole numbers, so that equal scores have exactly no spread.
        excess = tally.scored * tally.final_squares - tally.final_total**2
        spread = math.sqrt(excess / (tally.scored * (tally.scored - 1))) / _HUNDREDTHS
    return AverageOut.model_construct(
        n=found.n,
        mean=_rounded(found.mean),
        sd=_rounded(spread),
        low=_rounded(found.interval.low) if found.interval else None,
        high=_rounded(found.interval.high) if found.interval else None,
        sufficient=found.is_sufficient,
    )


def show_rate(tally: Tally) -> RateOut:
    """The share that passed, of those with an outcome."""
    n = tally.passed + tally.failed
    interval = wilson(tally.passed, n)
    return RateOut.model_construct(
        n=n,
        passed=tally.passed,
        rate=_rounded(100 * tally.passed / n) if n else None,
        low=_rounded(100 * interval.low) if interval else None,
        high=_rounded(100 * interval.high) if interval else None,
    )


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 2)


def _calls(counts: CallCounts, categories: Iterable[CategoryCountOut]) -> CallCountsOut:
    return CallCountsOut.model_construct(
        total=counts.calls,
        by_status={word.value: n for word, n in zip(CallStatus, counts.statuses, strict=True)},
        by_priority={word.value: n for word, n in zip(Priority, counts.priorities, strict=True)},
        by_category=[category for category in categories if category.calls],
    )


def _evaluations(tally: Tally) -> EvaluationFiguresOut:
    return EvaluationFiguresOut.model_construct(
        total=tally.evaluations, average=show_average(tally), pass_rate=show_rate(tally)
    )


def _point(day: date, figures: DayFigures | None) -> TrendPointOut:
    if figures is None:
        return TrendPointOut.model_construct(day=day, calls=0, evaluations=0, average=None)
    tally = figures.tally
    average = _rounded(tally.final_total / tally.scored / _HUNDREDTHS) if tally.scored else None
    return TrendPointOut.model_construct(
        day=day, calls=figures.calls.calls, evaluations=tally.evaluations, average=average
    )


def show_stats(
    periods: Periods,
    current: Figures,
    before: Figures,
    days: Mapping[date, DayFigures],
    categories: Sequence[CategoryCount],
    team: TeamFigures | None = None,
) -> StatsOut:
    """The figures of a period, day by day, beside the period before. A day without anything is a point at zero."""
    now = [CategoryCountOut.model_construct(key=c.key, label=c.label, calls=c.calls) for c in categories]
    then = [CategoryCountOut.model_construct(key=c.key, label=c.label, calls=c.calls_before) for c in categories]
    every_day = (periods.current.first + timedelta(days=n) for n in range(periods.current.days))
    return StatsOut.model_construct(
        period=show_period(periods.current),
        calls=_calls(current.calls, now),
        evaluations=_evaluations(current.tally),
        series=[_point(day, days.get(day)) for day in every_day],
        previous=FiguresOut.model_construct(
            period=show_period(periods.before),
            calls=_calls(before.calls, sorted(then, key=lambda c: -c.calls)),
            evaluations=_evaluations(before.tally),
        ),
        team=None if team is None else show_team(team),
    )


def show_months(months: Iterable[date], found: Mapping[date, Tally]) -> MonthsOut:
    """These months, each with what was found of it."""
    return MonthsOut(items=[_month(month, found.get(month, Tally())) for month in months])


def _month(month: date, tally: Tally) -> MonthOut:
    return MonthOut(month=month, evaluations=tally.evaluations, average=show_average(tally))


def show_team(found: TeamFigures) -> TeamAverageOut:
    """The average of an operator's team, to the whole point, so that what one evaluation moved can't be worked out."""
    if not found.scored:
        return TeamAverageOut.model_construct(people=None, mean=None)
    mean = round(found.score_total / found.scored / _HUNDREDTHS)
    return TeamAverageOut.model_construct(people=found.people, mean=mean)


def show_performance(days: DayRange, labels: Mapping[str, str], found: Iterable[Performance]) -> PerformanceOut:
    """Operators by name; criteria in the order of the scorecards, those no longer asked last."""
    items = [_operator(performance) for performance in found]
    used = {key for item in items for key in item.by_criterion}
    keys = [*labels, *sorted(used - labels.keys())]
    return PerformanceOut.model_construct(
        period=show_period(days),
        criteria=[
            CriterionLabelOut.model_construct(key=key, label=labels.get(key, key)) for key in keys if key in used
        ],
        items=items,
    )


def _operator(found: Performance) -> OperatorOut:
    criteria = {
        key: CriterionAverageOut.model_construct(n=n, average=round(100 * earned / n / _MILLIONTHS, 2))
        for key, (n, earned) in sorted(found.criteria.items())
    }
    return OperatorOut.model_construct(
        operator_id=found.operator_id,
        operator_name=found.operator_name,
        evaluations=found.tally.evaluations,
        average=show_average(found.tally),
        pass_rate=show_rate(found.tally),
        by_criterion=criteria,
        insufficient=found.tally.scored < LEAST_N,
    )


def show_activity(found: Iterable[Activity]) -> ActivityListOut:
    """The latest entries."""
    return ActivityListOut(items=[ActivityOut.model_validate(entry) for entry in found])
