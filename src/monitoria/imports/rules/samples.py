"""Cells as JSON can keep them, and back: a file's first rows are shown again without reading the file again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from monitoria.platform.tables import Cell

_LONGEST = 300


def pack_row(number: int, cells: Sequence[Cell]) -> list[Any]:
    """A row as a JSON list: its number, then its cells."""
    return [number, *map(_pack, cells)]


def unpack_row(packed: Sequence[Any]) -> tuple[int, list[Cell]]:
    """What `pack_row` packed."""
    return int(packed[0]), [_unpack(cell) for cell in packed[1:]]


def _pack(cell: Cell) -> Any:
    if isinstance(cell, str):
        return cell[:_LONGEST]
    if isinstance(cell, datetime):
        return {"moment": cell.isoformat()}
    if isinstance(cell, date):
        return {"day": cell.isoformat()}
    if isinstance(cell, time):
        return {"time": cell.isoformat()}
    if isinstance(cell, timedelta):
        return {"seconds": cell.total_seconds()}
    return cell


def _unpack(packed: Any) -> Cell:
    if not isinstance(packed, dict):
        return packed  # type: ignore[no-any-return]
    ((kind, value),) = packed.items()
    if kind == "seconds":
        return timedelta(seconds=value)
    readers: dict[str, Any] = {"moment": datetime, "day": date, "time": time}
    return readers[kind].fromisoformat(value)  # type: ignore[no-any-return]
