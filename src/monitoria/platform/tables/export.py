"""Tables going out as text that Excel opens here as it stands: UTF-8 with BOM, `;`, CRLF. The only such place.

A cell that a spreadsheet would take for a formula begins with an apostrophe: a file of ours runs nothing.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from monitoria.platform.tables.cells import Cell, cell_text

BOM = "\ufeff"
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


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
