"""Workbooks (XLSX): examined before they are opened, read by python-calamine, formulas by their values.

The reader holds a whole sheet in memory. So what would not fit is refused first, by what the file really holds: a
workbook is a zip whose declared sizes may lie, and two far apart cells make an enormous sheet.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from monitoria.platform.tables.cells import Cell
from monitoria.platform.tables.refusals import FileRefused, refuse

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_CHUNK = 1 << 18
MOST_BYTES = 256 << 20  # of everything inside, unpacked
MOST_SHEET_BYTES = 96 << 20
MOST_TEXT_BYTES = 32 << 20  # shared strings: each is held apart
MOST_CELLS = 1_600_000  # of the rectangle that holds them all
_CELL = re.compile(rb"""\sr=["']([A-Z]{1,4})(\d{1,8})["']""")
_SAVE_AS = "Salve-a como CSV e importe o CSV."


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet that may be read; `is_hidden` as its author left it."""

    name: str
    is_hidden: bool


def is_workbook(path: Path) -> bool:
    """Whether the file is a zip or an OLE container, whatever its name says."""
    with path.open("rb") as file:
        start = file.read(8)
    return start.startswith(b"PK\x03\x04") or start == _OLE


def examine_workbook(path: Path) -> list[Sheet]:
    """The sheets. Raises `FileRefused` for anything but a plain workbook of bearable size."""
    with path.open("rb") as file:
        if file.read(8) == _OLE:
            raise _refuse_ole(file)
    try:
        with zipfile.ZipFile(path) as archive:
            _examine_archive(archive)
    except (zipfile.BadZipFile, OSError, EOFError, zlib.error, ValueError, NotImplementedError):
        raise refuse("damaged", "A planilha está corrompida ou incompleta.") from None
    with _open(path) as workbook:
        sheets = [
            Sheet(about.name, about.visible != SheetVisibleEnum.Visible)
            for about in workbook.sheets_metadata
            if about.typ == SheetTypeEnum.WorkSheet
        ]
    if not sheets:
        raise refuse("empty", "O arquivo não tem nenhuma planilha com células.")
    return sheets


def _refuse_ole(file: IO[bytes]) -> FileRefused:
    tail = b""
    while chunk := file.read(_CHUNK):
        if _ENCRYPTED in tail + chunk:
            return refuse("password", "A planilha está protegida por senha. Remova a senha e envie de novo.")
        tail = chunk[-len(_ENCRYPTED) :]
    return refuse("old-format", "Planilhas no formato antigo (.xls) não são lidas. Salve-a como .xlsx ou CSV.")


def _examine_archive(archive: zipfile.ZipFile) -> None:
    members = archive.infolist()
    names = {member.filename.lower() for member in members}
    if any(name.endswith(("vbaproject.bin", ".xlm")) or "/macrosheets/" in name for name in names):
        raise refuse("macros", "A planilha tem macros. Salve-a como .xlsx (sem macros) e envie de novo.")
    if "xl/workbook.xml" not in names:
        raise refuse("not-a-table", "O arquivo é um pacote zip, mas não uma planilha do Excel (.xlsx).")
    if any(member.flag_bits & 1 for member in members):
        raise refuse("password", "O arquivo está protegido por senha. Remova a senha e envie de novo.")
    if len(members) > 2_000 or sum(member.file_size for member in members) > MOST_BYTES:
        raise _too_much()
    total = 0
    for member in members:
        total += _examine_member(archive, member, MOST_BYTES - total)


def _too_much() -> FileRefused:
    return refuse("zip-bomb", f"A planilha, aberta, passa de {MOST_BYTES >> 20} MB. {_SAVE_AS}")


def _examine_member(archive: zipfile.ZipFile, member: zipfile.ZipInfo, room: int) -> int:
    """How many bytes the member really has; raises `FileRefused` when they, or its cells, are too many."""
    name = member.filename.lower()
    is_sheet = name.startswith("xl/worksheets/")
    limit = min(room, MOST_SHEET_BYTES if is_sheet else MOST_TEXT_BYTES if "sharedstrings" in name else room)
    size, tail, columns, last_row = 0, b"", set[bytes](), 0
    for piece in _unpack(archive, member):
        size += len(piece)
        if size > limit:
            raise _too_much() if limit == room else _too_large()
        if is_sheet:
            found = _CELL.findall(tail + piece)
            columns.update(letters for letters, _ in found)
            last_row = max(last_row, max((int(row) for _, row in found), default=0))
            tail = piece[-24:]
    if columns and max(map(_column_number, columns)) * last_row > MOST_CELLS:
        raise _too_large()
    return size


def _too_large() -> FileRefused:
    return refuse("too-large", f"A planilha é grande demais para ser lida como Excel. {_SAVE_AS}")


def _unpack(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Iterator[bytes]:
    """The member's bytes as they really are: the reader of the standard library stops at the declared size."""
    if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise NotImplementedError("a compression that workbooks don't use")
    file = archive.fp
    assert file is not None  # noqa: S101 - open archives have one
    file.seek(member.header_offset + 26)
    lengths = file.read(4)
    file.seek(int.from_bytes(lengths[:2], "little") + int.from_bytes(lengths[2:], "little"), 1)
    left = member.compress_size
    inflate = zlib.decompressobj(-15) if member.compress_type == zipfile.ZIP_DEFLATED else None
    while left > 0 and (chunk := file.read(min(_CHUNK, left))):
        left -= len(chunk)
        yield from (chunk,) if inflate is None else _inflate(inflate, chunk)


def _inflate(inflate: zlib._Decompress, chunk: bytes) -> Iterator[bytes]:
    while chunk and not inflate.eof:
        yield inflate.decompress(chunk, _CHUNK)
        chunk = inflate.unconsumed_tail


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _open(path: Path) -> CalamineWorkbook:
    try:
        return CalamineWorkbook.from_path(path)
    except (CalamineError, OSError, ValueError):
        raise refuse("damaged", "A planilha está corrompida ou não é do Excel.") from None


def sheet_rows(path: Path, sheet: str) -> Iterator[tuple[int, list[Cell]]]:
    """Each row of an examined workbook with its number in Excel; rows without anything are left out."""
    with _open(path) as workbook:
        found = _sheet(workbook, sheet)
        for number, row in enumerate(found.iter_rows(), 1):
            if any(cell != "" for cell in row):
                yield number, list(row)


def sheet_beginning(path: Path, sheet: str, most: int) -> tuple[list[tuple[int, list[Cell]]], int]:
    """The first rows that hold something, and how many rows there are in all, empty ones included."""
    with _open(path) as workbook:
        found = _sheet(workbook, sheet)
        rows: list[tuple[int, list[Cell]]] = []
        for number, row in enumerate(found.iter_rows(), 1):
            if len(rows) == most:
                break
            if any(cell != "" for cell in row):
                rows.append((number, list(row)))
        return rows, found.total_height


def _sheet(workbook: CalamineWorkbook, sheet: str) -> CalamineSheet:
    try:
        return workbook.get_sheet_by_name(sheet)
    except CalamineError:
        raise refuse("sheet", f"A planilha “{sheet}” não existe neste arquivo ou não pode ser lida.") from None
