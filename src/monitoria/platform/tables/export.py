"""Tables going out as text, as Excel opens it here or as machines read it anywhere. The only such place.

A cell that a spreadsheet would take for a formula begins with an apostrophe: a file of ours runs nothing.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from monitoria.platform.tables.cells import Cell, cell_text
from monitoria.platform.tables.columns import YES_NO, Column, Format, Kind
from monitoria.platform.tables.fetching import TextRow

BOM = "\ufeff"
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_FIRST_LETTERS = frozenset(_FORMULA)


def neutralise(text: str) -> str:
    """The text, harmless to a spreadsheet."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def csv_lines(rows: Iterable[Sequence[Cell]]) -> Iterator[str]:
    """The file in pieces, row by row, the byte order mark first."""
    yield BOM
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, delimiter=";", lineterminator="\r\n")
    for row in rows:
        writer.writerow([neutralise(_untrimmed(cell)) for cell in row])
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()


def _untrimmed(cell: Cell) -> str:
    return cell if isinstance(cell, str) else cell_text(cell)


@dataclass(frozen=True, slots=True)
class _Style:
    mark: str
    delimiter: str


_STYLES = {Format.CSV: _Style(BOM, ";"), Format.CSV_INTERNATIONAL: _Style("", ",")}
_LINE = "\r\n"
Cells = Iterable[str]
Finish = Callable[[Cells], Cells]


def csv_blocks(
    columns: Sequence[Column], blocks: Iterable[Sequence[TextRow]], form: Format, language: str
) -> Generator[bytes, None, None]:
    """The file: a piece for its titles, and one for each block of rows."""
    style = _STYLES[form]
    titles = _safe([column.title.said_in(language) for column in columns], style.delimiter)
    yield f"{style.mark}{style.delimiter.join(titles)}{_LINE}".encode()
    finishes = [(at, _finish_for_csv(column, language, style)) for at, column in enumerate(columns)]
    for block in blocks:
        by_column: list[Any] = list(zip(*block, strict=True))
        for at, finish in finishes:
            if finish is not None:
                by_column[at] = finish(by_column[at])
        lines = map(style.delimiter.join, zip(*by_column, strict=True))
        yield f"{_LINE.join(lines)}{_LINE}".encode()


def finisher(column: Column, language: str) -> Finish | None:
    """What is left to do with a block of this column's values once PostgreSQL has said them; None for nothing."""
    if column.finish is not None:
        finish = column.finish
        return lambda cells: [(cell and finish(cell)) for cell in cells]  # type: ignore[misc]
    choices = YES_NO if column.kind is Kind.YES_NO else column.choices
    if not choices:
        return None
    said = {code: word.said_in(language) for code, word in choices.items()}
    return lambda cells: [said.get(cell, cell) for cell in cells]


def _finish_for_csv(column: Column, language: str, style: _Style) -> Finish | None:
    """Numbers, dates and our own words hold nothing that a text file or a spreadsheet could misread."""
    finish = finisher(column, language)
    if column.kind is not Kind.TEXT:
        return finish
    if finish is None:
        return lambda cells: _safe(cells, style.delimiter)
    return lambda cells: _safe(finish(cells), style.delimiter)


def _safe(cells: Cells, delimiter: str) -> list[str]:
    """Texts as they stand in a text file: no formula, and quoted where they must be (RFC 4180)."""
    harmless = [f"'{cell}" if cell and cell[0] in _FIRST_LETTERS else cell for cell in cells]
    whole = "".join(harmless)  # one look at all of them: most columns need no quotes anywhere
    special = [mark for mark in (delimiter, '"', "\n", "\r") if mark in whole]
    if not special:
        return harmless
    return [_quoted(cell) if any(mark in cell for mark in special) else cell for cell in harmless]


def _quoted(cell: str) -> str:
    doubled = cell.replace('"', '""')
    return f'"{doubled}"'
