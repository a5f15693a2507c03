"""Keeping the sums true: small differences are gathered while a transaction runs and added as it ends.

Adding them last, table by table and in the order of their keys, means that two transactions always meet the same
rows in the same order: they wait for each other for a moment and never in a circle. What a savepoint undoes is
forgotten with it. Of the evaluations only the finest cut is gathered: all others follow from it, in one statement.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from typing import Any

from sqlalchemy import TextClause, event, text
from sqlalchemy.dialects import postgresql
from sqlalchemy.orm import Session, SessionTransaction

from monitoria.analytics.models import (
    BANDS,
    CRITERIA,
    FEEDBACK,
    SCORES,
    CallHour,
    Cube,
    OperatorVersionBand,
    OperatorVersionCriterion,
    OperatorVersionScore,
    TeamDay,
    TeamDayCategory,
)
from monitoria.analytics.queries.cuts import cut_of, names_of
from monitoria.platform.database import Base

CALL_TABLES: tuple[type[Base], ...] = (TeamDay, TeamDayCategory, CallHour)
# The finest cut of each fact, and all cuts that follow from it.
FACTS: Mapping[type[Base], tuple[Cube, ...]] = {
    OperatorVersionScore: SCORES,
    OperatorVersionCriterion: CRITERIA,
    OperatorVersionBand: BANDS,
    **{cubes[-1].table: tuple(cubes) for cubes in FEEDBACK},
}
TABLES: tuple[type[Base], ...] = (*CALL_TABLES, *(cube.table for cubes in FACTS.values() for cube in cubes))

_OF_SCORES = (OperatorVersionScore, OperatorVersionCriterion, OperatorVersionBand)
_WITH_OWN_KEY = frozenset(_OF_SCORES[1:])
_OF_FEEDBACK = frozenset(cubes[-1].table for cubes in FEEDBACK)

Key = tuple[Any, ...]
Amounts = Mapping[str, int]
Differences = dict[type[Base], dict[Key, dict[str, int]]]

_PENDING = "monitoria.analytics.pending"
_DIALECT = postgresql.dialect()  # type: ignore[no-untyped-call]


class _Pending:
    """What is to be added, apart for the transaction itself (None) and for each savepoint that is open."""

    def __init__(self) -> None:
        self.by_savepoint: dict[SessionTransaction | None, Differences] = {}

    def of(self, savepoint: SessionTransaction | None) -> Differences:
        return self.by_savepoint.setdefault(savepoint, defaultdict(dict))

    def take(self, savepoint: SessionTransaction | None) -> Differences:
        return self.by_savepoint.pop(savepoint, {})


def add(session: Session, table: type[Base], key: Key, amounts: Amounts) -> None:
    """Let `amounts` (column → difference) be added to the row of `key` when the transaction ends.

    A key has no grain where `table` is the finest cut of a fact: every cut and grain of the fact follows.
    """
    _gather(_pending(session).of(session.get_nested_transaction()), table, key, amounts)


def _gather(differences: Differences, table: type[Base], key: Key, amounts: Amounts) -> None:
    row = differences[table].setdefault(key, defaultdict(int))
    for column, amount in amounts.items():
        row[column] += amount


def _pending(session: Session) -> _Pending:
    pending: _Pending | None = session.info.get(_PENDING)
    if pending is None:
        pending = session.info[_PENDING] = _Pending()
        event.listen(session, "before_commit", apply_pending)
        event.listen(session, "after_soft_rollback", _forget)
    return pending


def _forget(session: Session, undone: SessionTransaction) -> None:
    pending: _Pending = session.info[_PENDING]
    if undone.nested:
        pending.take(undone)
    else:
        pending.by_savepoint.clear()


def apply_pending(session: Session) -> None:
    """Add everything gathered so far, in the fixed order; when only a savepoint ends it is handed to what holds it."""
    pending: _Pending | None = session.info.get(_PENDING)
    if pending is None:
        return
    savepoint = session.get_nested_transaction()
    if savepoint is not None:
        around = savepoint.parent if savepoint.parent is not None and savepoint.parent.nested else None
        for table, rows in pending.take(savepoint).items():
            for key, amounts in rows.items():
                _gather(pending.of(around), table, key, amounts)
        return
    differences = pending.take(None)
    changed = {table: _changed(differences.get(table, {})) for table in (*CALL_TABLES, *FACTS)}
    for table in CALL_TABLES:
        if changed[table]:
            sent = json.dumps(_values(table, changed[table]), default=str)
            session.connection().execute(_statement(table), {"rows": sent})
    facts = {table.__tablename__: _values(table, changed[table]) for table in FACTS}
    told = tuple(table for table in FACTS if facts[table.__tablename__])
    if told:
        statement = _cutting(told, _is_single(changed))
        session.connection().execute(statement, {"rows": json.dumps(facts, default=str)})


def _changed(rows: Mapping[Key, Amounts]) -> dict[Key, Amounts]:
    return {key: amounts for key, amounts in sorted(rows.items()) if any(amounts.values())}


def _is_single(changed: Mapping[type[Base], Mapping[Key, Amounts]]) -> bool:
    """Whether all this is of one evaluation, as it mostly is: each finest row is then alone in each of its cuts."""
    places = {key[:-1] if table in _WITH_OWN_KEY else key for table in _OF_SCORES for key in changed[table]}
    return len(places) <= 1 and all(len(rows) <= 1 for table, rows in changed.items() if table in _OF_FEEDBACK)


@cache
def _names(table: type[Base]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The columns of its key, without the grain where all grains follow, and those that are summed."""
    columns = table.__table__.columns
    is_fact = table in FACTS
    return (
        tuple(column.name for column in columns if column.primary_key and not (is_fact and column.name == "grain")),
        tuple(column.name for column in columns if not column.primary_key),
    )


