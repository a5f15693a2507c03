"""Keeping the daily sums true: small differences are gathered while a transaction runs and added as it ends.

Adding them last, table by table and in the order of their keys, means that two transactions always meet the same
rows in the same order: they wait for each other for a moment and never in a circle.
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

from monitoria.analytics.models import OperatorDay, OperatorDayCriterion, TeamDay, TeamDayCategory
from monitoria.platform.database import Base

TABLES: tuple[type[Base], ...] = (TeamDay, TeamDayCategory, OperatorDay, OperatorDayCriterion)

Key = tuple[Any, ...]
Amounts = Mapping[str, int]
Pending = dict[type[Base], dict[Key, dict[str, int]]]

_PENDING = "monitoria.analytics.pending"
_DIALECT = postgresql.dialect()  # type: ignore[no-untyped-call]


def add(session: Session, table: type[Base], key: Key, amounts: Mapping[str, int]) -> None:
    """Let `amounts` (column → difference) be added to the row of `key` when the transaction ends.

    Inside a savepoint they are added at once, so that they are undone with it.
    """
    if session.in_nested_transaction():
        _upsert(session, table, {key: dict(amounts)})
        return
    row = _pending(session)[table].setdefault(key, defaultdict(int))
    for column, amount in amounts.items():
        row[column] += amount


def _pending(session: Session) -> Pending:
    pending: Pending | None = session.info.get(_PENDING)
    if pending is None:
        pending = session.info[_PENDING] = defaultdict(dict)
        event.listen(session, "before_commit", apply_pending)
        event.listen(session, "after_soft_rollback", _forget)
    return pending


def _forget(session: Session, undone: SessionTransaction) -> None:
    if not undone.nested:
        session.info[_PENDING].clear()


def apply_pending(session: Session) -> None:
    """Add everything gathered so far, in the fixed order; nothing yet when only a savepoint ends."""
    if session.in_nested_transaction():
        return
    pending: Pending = session.info.get(_PENDING, {})
    for table in TABLES:
        rows = pending.pop(table, {})
        changed = {key: amounts for key, amounts in sorted(rows.items()) if any(amounts.values())}
        if changed:
            _upsert(session, table, changed)


def _upsert(session: Session, table: type[Base], rows: Mapping[Key, Amounts]) -> None:
    columns = table.__table__.columns
    keys = [column.name for column in columns if column.primary_key]
    counted = [column.name for column in columns if not column.primary_key]
    values = [
        dict(zip(keys, key, strict=True)) | {name: amounts.get(name, 0) for name in counted}
        for key, amounts in rows.items()
    ]
    session.connection().execute(_statement(table), {"rows": json.dumps(values, default=str)})


@cache
def _statement(table: type[Base]) -> TextClause:
    """One statement for any number of rows, locked in the order given; written once, so that no request builds it."""
    columns = table.__table__.columns
    name, names = table.__tablename__, ", ".join(column.name for column in columns)
    typed = ", ".join(f"{column.name} {column.type.compile(_DIALECT)}" for column in columns)
    keys = ", ".join(column.name for column in columns if column.primary_key)
    sums = [f"{c.name} = {name}.{c.name} + excluded.{c.name}" for c in columns if not c.primary_key]
    return text(
        f"INSERT INTO {name} ({names}) SELECT {names} FROM jsonb_to_recordset(CAST(:rows AS jsonb)) AS sent ({typed}) "
        f"ON CONFLICT ({keys}) DO UPDATE SET {', '.join(sums)}"
    )
