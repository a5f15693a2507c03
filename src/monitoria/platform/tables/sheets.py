"""Tables going out as a workbook: real dates and numbers, a header that stays, filters; text stays text.

Rows go to disk as they come (XlsxWriter's `constant_memory`), so a workbook takes as little memory as it has columns.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import chain, count, islice
from pathlib import Path
from typing import Any

import xlsxwriter

from monitoria.platform.tables.columns import Column, Kind
from monitoria.platform.tables.export import finisher, neutralise
from monitoria.platform.tables.fetching import TextRow

# What a sheet holds besides its header.
MOST_ROWS = 1_048_575
# Excel cuts a longer text, and calls the file damaged.
_LONGEST_TEXT = 32_767
_OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_FORMATS = {
    Kind.TEXT: {"num_format": "@"},
    Kind.MOMENT: {"num_format": "dd/mm/yyyy hh:mm:ss"},
    Kind.DAY: {"num_format": "dd/mm/yyyy"},
    Kind.INTEGER: {"num_format": "0"},
    Kind.DECIMAL: {"num_format": "0.00"},
}
_HEADER = {"bold": True, "text_wrap": True, "valign": "top", "bottom": 1}


@dataclass(frozen=True, slots=True)
class SheetOfRows:
    """One sheet: its name, its columns, and its rows in blocks."""

    name: str
    columns: Sequence[Column]
    blocks: Iterable[Sequence[TextRow]]


def write_workbook(path: Path, sheets: Iterable[SheetOfRows], language: str, most: int = MOST_ROWS) -> None:
    """Write the sheets to `path`, one after the other. Raises OSError when there is no room."""
    options = {**_OPTIONS, "tmpdir": str(path.parent)}
    book = xlsxwriter.Workbook(str(path), options)
    formats = {kind: book.add_format(properties) for kind, properties in _FORMATS.items()}
    # A text that begins like a formula says so itself: nobody makes it one by editing the cell.
    quoted = book.add_format({**_FORMATS[Kind.TEXT], "quote_prefix": True})
    header = book.add_format(_HEADER)
    try:
        for sheet in sheets:
            _write_sheet(book, sheet, language, {**formats, "header": header, "quoted": quoted}, most)
        book.close()
    except xlsxwriter.exceptions.FileCreateError as error:
        raise OSError(*getattr(error.args[0], "args", error.args)) from error
    finally:
        _let_go(book)


def _let_go(book: Any) -> None:
    """Close the files in which the rows of a book lie that was not finished: it would try to write them for ever."""
    for page in book.worksheets():
        with suppress(OSError, ValueError):
            page.row_data_fh.close()


def _write_sheet(book: Any, sheet: SheetOfRows, language: str, formats: dict[Any, Any], most: int = MOST_ROWS) -> None:
    """Write one sheet; what does not fit on it goes on on the next, with the same header."""
    rows = _finished_rows(sheet, language)
    name = sheet.name
    for number in count(2):
        page = _begin_page(book, name, sheet.columns, language, formats)
        writers = [_writer(page, column, formats) for column in sheet.columns]
        row_number = 0
        for row_number, row in enumerate(islice(rows, most), start=1):
            for at, cell in enumerate(row):
                if cell is not None:
                    writers[at](row_number, at, cell)
        page.autofilter(0, 0, row_number, len(sheet.columns) - 1)
        following = next(rows, None) if row_number == most else None
        if following is None:
            return
        rows = chain([following], rows)
        name = f"{sheet.name} ({number})"


def _begin_page(book: Any, name: str, columns: Sequence[Column], language: str, formats: dict[Any, Any]) -> Any:
    page = book.add_worksheet(name[:31])
    page.freeze_panes(1, 0)
    for at, column in enumerate(columns):
        page.set_column(at, at, column.width)
        page.write_string(0, at, column.title.said_in(language), formats["header"])
    return page


def _finished_rows(sheet: SheetOfRows, language: str) -> Iterator[Sequence[Any]]:
    finishers = [finisher(column, language) for column in sheet.columns]
    for block in sheet.blocks:
        by_column: list[Any] = list(zip(*block, strict=True))
        for at, finish in enumerate(finishers):
            if finish is not None:
                by_column[at] = finish(by_column[at])
        yield from zip(*by_column, strict=True)


def _writer(page: Any, column: Column, formats: dict[Any, Any]) -> Callable[[int, int, str], None]:
    form = formats.get(column.kind)
    if column.kind in (Kind.INTEGER, Kind.DECIMAL, Kind.MOMENT, Kind.DAY):
        return lambda row, at, cell: page.write_number(row, at, float(cell), form)
    if column.kind is not Kind.TEXT:
        return page.write_string  # type: ignore[no-any-return]
    quoted = formats["quoted"]

    def write_text(row: int, at: int, cell: str) -> None:
        is_harmless = neutralise(cell) is cell
        page.write_string(row, at, cell[:_LONGEST_TEXT], form if is_harmless else quoted)

    return write_text