def _values(table: type[Base], rows: Mapping[Key, Amounts]) -> list[dict[str, Any]]:
    if not rows:
        return []
    keys, counted = _names(table)
    return [
        dict(zip(keys, key, strict=True)) | {name: amounts.get(name, 0) for name in counted}
        for key, amounts in rows.items()
    ]


def _typed(table: type[Base]) -> str:
    columns = (column for column in table.__table__.columns if table not in FACTS or column.name != "grain")
    return ", ".join(f"{column.name} {column.type.compile(_DIALECT)}" for column in columns)


def _adding(table: type[Base]) -> str:
    columns = table.__table__.columns
    name, keys = table.__tablename__, ", ".join(column.name for column in columns if column.primary_key)
    sums = [f"{c.name} = {name}.{c.name} + excluded.{c.name}" for c in columns if not c.primary_key]
    return f"ON CONFLICT ({keys}) DO UPDATE SET {', '.join(sums)}"


@cache
def _statement(table: type[Base]) -> TextClause:
    """One statement for any number of rows, locked in the order given; written once, so that no request builds it."""
    names = ", ".join(column.name for column in table.__table__.columns)
    return text(
        f"INSERT INTO {table.__tablename__} ({names}) SELECT {names} "
        f"FROM jsonb_to_recordset(CAST(:rows AS jsonb)) AS sent ({_typed(table)}) {_adding(table)}"
    )


@cache
def _cutting(told: tuple[type[Base], ...], is_single: bool) -> TextClause:
    """One statement for every cut of these facts. Each part asks the one before for its rows: they run in order."""
    parts, before = ["told AS MATERIALIZED (SELECT CAST(:rows AS jsonb) AS facts)"], "0"
    for table in told:
        fact = table.__tablename__
        sent = f"jsonb_to_recordset((SELECT facts FROM told) -> '{fact}') AS sent ({_typed(table)})"
        parts.append(f"sent_{fact} AS MATERIALIZED (SELECT * FROM {sent})")
        for cube in FACTS[table]:
            name = cube.table.__tablename__
            cut = cut_of(cube, f"(SELECT * FROM sent_{fact} WHERE {before} >= 0)", is_single=is_single)
            parts.append(
                f"into_{name} AS (INSERT INTO {name} ({names_of(cube)}) {cut} {_adding(cube.table)} RETURNING 1)"
            )
            before = f"(SELECT count(*) FROM into_{name})"
    return text(f"WITH {', '.join(parts)} SELECT {before}")
