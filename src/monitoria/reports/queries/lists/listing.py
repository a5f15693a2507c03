"""What a list is when it leaves: its own query, its sheets, and the columns of each, declared once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, func, literal, select
from sqlalchemy.orm import aliased

from monitoria.people.models import User
from monitoria.platform.access import Actor, Permission
from monitoria.platform.clock import Zone
from monitoria.platform.http import Query, SortKey
from monitoria.platform.tables import Column, Format, Kind, Words, as_text


@dataclass(frozen=True, slots=True)
class Asked:
    """Who asks for which part of a list; `query` is the list's own."""

    actor: Actor
    query: Any
    zone: Zone
    now: datetime


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table: what it is called, what each row says, and which rows: a SELECT of the asker's reach, in order."""

    title: Words
    columns: Callable[[Asked], tuple[Column, ...]]
    rows: Callable[[Asked], Select[Any]]

    def statement(self, asked: Asked, form: Format) -> Select[Any]:
        """The rows, every column as the text that a file of this form holds."""
        values = [as_text(column, form) for column in self.columns(asked)]
        return self.rows(asked).with_only_columns(*values, maintain_column_froms=False)


@dataclass(frozen=True, slots=True)
class Listing:
    """A list that can leave. `rule` is its address; a CSV holds its first sheet, a workbook all of them."""

    name: str
    rule: str
    permission: Permission
    query: type[Query]
    file_name: Words
    sheets: tuple[Sheet, ...]

    def sheets_for(self, form: Format) -> tuple[Sheet, ...]:
        return self.sheets if form is Format.XLSX else self.sheets[:1]


def text_of(pt: str, en: str, value: Any, width: int = 16, finish: Any = None) -> Column:
    return Column(Words(pt, en), Kind.TEXT, value, finish=finish, width=width)


def column(pt: str, en: str, kind: Kind, value: Any, width: int = 14) -> Column:
    return Column(Words(pt, en), kind, value, width=width)


def moment_of(pt: str, en: str, value: Any) -> Column:
    return Column(Words(pt, en), Kind.MOMENT, value, width=19)


def choice_of(pt: str, en: str, value: Any, choices: dict[str, Words], width: int = 16) -> Column:
    return Column(Words(pt, en), Kind.CHOICE, value, choices, width=width)


def always(*columns: Column) -> Callable[[Asked], tuple[Column, ...]]:
    """The same columns for everybody."""
    return lambda _: columns


def name_of(person: Any) -> Any:
    """The full name of whoever this column names."""
    somebody = aliased(User)
    return select(somebody.full_name).where(somebody.id == person).scalar_subquery()


def rows_of(table: Any) -> Select[Any]:
    """Rows without a column yet."""
    return select(literal(1)).select_from(table)


def joined(value: Any) -> Any:
    """The texts of an array in one cell."""
    return func.array_to_string(value, ", ")


def in_order(statement: Select[Any], sort: SortKey) -> Select[Any]:
    """The same rows in the order that the pages of the list have."""
    return statement.order_by(*(c.desc() if sort.is_descending else c.asc() for c in sort.columns))
