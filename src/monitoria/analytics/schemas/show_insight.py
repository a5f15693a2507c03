"""Severity, funnel, contests and relations as their readers see them."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from monitoria.analytics.queries import CriterionSums, Given, Sample, TeamFigures, Wanted
from monitoria.analytics.rules import (
    LEAST_N,
    Measure,
    Pair,
    SeverityWord,
    Wait,
    bins_of,
    is_distinguishable,
    median_of,
    points_of,
    relation_of,
    severity_word,
    would_tell_of_another,
)
from monitoria.analytics.schemas.frame import estimate_of, rounded, show_estimate, show_share
from monitoria.analytics.schemas.insight import (
    ConsistencyOut,
    ContestedCriterionOut,
    ContestRoundOut,
    ContestsOut,
    ContestTotalsOut,
    CorrelationOut,
    EvaluatorSeverityOut,
    FunnelOut,
    FunnelStepOut,
    FunnelTimeOut,
    RelationBinOut,
    RelationPointOut,
    RelationsOut,
    ReportingMonthOut,
    ReportingMonthsOut,
    SeverityModelOut,
    SeverityOut,
)
from monitoria.analytics.schemas.show_charts import show_frame
from monitoria.platform.statistics import (
    Cell,
    RaterEffect,
    correlate,
    estimate_mean,
    estimate_values,
    fit_two_way,
)
from monitoria.settings.rules import reporting_month

Sums = Mapping[str, int]
_FOREVER = (0.0, math.inf)
# Which two moments each wait lies between.
_BETWEEN = {wait: ("contested" if wait is Wait.DECIDED else "published", wait.value) for wait in Wait}


def show_severity(
    wanted: Wanted, given: Sequence[Given], unit: int, names: Mapping[UUID, str], only: UUID | None
) -> SeverityOut:
    """Evaluators by name. `only`: nobody but this one is told of, though all are compared; and of two not even he."""
    squared = unit**2
    # Numbers instead of UUIDs: there are thousands, and what is looked up by a number is found ten times as fast.
    model = fit_two_way(
        Cell(who.int, (whom.int, on.int), n, total / unit, squares / squared)
        for who, whom, on, n, total, squares in given
    )
    is_hidden = only is not None and would_tell_of_another(model, only.int)
    sums = {evaluator.int: [0, 0, 0] for evaluator in names}
    for who, _, _, *values in given:
        own = sums[who.int]
        for place, value in enumerate(values):
            own[place] += value
    raw = {
        who: Sample(n, total, squares, unit=unit)
        for who in names
        for n, total, squares in (sums[who.int],)
        if only in (None, who)
    }
    return SeverityOut.model_construct(
        **show_frame(wanted, sum(values[0] for values in sums.values()), None),
        model=SeverityModelOut.model_construct(
            n=model.n,
            evaluators=len(model.raters),
            operators=len({found.operator_id.int for found in given if found.evaluator_id.int in model.raters}),
            connected=model.is_connected,
            residual_sd=None if is_hidden else rounded(model.residual_sd),
            sentence=SeverityWord.FEW if is_hidden else severity_word(model),
        ),
        items=[
            _evaluator(evaluator, names[evaluator], sample, {} if is_hidden else model.raters)
            for evaluator, sample in raw.items()
        ],
    )


def _evaluator(evaluator: UUID, name: str, sample: Sample, compared: Mapping[Any, RaterEffect]) -> EvaluatorSeverityOut:
    found = compared.get(evaluator.int) if len(compared) > 1 else None
    interval = found.interval if found is not None else None
    return EvaluatorSeverityOut.model_construct(
        evaluator_id=evaluator,
        name=name,
        n=sample.n,
        raw=show_estimate(estimate_of(sample)),
        severity=rounded(found.effect) if found is not None else None,
        low=rounded(interval.low) if interval is not None else None,
        high=rounded(interval.high) if interval is not None else None,
        is_distinguishable=is_distinguishable(found) if found is not None else None,
        consistency=ConsistencyOut.model_construct(
            residual_sd=rounded(found.residual_sd) if found is not None and found.n >= LEAST_N else None, n=sample.n
        ),
    )


def show_funnel(
    wanted: Wanted, steps: Sums, waits: Mapping[Wait, Mapping[int, tuple[int, int, int]]], team: TeamFigures | None
) -> FunnelOut:
    """How far the evaluations of a period came, and how long each step took."""
    published = steps["published"]
    names = ("published", "read", "acknowledged", "contested", "closed")
    return FunnelOut.model_construct(
        **show_frame(wanted, published, team),
        steps=[
            FunnelStepOut.model_construct(step=name, n=steps[name], share=show_share(steps[name], published))
            for name in names
        ],
        disagreed=show_share(steps["disagreed"], steps["acknowledged"]),
        times=[_time(*_BETWEEN[wait], waits.get(wait, {})) for wait in Wait],
    )


def _time(begin: str, end: str, bands: Mapping[int, tuple[int, int, int]]) -> FunnelTimeOut:
    n, minutes, squares = (sum(band[place] for band in bands.values()) for place in range(3))
    found = estimate_mean(n, minutes / 60, squares / 3600, least_n=LEAST_N, bounds=_FOREVER)
    median = median_of({band: (count, total) for band, (count, total, _) in bands.items()})
    return FunnelTimeOut.model_construct(
        from_=begin,
        to=end,
        n=n,
        mean_hours=rounded(found.mean),
        low=rounded(found.interval.low) if found.interval else None,
        high=rounded(found.interval.high) if found.interval else None,
        median_hours=rounded(median / 60) if median is not None else None,
    )


def show_contests(
    wanted: Wanted,
    rounds: Mapping[int, Sums],
    contested: Mapping[str, Sums],
    answers: Mapping[str, CriterionSums],
    team: TeamFigures | None,
) -> ContestsOut:
    """Contests by round, by outcome and by criterion, the most contested first."""
    names = ("opened", "open", "upheld", "changed")
    total = {name: sum(sums[name] for sums in rounds.values()) for name in names}
    order = sorted(contested, key=lambda key: (-contested[key]["contested"], wanted.labels.get(key, key)))
    return ContestsOut.model_construct(
        **show_frame(wanted, total["opened"], team),
        rounds=[ContestRoundOut(round=number, **sums) for number, sums in rounds.items()],
        total=ContestTotalsOut(**total, changed_share=show_share(total["changed"], total["upheld"] + total["changed"])),
        by_criterion=[
            ContestedCriterionOut(
                criterion=key,
                label=wanted.labels.get(key, key),
                **contested[key],
                of_answers=_of_answers(contested[key]["contested"], answers.get(key)),
            )
            for key in order
        ],
    )


def _of_answers(contested: int, sums: CriterionSums | None) -> Any:
    """Contests of the period may be of answers from before it: never more than all."""
    answers = 0 if sums is None else sums.answers + sums.not_applicable
    return show_share(min(contested, answers), answers)


def show_relations(
    wanted: Wanted,
    measure: Measure,
    pairs: Sequence[Pair],
    is_sampled: bool,
    team: TeamFigures | None,
) -> RelationsOut:
    """Scores against a measure."""
    found = correlate([pair.x for pair in pairs], [pair.score for pair in pairs])
    return RelationsOut.model_construct(
        **show_frame(wanted, len(pairs), team),
        with_=measure,
        n=len(pairs),
        sampled=is_sampled,
        correlation=None
        if found is None
        else CorrelationOut.model_construct(
            r=round(found.r, 4),
            low=round(found.interval.low, 4) if found.interval else None,
            high=round(found.interval.high, 4) if found.interval else None,
        ),
        sentence=relation_of(len(pairs), found),
        bins=[
            RelationBinOut.model_construct(
                low=round(part.low, 2),
                high=round(part.high, 2),
                estimate=show_estimate(estimate_values(part.scores, least_n=LEAST_N)),
            )
            for part in bins_of(pairs, measure)
        ],
        points=[
            RelationPointOut.model_construct(
                x=round(pair.x, 2), score=round(pair.score, 2), evaluation_id=pair.evaluation_id
            )
            for pair in points_of(pairs)
        ],
    )


def show_reporting_months(months: Iterable[date], closing_day: int | None) -> ReportingMonthsOut:
    """These months, as they are named and as they run."""
    items = []
    for month in months:
        first, last = reporting_month(month, closing_day)
        items.append(ReportingMonthOut.model_construct(month=f"{month:%Y-%m}", from_=first, to=last))
    return ReportingMonthsOut.model_construct(closing_day=closing_day, items=items)
