"""The order of a list, as its pages have it."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Select

from monitoria.platform.http import SortKey


def in_order(statement: Select[Any], sort: SortKey) -> Select[Any]:
    """The same rows in this order."""
    return statement.order_by(*(c.desc() if sort.is_descending else c.asc() for c in sort.columns))
