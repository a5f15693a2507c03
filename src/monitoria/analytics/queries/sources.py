"""Where the sums of a question come from: one FROM clause over the smallest cube that can answer it.

Charts never read a cube by name. They say by what they group and what they sum; months, weeks and loose days are put
together here, each from the smallest cut that is kept in that grain. What no cube knows, a call's category or channel,
is asked of the rows, shaped to the same columns.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Date,
    FromClause,
    Integer,
    Select,
    String,
    Uuid,
    column,
    select,
    text,
    union_all,
)

from monitoria.analytics.models import BANDS, CRITERIA, NO_TEAM, SCORES, Cube
from monitoria.analytics.queries.rows import BAND_ROWS, CRITERION_BAND_ROWS, CRITERION_ROWS, SCORE_ROWS, WITHIN
from monitoria.analytics.queries.wanted import Wanted
from monitoria.analytics.rules import Grain, tile
from monitoria.platform.access import Actor, reach_calls
from monitoria.platform.clock import DayRange

# Two columns that only the rows have.
OF_CALLS = frozenset(("category", "channel"))
_TYPES: dict[str, Any] = {
    "day": Date(),
    "team_id": Uuid(),
    "operator_id": Uuid(),
    "scorecard_version_id": Uuid(),
    "origin": String(),
    "category": String(),
    "channel": String(),
    "criterion_key": String(),
    "band": Integer(),
    "evaluator_id": Uuid(),
    "wait": String(),
    "round": Integer(),
}


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact: its cubes, the smallest first, the rows that they are sums of, and how those are of a period."""

    cubes: Sequence[Cube]
    rows: str
    within: str = WITHIN

    @property
    def has_criteria(self) -> bool:
        """Whether it is about one criterion at a time."""
        return "criterion_key" in self.rows


SCORE_FACT = Fact(SCORES, SCORE_ROWS)
CRITERION_FACT = Fact(CRITERIA, CRITERION_ROWS)
BAND_FACT = Fact(BANDS, BAND_ROWS)
CRITERION_BAND_FACT = Fact((), CRITERION_BAND_ROWS)


def source_of(
    fact: Fact,
    actor: Actor,
    wanted: Wanted,
    *,
    by: Collection[str] = (),
    sums: Sequence[str],
    points: Grain = Grain.MONTH,
    days: DayRange | None = None,
) -> FromClause:
    """Rows with `day`, the columns of `by` and the `sums`, within reach, of the days asked for or of these.

    No row reaches over the end of a point: a day, week or month.
    """
    within = days or wanted.asked.days
    names = ("day", *(name for name in by if name != "day"), *sums)
    if wanted.reads_rows or OF_CALLS & set(by) or not fact.cubes:
        return _rows(fact, actor, wanted, names, within)
    needed = _needed(fact, actor, wanted, by)
    able = [cube for cube in fact.cubes if needed <= set(cube.keys)]
    if not able:
        return _rows(fact, actor, wanted, names, within)
    kept = frozenset(grain for cube in able for grain in cube.grains)
    pieces = []
    for part in tile(within.first, within.last, kept, points, wanted.asked.today):
        cube = next(cube for cube in able if part.grain in cube.grains)
        columns = cube.columns
        is_in = (columns.grain == part.grain.value, columns.day.between(part.first, part.last))
        pieces.append(
            select(*(columns[name] for name in names)).where(*is_in, *_conditions(columns, actor, wanted, needed))
        )
    return union_all(*pieces).subquery("source") if len(pieces) > 1 else pieces[0].subquery("source")


def _needed(fact: Fact, actor: Actor, wanted: Wanted, by: Collection[str]) -> set[str]:
    """The keys that a cube must have to answer."""
    asked, needed = wanted.asked, set(by) - {"day"}
    if actor.is_operator or asked.operator_ids:
        needed.add("operator_id")
    if wanted.version_ids is not None:
        needed.add("scorecard_version_id")
    if asked.origins:
        needed.add("origin")
    if asked.criteria and fact.has_criteria:
        needed.add("criterion_key")
    return needed


def _conditions(columns: Any, actor: Actor, wanted: Wanted, needed: Collection[str]) -> list[ColumnElement[bool]]:
    asked = wanted.asked
    operator = columns.operator_id if "operator_id" in needed else None
    found = [reach_calls(actor, operator=operator, team=columns.team_id)]
    choices: list[tuple[str, Sequence[Any] | None]] = [
        ("team_id", asked.team_ids),
        ("operator_id", asked.operator_ids),
        ("scorecard_version_id", wanted.version_ids),
        ("origin", [origin.value for origin in asked.origins]),
        ("criterion_key", asked.criteria if "criterion_key" in columns else ()),
        ("category", asked.categories),
        ("channel", [channel.value for channel in asked.channels]),
    ]
    found += [columns[name].in_(values) for name, values in choices if values]
    return found


def _rows(fact: Fact, actor: Actor, wanted: Wanted, names: Sequence[str], days: DayRange) -> FromClause:
    shaped = text(fact.rows + fact.within).bindparams(
        zone=wanted.asked.zone.name, no_team=NO_TEAM, starts=days.start, ends=days.end
    )
    known = (*_TYPES, *(name for name in names if name not in _TYPES))
    has_band, has_criterion = "band" in fact.rows, fact.has_criteria
    columns = [
        column(name, _TYPES.get(name, BigInteger()))
        for name in known
        if (name != "band" or has_band) and (name != "criterion_key" or has_criterion)
    ]
    rows = shaped.columns(*columns).subquery("rows")
    needed = {"operator_id"}
    statement: Select[Any] = select(*(rows.c[name] for name in names))
    return statement.where(*_conditions(rows.c, actor, wanted, needed)).subquery("source")
