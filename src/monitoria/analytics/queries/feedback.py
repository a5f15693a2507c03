"""What followed publication: how far evaluations came, how long it took, and what contests led to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from sqlalchemy import BigInteger, cast, func, select
from sqlalchemy.orm import Session

from monitoria.analytics.models import CONTESTED, ROUNDS, STEPS, WAITS
from monitoria.analytics.queries.feedback_rows import (
    CONTEST_ROWS,
    CONTESTS_WITHIN,
    ROUND_ROWS,
    STEP_ROWS,
    WAIT_ROWS,
)
from monitoria.analytics.queries.sources import Fact, source_of
from monitoria.analytics.queries.wanted import Wanted
from monitoria.analytics.rules import Wait
from monitoria.platform.access import Actor

STEP_SUMS = ("published", "read", "acknowledged", "contested", "closed", "disagreed")
ROUND_SUMS = ("opened", "open", "upheld", "changed")
CONTEST_SUMS = ("contested", "open", "upheld", "accepted", "replaced")
_STEP_FACT = Fact(STEPS, STEP_ROWS)
_WAIT_FACT = Fact(WAITS, WAIT_ROWS)
_ROUND_FACT = Fact(ROUNDS, ROUND_ROWS, CONTESTS_WITHIN)
_CONTEST_FACT = Fact(CONTESTED, CONTEST_ROWS, CONTESTS_WITHIN)

Sums = dict[str, int]


def count_steps(session: Session, actor: Actor, wanted: Wanted) -> Sums:
    """How many evaluations of the period came to each step, whenever they did."""
    source = source_of(_STEP_FACT, actor, wanted, sums=STEP_SUMS)
    row = session.execute(select(*_sums(source, STEP_SUMS))).one()
    return {name: value or 0 for name, value in zip(STEP_SUMS, row, strict=True)}


def list_waits(session: Session, actor: Actor, wanted: Wanted) -> dict[Wait, dict[int, tuple[int, int, int]]]:
    """How long each step took, by band: how many, the sum of their minutes and its squares."""
    names = ("n", "minutes", "squares")
    found: dict[Wait, dict[int, tuple[int, int, int]]] = defaultdict(dict)
    for (wait, band), sums in _by(session, _WAIT_FACT, actor, wanted, ("wait", "band"), names).items():
        found[Wait(wait)][band] = (sums["n"], sums["minutes"], sums["squares"])
    return found


def count_rounds(session: Session, actor: Actor, wanted: Wanted) -> dict[int, Sums]:
    """Contests opened in the period, by round and how they ended."""
    found = _by(session, _ROUND_FACT, actor, wanted, ("round",), ROUND_SUMS)
    return {key[0]: sums for key, sums in sorted(found.items())}


def count_contested(session: Session, actor: Actor, wanted: Wanted) -> dict[str, Sums]:
    """Answers contested in the period, by criterion and what became of them."""
    found = _by(session, _CONTEST_FACT, actor, wanted, ("criterion_key",), CONTEST_SUMS)
    return {key[0]: sums for key, sums in found.items()}


def _by(
    session: Session, fact: Fact, actor: Actor, wanted: Wanted, by: Sequence[str], names: Sequence[str]
) -> dict[tuple[Any, ...], Sums]:
    source = source_of(fact, actor, wanted, by=by, sums=names)
    keys = [source.c[name] for name in by]
    rows = session.execute(select(*keys, *_sums(source, names)).group_by(*keys))
    return {tuple(row[: len(by)]): dict(zip(names, row[len(by) :], strict=True)) for row in rows if any(row[len(by) :])}


def _sums(source: Any, names: Sequence[str]) -> list[Any]:
    return [cast(func.sum(source.c[name]), BigInteger) for name in names]
