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
        session.connection().execute(_cutting(told), {"rows": json.dumps(facts, default=str)})


def _changed(rows: Mapping[Key, Amounts]) -> dict[Key, Amounts]:
    return {key: amounts for key, amounts in sorted(rows.items()) if any(amounts.values())}


def _values(table: type[Base], rows: Mapping[Key, Amounts]) -> list[dict[str, Any]]:
    columns = table.__table__.columns
    is_fact = table in FACTS
    keys = [column.name for column in columns if column.primary_key and not (is_fact and column.name == "grain")]
    counted = [column.name for column in columns if not column.primary_key]
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
def _cutting(told: tuple[type[Base], ...]) -> TextClause:
    """One statement for every cut of these facts. Each part asks the one before for its rows: they run in order."""
    parts, before = [], "0"
    for table in told:
        for cube in FACTS[table]:
            name = cube.table.__tablename__
            sent = (
                f"(SELECT * FROM jsonb_to_recordset(CASE WHEN {before} >= 0 THEN (SELECT facts FROM told) -> "
                f"'{table.__tablename__}' END) AS sent ({_typed(table)}))"
            )
            parts.append(
                f"into_{name} AS (INSERT INTO {name} ({names_of(cube)}) {cut_of(cube, sent)} "
                f"{_adding(cube.table)} RETURNING 1)"
            )
            before = f"(SELECT count(*) FROM into_{name})"
    sent_once = "told AS MATERIALIZED (SELECT CAST(:rows AS jsonb) AS facts)"
    return text(f"WITH {sent_once}, {', '.join(parts)} SELECT {before}")
