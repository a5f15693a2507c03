"""What charts show beside means: criteria, bands, critical errors, calls by hour."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, Date, and_, cast, extract, func, literal_column, or_, select
from sqlalchemy.orm import Session

from monitoria.analytics.models import CallHour
from monitoria.analytics.queries.samples import Sample, list_samples, pool
from monitoria.analytics.queries.sources import (
    BAND_FACT,
    CRITERION_BAND_FACT,
    CRITERION_FACT,
    SCORE_FACT,
    source_of,
)
from monitoria.analytics.queries.wanted import Wanted
from monitoria.analytics.rules import BANDS, Grain, tile
from monitoria.calls.models import Call
from monitoria.platform.access import Actor, reach_calls
from monitoria.scorecards.rules import DefectClass

_CLASSES = tuple(f"{name.value}_{what}" for name in DefectClass for what in ("scored", "defects"))


@dataclass(frozen=True, slots=True)
class CriterionSums:
    """One criterion: answers that were scored, those below half, with a fatal error, not applicable; `lost` in 10⁻¹⁰
    points of the form."""

    answers: int
    failed: int
    fatals: int
    not_applicable: int
    lost: int


def _sum(column: Any) -> Any:
    return cast(func.sum(column), BigInteger)


def list_criterion_sums(session: Session, actor: Actor, wanted: Wanted) -> dict[str, CriterionSums]:
    """What fails and what it costs, by criterion."""
    names = ("answers", "failed", "fatals", "not_applicable", "lost")
    source = source_of(CRITERION_FACT, actor, wanted, by=("criterion_key",), sums=names)
    statement = select(source.c.criterion_key, *(_sum(source.c[name]) for name in names))
    rows = session.execute(statement.group_by(source.c.criterion_key))
    return {row[0]: CriterionSums(*row[1:]) for row in rows if any(row[1:])}


def list_bands(session: Session, actor: Actor, wanted: Wanted) -> list[int]:
    """How many scores lie in each band."""
    fact = CRITERION_BAND_FACT if wanted.asked.criteria else BAND_FACT
    name = "raw_count" if wanted.asked.is_raw else "final_count"
    source = source_of(fact, actor, wanted, by=("band",), sums=(name,))
    counts = [0] * BANDS
    for band, n in session.execute(select(source.c.band, _sum(source.c[name])).group_by(source.c.band)):
        counts[band] = n
    return counts


def list_classes(session: Session, actor: Actor, wanted: Wanted) -> dict[Any, dict[str, int]]:
    """By month (its first day): evaluations, those with a fatal error, of each class those scored and with defects."""
    names = ("evaluations", "fatals", *_CLASSES)
    source = source_of(SCORE_FACT, actor, wanted, by=("day",), sums=names)
    month = cast(func.date_trunc(literal_column("'month'"), source.c.day), Date)
    statement = select(month, *(_sum(source.c[name]) for name in names)).group_by(literal_column("1"))
    return {row[0]: dict(zip(names, row[1:], strict=True)) for row in session.execute(statement)}


def list_scorecard_samples(session: Session, actor: Actor, wanted: Wanted) -> dict[UUID, Sample]:
    """Samples by scorecard, all its versions together."""
    found = list_samples(session, actor, wanted, by=("scorecard_version_id",))
    cards: dict[UUID, list[Sample]] = defaultdict(list)
    for version in wanted.versions:
        if version.id in found:
            cards[version.scorecard_id].append(found[version.id])
    return {card: pool(samples) for card, samples in cards.items()}


def list_hours(session: Session, actor: Actor, wanted: Wanted) -> dict[tuple[int, int], int]:
    """Calls in reach by ISO weekday and local hour; those without calls are left out."""
    asked = wanted.asked
    is_counted = not (actor.is_operator or asked.operator_ids or wanted.reads_rows)
    statement = _counted_hours(actor, wanted) if is_counted else _hours_of_calls(actor, wanted)
    return {(weekday, hour): calls for weekday, hour, calls in session.execute(statement) if calls}


def _counted_hours(actor: Actor, wanted: Wanted) -> Any:
    days = wanted.asked.days
    parts = [
        and_(CallHour.grain == part.grain.value, CallHour.day.between(part.first, part.last))
        for part in tile(days.first, days.last, (Grain.DAY, Grain.MONTH))
    ]
    conditions = [or_(*parts), reach_calls(actor, operator=None, team=CallHour.team_id)]
    if wanted.asked.team_ids:
        conditions.append(CallHour.team_id.in_(wanted.asked.team_ids))
    keys: Sequence[Any] = (CallHour.weekday, CallHour.hour)
    return select(*keys, _sum(CallHour.calls)).where(*conditions).group_by(*keys)


def _hours_of_calls(actor: Actor, wanted: Wanted) -> Any:
    asked = wanted.asked
    local = func.timezone(asked.zone.name, Call.started_at)
    conditions = [
        reach_calls(actor, operator=Call.operator_id, team=Call.team_id),
        Call.started_at >= asked.days.start,
        Call.started_at < asked.days.end,
    ]
    choices: list[tuple[Any, Sequence[Any]]] = [
        (Call.team_id, asked.team_ids),
        (Call.operator_id, asked.operator_ids),
        (Call.category, asked.categories),
        (Call.channel, [channel.value for channel in asked.channels]),
    ]
    conditions += [column.in_(values) for column, values in choices if values]
    keys = (cast(extract("isodow", local), BigInteger), cast(extract("hour", local), BigInteger))
    places: Sequence[Any] = (literal_column("1"), literal_column("2"))
    return select(*keys, func.count()).where(*conditions).group_by(*places)
