"""Keyset pages: the cost of a page does not grow with its depth, and nothing is skipped or shown twice."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Generic, TypeVar
from uuid import UUID

from pydantic import BaseModel, Field
from sqlalchemy import Select, func, literal, select, tuple_
from sqlalchemy.orm import Session

from monitoria.platform.errors import Invalid
from monitoria.platform.http.shapes import Query

COUNTED_TO = 10_000
MAX_LIMIT = 200
DEFAULT_LIMIT = 25

Item = TypeVar("Item")
PageKind = TypeVar("PageKind", bound=BaseModel)


class PageQuery(Query):
    """How every list is paged."""

    limit: int = Field(DEFAULT_LIMIT, ge=1, le=MAX_LIMIT, description="Rows a page.")
    cursor: str | None = Field(None, max_length=500, description="`next_cursor` of the page before.")


class AtLeast(BaseModel):
    """A count that was stopped: there are at least so many."""

    at_least: int


Total = int | AtLeast


class Page(BaseModel, Generic[Item]):
    """A page of a list. `next_cursor` is null on the last; `total` is exact to 10,000."""

    items: list[Item]
    next_cursor: str | None
    total: Total


@dataclass(frozen=True, slots=True)
class Slice(Generic[Item]):
    """A page of rows as queries give it: not yet shaped for HTTP."""

    items: list[Item]
    next_cursor: str | None
    total: Total

    def as_page(self, kind: type[PageKind], shape: Callable[[Item], object]) -> PageKind:
        """The same page as `kind`, each row shaped. Built from our own values, so nothing is checked twice."""
        items = [shape(item) for item in self.items]
        return kind.model_construct(items=items, next_cursor=self.next_cursor, total=self.total)


@dataclass(frozen=True, slots=True)
class Cursor:
    """Where a page ended: the sort it belongs to and the sort key's values of its last row."""

    sort: str
    values: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class SortKey:
    """A whitelisted order: the columns (the last one unique) and its direction."""

    name: str
    columns: tuple[Any, ...]
    is_descending: bool = False


def encode_cursor(cursor: Cursor) -> str:
    """An opaque text for `cursor`."""
    packed = json.dumps([cursor.sort, *(_pack(value) for value in cursor.values)], separators=(",", ":"))
    return base64.urlsafe_b64encode(packed.encode()).decode().rstrip("=")


def decode_cursor(text: str, sort: SortKey) -> tuple[Any, ...]:
    """The values in a cursor made for `sort`; raises `Invalid` for one that was made up or belongs to another order."""
    try:
        name, *values = json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
        if name != sort.name:
            raise ValueError("another list's cursor")
        return tuple(_unpack(v, column.type.python_type) for v, column in zip(values, sort.columns, strict=True))
    except (ValueError, TypeError, KeyError, binascii.Error, ArithmeticError, RecursionError):
        raise Invalid.at(
            "/cursor", "Este cursor não pertence a esta lista; volte à primeira página.", "cursor"
        ) from None


def read_page(
    session: Session,
    statement: Select[Any],
    *,
    page: PageQuery,
    sort: SortKey,
    shape: Callable[[Any], Item],
    key: Callable[[Any], tuple[Any, ...]],
    counted: Select[Any] | None = None,
) -> Slice[Item]:
    """One page of `statement` in the order of `sort`, and how many rows there are in all.

    `statement` has its filters and reach, no order and no limit. `shape` turns a row into an item; `key` gives the
    row's values of the sort columns. Two queries: the page and the bounded count (of `counted`, when the same rows
    are better counted in another way).
    """
    ordered = statement
    if page.cursor is not None:
        ordered = ordered.where(_after(sort, decode_cursor(page.cursor, sort)))
    order = [column.desc() if sort.is_descending else column.asc() for column in sort.columns]
    rows: Sequence[Any] = session.execute(ordered.order_by(*order).limit(page.limit + 1)).all()
    kept = rows[: page.limit]
    has_more = len(rows) > page.limit
    return Slice(
        items=[shape(row) for row in kept],
        next_cursor=encode_cursor(Cursor(sort.name, key(kept[-1]))) if has_more else None,
        total=_count(
            session,
            statement if counted is None else counted,
            known=len(rows) if page.cursor is None and not has_more else None,
        ),
    )


def _after(sort: SortKey, values: tuple[Any, ...]) -> Any:
    row, bound = tuple_(*sort.columns), tuple_(*(literal(v, c.type) for v, c in zip(values, sort.columns, strict=True)))
    return row < bound if sort.is_descending else row > bound


def bounded_count(statement: Select[Any]) -> Any:
    """How many rows `statement` has, as a value of a greater SELECT; it stops counting just above `COUNTED_TO`."""
    rows = statement.with_only_columns(literal(1), maintain_column_froms=True).order_by(None)
    bounded = rows.limit(COUNTED_TO + 1).subquery()
    return select(func.count()).select_from(bounded).scalar_subquery()


def as_total(counted: int) -> Total:
    """A bounded count as answers say it."""
    return AtLeast(at_least=COUNTED_TO) if counted > COUNTED_TO else counted


def _count(session: Session, statement: Select[Any], known: int | None) -> Total:
    if known is not None:
        return known
    return as_total(session.execute(select(bounded_count(statement))).scalar_one())


def _pack(value: Any) -> Any:
    match value:
        case datetime():
            return {"t": value.isoformat()}
        case date():
            return {"d": value.isoformat()}
        case UUID():
            return {"u": value.hex}
        case Decimal():
            return {"n": str(value)}
        case _:
            return value


def _unpack(packed: Any, kind: type) -> Any:
    """The value of a column of this Python type; raises ValueError, TypeError or KeyError for any other."""
    mark, read = _READERS[kind]
    given = packed if mark is None else packed[mark]
    if type(given) is not (int if kind is int else str):
        raise ValueError("not what was packed")
    return read(given)


def _storable(text: str) -> str:
    text.encode()  # a lone surrogate is no text
    if "\x00" in text:
        raise ValueError("PostgreSQL keeps no NUL")
    return text


def _aware(text: str) -> datetime:
    instant = datetime.fromisoformat(text)
    if instant.tzinfo is None:
        raise ValueError("an instant has an offset")
    return instant


def _finite(text: str) -> Decimal:
    number = Decimal(text)
    if not number.is_finite() or abs(number.adjusted()) > _MOST_DIGITS:
        raise ValueError("not a number of ours")
    return number


_MOST_DIGITS = 20
# Python type of a column → the mark its values are packed under (None: as JSON has them), and how to read them.
_READERS: Mapping[type, tuple[str | None, Callable[[Any], Any]]] = {
    str: (None, _storable),
    int: (None, int),
    datetime: ("t", _aware),
    date: ("d", date.fromisoformat),
    UUID: ("u", UUID),
    Decimal: ("n", _finite),
}
