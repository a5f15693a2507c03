"""One way to read any table: what the file is, how it is read, and its rows one by one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import cast

from monitoria.platform.tables.cells import Cell, cell_text, is_blank
from monitoria.platform.tables.refusals import refuse
from monitoria.platform.tables.text import ENCODINGS, examine_text, text_rows
from monitoria.platform.tables.workbook import examine_workbook, is_workbook, sheet_beginning, sheet_rows

Row = tuple[int, list[Cell]]
MOST_COLUMNS = 200
SAMPLE_ROWS = 200
# A title or a blank line may stand above the header, not more than this.
_HEADER_WITHIN = 12
# No column is called this: a number, a date, a time.
_VALUE = re.compile(r"[\d.,:/\- ]*\d[\d.,:/\- ]*")


@dataclass(frozen=True, slots=True)
class Reading:
    """How a file is read: text by `encoding` and `separator`, a workbook by `sheet`.

    `header_row` is the number of the row with the columns' names, 0 when there is none. `rows` is about how many
    follow it.
    """

    encoding: str | None = None
    separator: str | None = None
    sheet: str | None = None
    header_row: int = 0
    rows: int = 0


@dataclass(frozen=True, slots=True)
class TableFile:
    """A file that can be read: how, which sheets it has, its columns' names and its first rows."""

    reading: Reading
    sheets: list[str]
    header: list[str]
    sample: list[Row]


def read_table(path: Path, wanted: Reading | None = None, *, has_header: bool | None = None) -> TableFile:
    """Examine a file, and read its beginning; what `wanted` and `has_header` say is obeyed, the rest found out.

    Raises `FileRefused` with the reason when the file can't be a table.
    """
    if path.stat().st_size == 0:
        raise refuse("empty", "O arquivo está vazio.")
    reading, sheets = _examine(path, wanted or Reading())
    reading, first = _beginning(path, reading)
    if not first:
        raise refuse("empty", "O arquivo não tem nenhuma linha com dados.")
    header_row = _find_header(first, has_header)
    header = next((cells for number, cells in first if number == header_row), [])
    names = _names(header) if header else [f"Coluna {n}" for n in range(1, len(first[0][1]) + 1)]
    if len(names) > MOST_COLUMNS:
        raise refuse("too-wide", f"O arquivo tem {len(names)} colunas; o máximo é {MOST_COLUMNS}.")
    sample = [row for row in first if row[0] > header_row][:SAMPLE_ROWS]
    if not sample:
        raise refuse("empty", "O arquivo só tem o cabeçalho: não há nenhuma linha com dados.")
    read = Reading(reading.encoding, reading.separator, reading.sheet, header_row, max(0, reading.rows - header_row))
    return TableFile(read, sheets, names, sample)


def _examine(path: Path, wanted: Reading) -> tuple[Reading, list[str]]:
    if is_workbook(path):
        found = examine_workbook(path)
        names = [sheet.name for sheet in found]
        visible = [sheet.name for sheet in found if not sheet.is_hidden] or names
        sheet = wanted.sheet if wanted.sheet is not None else _fullest(path, visible)
        if sheet not in names:
            raise refuse("sheet", f"A planilha “{sheet}” não existe neste arquivo.")
        return Reading(sheet=sheet), names
    text = examine_text(path)
    encoding = wanted.encoding if wanted.encoding in ENCODINGS else text.encoding
    return Reading(encoding=encoding, separator=wanted.separator or text.separator, rows=text.lines), []


def _beginning(path: Path, reading: Reading) -> tuple[Reading, list[Row]]:
    """The first rows; a workbook is opened once for them and for its height."""
    most = SAMPLE_ROWS + _HEADER_WITHIN
    if reading.sheet is None:
        return reading, list(islice(_raw_rows(path, reading), most))
    rows, height = sheet_beginning(path, reading.sheet, most)
    return replace(reading, rows=height), rows


def _fullest(path: Path, names: list[str]) -> str:
    """The first sheet with rows of several columns; else the first."""
    if len(names) == 1:
        return names[0]
    for name in names:
        if any(sum(not is_blank(cell) for cell in cells) > 1 for _, cells in islice(sheet_rows(path, name), 20)):
            return name
    return names[0]


def _raw_rows(path: Path, reading: Reading) -> Iterator[Row]:
    if reading.sheet is not None:
        yield from sheet_rows(path, reading.sheet)
    else:
        try:
            rows = text_rows(path, reading.encoding or "utf-8-sig", reading.separator or ";")
            yield from cast(Iterator[Row], rows)  # text is a kind of cell
        except UnicodeDecodeError:
            raise refuse("encoding", "O texto não está na codificação escolhida.") from None


def open_rows(path: Path, reading: Reading) -> Iterator[Row]:
    """Every row below the header, with its number, in bounded memory for text."""
    for number, cells in _raw_rows(path, reading):
        if number > reading.header_row:
            yield number, cells


def _find_header(rows: list[Row], has_header: bool | None) -> int:
    """The first row as wide as most, 0 when it holds data: what stands above is a title."""
    if has_header is False:
        return 0
    row = _first_wide(rows)
    is_data = has_header is None and any(_VALUE.fullmatch(cell_text(cell)) for cell in row[1])
    return 0 if is_data else row[0]


def _first_wide(rows: list[Row]) -> Row:
    widths = [sum(not is_blank(cell) for cell in cells) for _, cells in rows]
    usual = sorted(widths)[len(widths) // 2]
    for row, width in zip(rows[:_HEADER_WITHIN], widths, strict=False):
        if width >= max(2, usual * 0.6):
            return row
    return rows[0]


def _names(header: list[Cell]) -> list[str]:
    """The columns' names. Raises `FileRefused` when two are the same: nobody could tell which is meant."""
    names = [cell_text(cell) for cell in header]
    while names and not names[-1]:
        names.pop()
    seen: set[str] = set()
    for name in names:
        key = name.casefold()
        if key and key in seen:
            raise refuse("header-twice", f"O cabeçalho tem duas colunas chamadas “{name}”. Renomeie uma delas.")
        seen.add(key)
    return [name or f"Coluna {index}" for index, name in enumerate(names, 1)]
