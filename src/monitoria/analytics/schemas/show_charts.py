"""Charts as their readers see them: from sums to estimates, with what they rest on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import accumulate, combinations
from typing import Any
from uuid import UUID

from monitoria.analytics.queries import (
    CriterionSums,
    Sample,
    TeamFigures,
    VersionBreak,
    Wanted,
    pool,
    team_id_or_none,
)
from monitoria.analytics.rules import BAND_POINTS, Grain, next_start, start_of
from monitoria.analytics.schemas.charts import (
    BandOut,
    BreakOut,
    By,
    CallsByHourOut,
    ClassOut,
    ClassPointOut,
    ComparedOut,
    ComparisonOut,
    CriterionHistoryOut,
    CriticalAccuracyOut,
    DistributionOut,
    HeatCellOut,
    HeatColumnOut,
    HeatMapOut,
    HeatRowOut,
    HourOut,
    OverTimeOut,
    ParetoItemOut,
    ParetoOut,
    PointOut,
)
from monitoria.analytics.schemas.common import (
    ChartPeriodOut,
    PopulationOut,
    estimate_of,
    show_estimate,
    show_share,
)
from monitoria.analytics.schemas.show import show_team
from monitoria.platform.clock import DayRange
from monitoria.platform.statistics import Estimate, are_distinguishable
from monitoria.scorecards.rules import DefectClass

MOST_PAIRED = 30
_LOST_UNITS = 10_000_000_000
NO_SAMPLE = Sample()


def show_frame(wanted: Wanted, n: int, team: TeamFigures | None) -> dict[str, Any]:
    """What every chart says of itself."""
    asked = wanted.asked
    return {
        "period": ChartPeriodOut.model_construct(
            from_=asked.days.first,
            to=asked.days.last,
            previous_from=asked.before.first,
            previous_to=asked.before.last,
        ),
        "score": "raw" if asked.is_raw else "final",
        "population": PopulationOut.model_construct(n=n, team=None if team is None else show_team(team)),
    }


def spans_of(days: DayRange, grain: Grain) -> Iterator[tuple[date, date, date]]:
    """Each point of a period: the first day it is kept under, and its first and last day within the period."""
    start = start_of(days.first, grain)
    while start <= days.last:
        after = next_start(start, grain)
        yield start, max(start, days.first), min(after - timedelta(days=1), days.last)
        start = after


def _points(wanted: Wanted, grain: Grain, found: Mapping[date, Sample]) -> list[PointOut]:
    return [
        PointOut.model_construct(
            from_=first,
            to=last,
            estimate=show_estimate(estimate_of(found.get(start, NO_SAMPLE))),
            lower_limit=None,
            upper_limit=None,
            signals=[],
        )
        for start, first, last in spans_of(wanted.asked.days, grain)
    ]


def _breaks(breaks: Sequence[VersionBreak]) -> list[BreakOut]:
    return [
        BreakOut.model_construct(
            on=found.on,
            scorecard_id=found.after.scorecard_id,
            scorecard_name=found.after.scorecard_name,
            from_version=found.before.number,
            to_version=found.after.number,
            changed=found.changed,
        )
        for found in breaks
    ]


def _series(
    wanted: Wanted,
    grain: Grain,
    found: Mapping[date, Sample],
    breaks: Sequence[VersionBreak],
    team: TeamFigures | None,
) -> dict[str, Any]:
    return {
        **show_frame(wanted, sum(sample.n for sample in found.values()), team),
        "grain": grain,
        "points": _points(wanted, grain, found),
        "centre": None,
        "sigma": None,
        "breaks": _breaks(breaks),
    }


def show_over_time(
    wanted: Wanted,
    grain: Grain,
    found: Mapping[date, Sample],
    breaks: Sequence[VersionBreak],
    team: TeamFigures | None,
) -> OverTimeOut:
    """Scores over time."""
    return OverTimeOut.model_construct(**_series(wanted, grain, found, breaks, team))


def show_criterion_history(
    wanted: Wanted,
    grain: Grain,
    found: Mapping[date, Sample],
    breaks: Sequence[VersionBreak],
    team: TeamFigures | None,
) -> CriterionHistoryOut:
    """One criterion over time; only what changed it is a break."""
    key = wanted.asked.criteria[0]
    own = [found for found in breaks if key in found.changed]
    return CriterionHistoryOut.model_construct(
        **_series(wanted, grain, found, own, team), criterion=key, label=wanted.labels[key]
    )


def show_comparison(
    wanted: Wanted, by: By, labels: Mapping[Any, str], found: Mapping[Any, Sample], team: TeamFigures | None
) -> ComparisonOut:
    """Means beside each other, in the order of `labels`."""
    kept = {identity: found[identity] for identity in labels if identity in found}
    whole = pool(kept.values())
    estimates = {identity: estimate_of(sample) for identity, sample in kept.items()}
    items = [
        _compared(identity, labels[identity], sample, estimates[identity], whole.without(sample))
        for identity, sample in kept.items()
    ]
    return ComparisonOut.model_construct(
        **show_frame(wanted, whole.n, team),
        by=by,
        items=items,
        overall=show_estimate(estimate_of(whole)),
        pairs_distinguishable=_pairs(estimates) if len(items) <= MOST_PAIRED else None,
    )


def _compared(identity: Any, label: str, sample: Sample, estimate: Estimate, rest: Sample) -> ComparedOut:
    return ComparedOut.model_construct(
        id=_id(identity),
        label=label,
        estimate=show_estimate(estimate),
        passed=show_share(sample.passed, sample.passed + sample.failed),
        is_distinguishable=are_distinguishable(estimate, estimate_of(rest)) if rest.n else None,
    )


def _pairs(estimates: Mapping[Any, Estimate]) -> list[tuple[str | None, str | None]]:
    return [
        (_id(one), _id(other))
        for (one, first), (other, second) in combinations(estimates.items(), 2)
        if are_distinguishable(first, second)
    ]


def _id(identity: Any) -> str | None:
    if isinstance(identity, UUID):
        team = team_id_or_none(identity)
        return None if team is None else str(team)
    return str(identity)


def show_distribution(
    wanted: Wanted, counts: Sequence[int], sample: Sample, team: TeamFigures | None
) -> DistributionOut:
    """Scores by bands of five points."""
    bands = [
        BandOut.model_construct(low=band * BAND_POINTS, high=(band + 1) * BAND_POINTS, n=n)
        for band, n in enumerate(counts)
    ]
    return DistributionOut.model_construct(
        **show_frame(wanted, sample.n, team),
        bands=bands,
        estimate=show_estimate(estimate_of(sample)),
        median_band=_median_band(counts),
    )


def _median_band(counts: Sequence[int]) -> int | None:
    """The band of the middle value; of an even number, of the lower one of the two in the middle."""
    middle = (sum(counts) + 1) // 2
    return next((band for band, below in enumerate(accumulate(counts)) if middle and below >= middle), None)


def show_heat_map(
    wanted: Wanted,
    columns: Mapping[UUID, str],
    found: Mapping[tuple[UUID, str], Sample],
    team: TeamFigures | None,
) -> HeatMapOut:
    """Criteria in the order of the forms, columns by name."""
    rows = []
    for key, label in wanted.labels.items():
        own = {column: found[column, key] for column in columns if (column, key) in found}
        if own:
            rows.append(_heat_row(key, label, columns, own))
    return HeatMapOut.model_construct(
        **show_frame(wanted, sum(sample.n for sample in found.values()), team),
        columns=[
            HeatColumnOut.model_construct(id=team_id_or_none(column), label=label) for column, label in columns.items()
        ],
        rows=rows,
    )


def _heat_row(key: str, label: str, columns: Mapping[UUID, str], own: Mapping[UUID, Sample]) -> HeatRowOut:
    cells = [
        HeatCellOut.model_construct(id=team_id_or_none(column), estimate=show_estimate(estimate_of(own[column])))
        if column in own
        else None
        for column in columns
    ]
    whole = show_estimate(estimate_of(pool(own.values())))
    return HeatRowOut.model_construct(criterion=key, label=label, cells=cells, estimate=whole)


def show_pareto(wanted: Wanted, found: Mapping[str, CriterionSums], team: TeamFigures | None) -> ParetoOut:
    """What was lost, the most first; where nothing was lost, what fails the most."""
    lost = sum(sums.lost for sums in found.values())
    places = {key: place for place, key in enumerate(wanted.labels)}
    ordered = sorted(found.items(), key=lambda pair: (-pair[1].lost, -pair[1].failed, places.get(pair[0], 0)))
    so_far = accumulate(sums.lost for _, sums in ordered)
    return ParetoOut.model_construct(
        **show_frame(wanted, sum(sums.answers for sums in found.values()), team),
        items=[
            ParetoItemOut.model_construct(
                criterion=key,
                label=wanted.labels.get(key, key),
                answers=sums.answers,
                failed=show_share(sums.failed, sums.answers),
                lost_points=round(sums.lost / _LOST_UNITS, 2),
                share=round(100 * sums.lost / lost, 2) if lost else None,
                cumulative=round(100 * reached / lost, 2) if lost else None,
                not_applicable=sums.not_applicable,
                fatals=sums.fatals,
            )
            for (key, sums), reached in zip(ordered, so_far, strict=True)
        ],
        lost_points=round(lost / _LOST_UNITS, 2),
    )


def show_critical_accuracy(
    wanted: Wanted, found: Mapping[date, Mapping[str, int]], team: TeamFigures | None
) -> CriticalAccuracyOut:
    """The period as a whole, and month by month."""
    names = {name for sums in found.values() for name in sums}
    whole = {name: sum(sums[name] for sums in found.values()) for name in names}
    return CriticalAccuracyOut.model_construct(
        **show_frame(wanted, whole.get("evaluations", 0), team),
        **_classes(whole),
        series=[
            ClassPointOut.model_construct(from_=first, to=last, **_classes(found.get(start, {})))
            for start, first, last in spans_of(wanted.asked.days, Grain.MONTH)
        ],
    )


def _classes(sums: Mapping[str, int]) -> dict[str, Any]:
    return {
        "classes": [
            ClassOut.model_construct(
                class_=name,
                accuracy=show_share(
                    sums.get(f"{name.value}_scored", 0) - sums.get(f"{name.value}_defects", 0),
                    sums.get(f"{name.value}_scored", 0),
                ),
            )
            for name in DefectClass
        ],
        "fatal": show_share(sums.get("fatals", 0), sums.get("evaluations", 0)),
    }


def show_hours(wanted: Wanted, found: Mapping[tuple[int, int], int], team: TeamFigures | None) -> CallsByHourOut:
    """Calls by hour and weekday."""
    cells = [
        HourOut.model_construct(weekday=weekday, hour=hour, calls=calls)
        for (weekday, hour), calls in sorted(found.items())
    ]
    total = sum(found.values())
    return CallsByHourOut.model_construct(
        **show_frame(wanted, total, team),
        cells=cells,
        total=total,
        busiest=max(cells, key=lambda cell: cell.calls, default=None),
    )
