"""What a person is shown of a file: how its first rows are read, and the rows that were kept out."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from datetime import datetime
from typing import IO
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from monitoria.imports import queries
from monitoria.imports.models import Import
from monitoria.imports.rules.calls import CallReader, ReadCall
from monitoria.imports.rules.fields import ImportKind
from monitoria.imports.rules.options import options_from
from monitoria.imports.rules.problems import PreviewRow
from monitoria.imports.rules.samples import unpack_row
from monitoria.imports.service.files import LocalFile
from monitoria.imports.service.tables import file_rows, reading_from
from monitoria.platform.clock import Zone
from monitoria.platform.tables import Cell, cell_text, csv_lines

_IN_MEMORY = 1 << 20


def preview_rows(found: Import, zone: Zone, now: datetime) -> list[PreviewRow]:
    """The first rows of a file, read as its mapping and options say."""
    rows = [unpack_row(packed) for packed in found.sample]
    if found.kind != ImportKind.CALLS.value:
        plain = [(number, _plain(found, cells)) for number, cells in rows]
        return [PreviewRow(number, values, values, []) for number, values in plain]
    reader = CallReader(found.mapping, options_from(found.options), len(found.columns), zone.info, now)
    shown = []
    for number, cells in rows:
        read = reader.read(number, cells)
        raw = _plain(found, cells)
        values = _values(read, zone.info) if isinstance(read, ReadCall) else raw
        shown.append(PreviewRow(number, values, raw, list(reader.problems)))
    return shown


def _plain(found: Import, cells: list[Cell]) -> dict[str, str | None]:
    return {
        name: cell_text(cells[index]) or None if index < len(cells) else None for name, index in found.mapping.items()
    }


def _values(call: ReadCall, zone: ZoneInfo) -> dict[str, str | None]:
    def moment(at: datetime | None) -> str | None:
        return None if at is None else at.astimezone(zone).isoformat()

    seconds = call.duration_seconds
    return {
        "external_id": call.external_id,
        "operator": call.operator or None,
        "category": call.category,
        "started_at": moment(call.started_at),
        "ended_at": moment(call.ended_at),
        "duration_seconds": None if seconds is None else str(seconds),
        "csat": None if call.csat is None else str(call.csat),
        "channel": call.channel,
        "priority": call.priority,
        "status": call.status,
        "customer_name": call.customer_name,
        "customer_phone": call.customer_phone,
        "customer_document": call.customer_document,
        "subject": call.subject,
        "notes": call.notes,
    }


def write_rejected(session: Session, found: Import, file: LocalFile) -> IO[bytes]:
    """The rows that were kept out, as they stood, with the reasons in a last column; positioned at its beginning."""
    made = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 - given to the caller
    with file.local() as path:
        rows = file_rows(path, reading_from(found.reading), options_from(found.options))
        for line in csv_lines(_with_reasons(session, found, rows)):
            made.write(line.encode("utf-8", "replace"))
    made.seek(0)
    return made


def _with_reasons(session: Session, found: Import, rows: Iterator[tuple[int, list[Cell]]]) -> Iterator[list[Cell]]:
    header: list[Cell] = [column["name"] for column in found.columns]
    yield [*header, "Motivo"]
    reasons = queries.reasons_by_row(session, found.id)
    wanted = next(reasons, None)
    for number, cells in rows:
        if wanted is None:
            return
        if number == wanted[0]:
            padding: list[Cell] = [""] * (len(header) - len(cells))
            yield [*cells, *padding, wanted[1]]
            wanted = next(reasons, None)
