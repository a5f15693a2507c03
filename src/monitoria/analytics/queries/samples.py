"""Sums of scores, or of what chosen criteria earned, by anything that a chart groups by."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import BigInteger, Date, cast, func, literal_column, select
from sqlalchemy.orm import Session

from monitoria.analytics.queries.sources import CRITERION_FACT, SCORE_FACT, source_of
from monitoria.analytics.queries.wanted import Wanted
from monitoria.analytics.rules import Grain
from monitoria.platform.access import Actor
from monitoria.platform.clock import DayRange

_HUNDREDTHS = 100
# A share in millionths, told in percent.
OF_PERCENT = 10_000


@dataclass(frozen=True, slots=True)
class Sample:
    """What an estimate rests on: `n` values, their sum and squares in parts of a point (`unit` parts each).

    Values are scores of evaluations, or answers to the criteria asked for; `passed` and `failed` have an outcome.
    """

    n: int = 0
    total: int = 0
    squares: int = 0
    passed: int = 0
    failed: int = 0
    unit: int = _HUNDREDTHS

    def __add__(self, other: Sample) -> Sample:
        return Sample(
            self.n + other.n,
            self.total + other.total,
            self.squares + other.squares,
            self.passed + other.passed,
            self.failed + other.failed,
            other.unit,
        )

    def without(self, part: Sample) -> Sample:
        """The rest, when a part is left out."""
        return Sample(
            self.n - part.n,
            self.total - part.total,
            self.squares - part.squares,
            self.passed - part.passed,
            self.failed - part.failed,
            part.unit,
        )


def pool(samples: Iterable[Sample]) -> Sample:
    """All of them as one."""
    whole = Sample()
    for sample in samples:
        whole = whole + sample
    return whole


def list_samples(
    session: Session,
    actor: Actor,
    wanted: Wanted,
    *,
    by: Sequence[str] = (),
    points: Grain = Grain.MONTH,
    days: DayRange | None = None,
) -> dict[Any, Sample]:
    """What is in reach, by the columns of `by`: "day" stands for the first day of its point. One column: its value."""
    names = _names(wanted)
    fact = CRITERION_FACT if wanted.asked.criteria else SCORE_FACT
    source = source_of(fact, actor, wanted, by=by, sums=names, points=points, days=days)
    keys = [_key(source, name, points) for name in by]
    sums = [cast(func.sum(source.c[name]), BigInteger) for name in names]
    statement = select(*keys, *sums)
    if keys:
        statement = statement.group_by(*(literal_column(str(place + 1)) for place in range(len(keys))))
    found = {}
    for row in session.execute(statement):
        sample = _sample(wanted, row[len(keys) :])
        if sample.n or sample.passed or sample.failed:
            found[row[0] if len(by) == 1 else tuple(row[: len(keys)])] = sample
    return found


def list_criterion_samples(
    session: Session, actor: Actor, wanted: Wanted, column: str
) -> dict[tuple[Any, str], Sample]:
    """What every criterion (or those asked for) earned, by this column and the criterion's key."""
    names = ("answers", "earned", "squares")
    source = source_of(CRITERION_FACT, actor, wanted, by=(column, "criterion_key"), sums=names)
    keys = (source.c[column], source.c.criterion_key)
    sums = (cast(func.sum(source.c[name]), BigInteger) for name in names)
    rows = session.execute(select(*keys, *sums).group_by(*keys))
    return {(row[0], row[1]): Sample(row[2], row[3], row[4], unit=OF_PERCENT) for row in rows if row[2]}


def _names(wanted: Wanted) -> tuple[str, ...]:
    if wanted.asked.criteria:
        return ("answers", "earned", "squares", "failed")
    kind = "raw" if wanted.asked.is_raw else "final"
    return ("scored", f"{kind}_total", f"{kind}_squares", "passed", "failed")


def _sample(wanted: Wanted, sums: Sequence[int | None]) -> Sample:
    values = [value or 0 for value in sums]
    if wanted.asked.criteria:
        n, earned, squares, failed = values
        return Sample(n, earned, squares, n - failed, failed, OF_PERCENT)
    return Sample(*values)


def _key(source: Any, name: str, points: Grain) -> Any:
    if name != "day" or points is Grain.DAY:
        return source.c[name]
    return cast(func.date_trunc(literal_column(f"'{points.value}'"), source.c.day), Date)
