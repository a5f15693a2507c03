"""What evaluators gave, and to whom."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import BigInteger, cast, func, select
from sqlalchemy.orm import Session

from monitoria.analytics.models import GIVEN
from monitoria.analytics.queries.feedback_rows import EVALUATOR_CRITERION_ROWS, EVALUATOR_ROWS
from monitoria.analytics.queries.samples import OF_PERCENT, Sample
from monitoria.analytics.queries.sources import Fact, source_of
from monitoria.analytics.queries.wanted import Wanted
from monitoria.people.models import User
from monitoria.platform.access import Actor
from monitoria.platform.search import sort_key

_FACT = Fact(GIVEN, EVALUATOR_ROWS)
_CRITERION_FACT = Fact((), EVALUATOR_CRITERION_ROWS)
_BY = ("evaluator_id", "operator_id", "scorecard_version_id")


class Given(NamedTuple):
    """What one evaluator gave one operator on one version of a scorecard: in parts of a point, as `Sample` has it."""

    evaluator_id: UUID
    operator_id: UUID
    version_id: UUID
    n: int
    total: int
    squares: int


def list_given(session: Session, actor: Actor, wanted: Wanted) -> tuple[list[Given], int]:
    """What is within reach by evaluator, operator and scorecard version, and how many parts a point has."""
    asked = wanted.asked
    kind = "raw" if asked.is_raw else "final"
    names = ("answers", "earned", "squares") if asked.criteria else ("scored", f"{kind}_total", f"{kind}_squares")
    source = source_of(_CRITERION_FACT if asked.criteria else _FACT, actor, wanted, by=_BY, sums=names)
    keys = [source.c[name] for name in _BY]
    sums = [cast(func.sum(source.c[name]), BigInteger) for name in names]
    unit = OF_PERCENT if asked.criteria else Sample().unit
    rows = session.execute(select(*keys, *sums).group_by(*keys)).all()
    return [given for given in map(Given._make, rows) if given.n], unit


def names_of_evaluators(session: Session, given: Iterable[Given]) -> dict[UUID, str]:
    """What those who gave are called, in the order of their names. Asked only of what was found in reach."""
    ids = {found.evaluator_id.int: found.evaluator_id for found in given}.values()
    rows = session.execute(select(User.id, User.full_name).where(User.id.in_(ids))) if ids else ()
    return {identity: name for identity, name in sorted(rows, key=lambda row: sort_key(row[1]))}
