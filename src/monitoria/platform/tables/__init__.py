"""Tables in files: text with separators and workbooks come in as rows, text goes out. Knows nothing of the trade."""

from monitoria.platform.tables.cells import Cell, cell_text, is_blank
from monitoria.platform.tables.export import csv_lines
from monitoria.platform.tables.reading import Reading, TableFile, open_rows, read_table
from monitoria.platform.tables.refusals import FileRefused, refuse

__all__ = [
    "Cell",
    "FileRefused",
    "Reading",
    "TableFile",
    "cell_text",
    "csv_lines",
    "is_blank",
    "open_rows",
    "read_table",
    "refuse",
]
