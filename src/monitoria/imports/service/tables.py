"""A file as a table: plain ones as they stand, those of telephone systems put into columns first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from monitoria.imports.rules.options import FileFormat, Options
from monitoria.imports.rules.telephony import COLUMNS, detect_format, join_legs
from monitoria.platform.tables import Cell, Reading, TableFile, open_rows, read_table, refuse

_SEPARATORS = {
    FileFormat.ASTERISK_CDR: ",",
    FileFormat.ASTERISK_QUEUE_LOG: "|",
    FileFormat.FREESWITCH_CDR: ",",
}
_SOURCES = {
    FileFormat.ASTERISK_CDR: "asterisk",
    FileFormat.ASTERISK_QUEUE_LOG: "asterisk",
    FileFormat.FREESWITCH_CDR: "freeswitch",
}


def read_file(path: Path, options: Options) -> tuple[TableFile, Options]:
    """Examine the file as the options say; with the options as they then are. Raises `FileRefused`.

    A file that a telephone system clearly wrote is taken for it without being told.
    """
    if options.format is not FileFormat.TABLE:
        return _read_records(path, options), options
    wanted = Reading(encoding=options.encoding, separator=options.separator, sheet=options.sheet)
    table = read_table(path, wanted, has_header=options.has_header)
    found = detect_format(table.sample) if table.reading.header_row == 0 and not table.sheets else FileFormat.TABLE
    if found is FileFormat.TABLE:
        return table, options
    source = _SOURCES[found] if options.source == Options().source else options.source
    known = replace(options, format=found, source=source)
    return _read_records(path, known), known


def _read_records(path: Path, options: Options) -> TableFile:
    separator = options.separator or _SEPARATORS[options.format]
    table = read_table(path, Reading(encoding=options.encoding, separator=separator), has_header=False)
    if table.sheets or detect_format(table.sample[:20]) is not options.format:
        raise refuse("format", "O arquivo não é do formato escolhido: confira o modelo de importação.")
    sample = list(join_legs(options.format, table.sample))
    return TableFile(table.reading, [], list(COLUMNS), sample)


def file_rows(path: Path, reading: Reading, options: Options) -> Iterator[tuple[int, list[Cell]]]:
    """Every row, numbered as in the file, in bounded memory."""
    rows = open_rows(path, reading)
    return rows if options.format is FileFormat.TABLE else join_legs(options.format, rows)


def reading_document(reading: Reading) -> dict[str, Any]:
    """How a file is read, as the database keeps it."""
    return asdict(reading)


def reading_from(document: dict[str, Any]) -> Reading:
    """What `reading_document` wrote."""
    return replace(Reading(), **document)
