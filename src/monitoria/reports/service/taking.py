"""A list that leaves in the answer itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy.orm import Session

from monitoria.platform.access import require
from monitoria.platform.events import emit
from monitoria.platform.http import Streaming
from monitoria.platform.tables import Format
from monitoria.reports.errors import ExportTooLarge
from monitoria.reports.events import ListExported
from monitoria.reports.service.exporting import Making

# A workbook of more rows is put together for longer than anybody waits for an answer.
MOST_ROWS_AT_ONCE = 100_000


def export_list(session: Session, making: Making, filters: Mapping[str, Any]) -> Streaming:
    """The file, made while it is sent; who took it stays in the audit trail. Raises `Forbidden`, `ExportTooLarge`."""
    require(making.asked.actor, making.listing.permission)
    if making.format is Format.XLSX and making.count(session, MOST_ROWS_AT_ONCE) > MOST_ROWS_AT_ONCE:
        raise ExportTooLarge()

    def pieces(own: Session) -> Iterator[bytes]:
        yield from making.pieces(own)
        emit(own, taken(making, filters, is_whole=True))

    return Streaming(
        making.file_name,
        making.format.content_type,
        pieces,
        lambda own: emit(own, taken(making, filters, is_whole=False)),
    )


def taken(making: Making, filters: Mapping[str, Any], *, is_whole: bool) -> ListExported:
    """What is told of a file that left."""
    return ListExported(
        list=making.listing.name,
        file_name=making.file_name,
        filters=filters,
        rows=making.rows,
        is_whole=is_whole,
    )
