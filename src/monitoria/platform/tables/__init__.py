"""Tables in files: text with separators and workbooks come in as rows, text goes out. Knows nothing of the trade."""

from monitoria.platform.tables.cells import Cell, cell_text, is_blank
from monitoria.platform.tables.columns import Column, Format, Kind, Words, as_text
from monitoria.platform.tables.export import csv_blocks, csv_lines
from monitoria.platform.tables.fetching import TextRow, count_rows, fetch_rows
from monitoria.platform.tables.reading import Reading, TableFile, open_rows, read_table
from monitoria.platform.tables.refusals import FileRefused, refuse
from monitoria.platform.tables.sheets import SheetOfRows, write_workbook

__all__ = [
    "Cell",
    "Column",
    "FileRefused",
    "Format",
    "Kind",
    "Reading",
    "SheetOfRows",
    "TableFile",
    "TextRow",
    "Words",
    "as_text",
    "cell_text",
    "count_rows",
    "csv_blocks",
    "csv_lines",
    "fetch_rows",
    "is_blank",
    "open_rows",
    "read_table",
    "refuse",
    "write_workbook",
]
