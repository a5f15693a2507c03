"""A file as a table: plain ones as they stand, those of telephone systems put into columns first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from monitoria.imports.rules.options import FileFormat, Options
from monitoria.platform.tables import Cell, Reading, TableFile, open_rows, read_table


def read_file(path: Path, options: Options) -> TableFile:
    """Examine the file as the options say. Raises `FileRefused`."""
    wanted = Reading(encoding=options.encoding, separator=options.separator, sheet=options.sheet)
    return read_table(path, wanted, has_header=options.has_header)


def file_rows(path: Path, reading: Reading, options: Options) -> Iterator[tuple[int, list[Cell]]]:
    """Every row, numbered as in the file, in bounded memory."""
    assert options.format is FileFormat.TABLE  # noqa: S101 - the only one so far
    return open_rows(path, reading)


def reading_document(reading: Reading) -> dict[str, Any]:
    """How a file is read, as the database keeps it."""
    return asdict(reading)


def reading_from(document: dict[str, Any]) -> Reading:
    """What `reading_document` wrote."""
    return replace(Reading(), **document)
