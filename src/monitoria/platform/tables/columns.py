"""Columns of a table that leaves: what each is called, what kind of value it holds, and how PostgreSQL says it as text.

PostgreSQL writes dates and numbers itself while we write the rows before them; what needs a rule of ours (masks, words
of a choice, formulas) is done here, a block of rows at a time.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from sqlalchemy import Text, cast, func, literal_column


class Format(StrEnum):
    """How a table leaves: the CSV that Excel opens here, the one that machines read anywhere, a workbook."""

    CSV = "csv"
    CSV_INTERNATIONAL = "csv-intl"
    XLSX = "xlsx"

    @property
    def suffix(self) -> str:
        return "xlsx" if self is Format.XLSX else "csv"

    @property
    def content_type(self) -> str:
        if self is Format.XLSX:
            return "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        return "text/csv; charset=utf-8"


class Kind(StrEnum):
    """What a column holds. A `text` stays text, whatever it looks like: protocols, documents and phones are."""

    TEXT = "text"
    INTEGER = "integer"
    DECIMAL = "decimal"
    MOMENT = "moment"
    DAY = "day"
    YES_NO = "yes-no"
    CHOICE = "choice"


@dataclass(frozen=True, slots=True)
class Words:
    """The same thing in both languages of the screen."""

    pt: str
    en: str

    def said_in(self, language: str) -> str:
        return self.en if language == "en" else self.pt


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its title, its kind, and the SQL value in it.

    `choices` are what a choice is called; `finish` has the last word on a text that is there: a mask, a sentence made
    of it. `width` is in characters.
    """

    title: Words
    kind: Kind
    value: Any
    choices: Mapping[str, Words] = field(default_factory=dict)
    finish: Callable[[str], str | None] | None = None
    width: int = 16


YES_NO = {"true": Words("sim", "yes"), "false": Words("não", "no")}
_BRAZILIAN_MOMENT, _BRAZILIAN_DAY = "DD/MM/YYYY HH24:MI:SS", "DD/MM/YYYY"
# ISO 8601, with the offset of the installation's zone.
_ISO_MOMENT, _ISO_DAY = 'YYYY-MM-DD"T"HH24:MI:SSTZH:TZM', "YYYY-MM-DD"
# Excel counts days from here, and has no zones.
_EXCEL_EPOCH: Any = literal_column("timestamp '1899-12-30'")
_EXCEL_DAY: Any = literal_column("date '1899-12-30'")


def as_text(column: Column, form: Format) -> Any:
    """The column's value as the text that a file of this form holds, said by PostgreSQL in the session's zone.

    Nothing is an empty text in a text file, and null in a workbook.
    """
    say = _SPOKEN[form].get(column.kind, _plain)
    said = say(column.value)
    return said if form is Format.XLSX else func.coalesce(said, literal_column("''"))


def _plain(value: Any) -> Any:
    return cast(value, Text)


def _excel_moment(value: Any) -> Any:
    local = func.timezone(func.current_setting("TimeZone"), value)
    return cast(func.extract("epoch", local - _EXCEL_EPOCH) / literal_column("86400"), Text)


def _excel_day(value: Any) -> Any:
    return cast(value - _EXCEL_DAY, Text)


def _decimal_comma(value: Any) -> Any:
    return func.replace(cast(value, Text), ".", ",")


_SPOKEN: Mapping[Format, Mapping[Kind, Callable[[Any], Any]]] = {
    Format.CSV: {
        Kind.DECIMAL: _decimal_comma,
        Kind.MOMENT: lambda value: func.to_char(value, _BRAZILIAN_MOMENT),
        Kind.DAY: lambda value: func.to_char(value, _BRAZILIAN_DAY),
    },
    Format.CSV_INTERNATIONAL: {
        Kind.MOMENT: lambda value: func.to_char(value, _ISO_MOMENT),
        Kind.DAY: lambda value: func.to_char(value, _ISO_DAY),
    },
    Format.XLSX: {Kind.MOMENT: _excel_moment, Kind.DAY: _excel_day},
}
