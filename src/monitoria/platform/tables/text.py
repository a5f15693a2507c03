"""Text tables: which encoding, which separator, and their rows in bounded memory."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from monitoria.platform.tables.refusals import refuse

SEPARATORS = (";", ",", "\t", "|")
ENCODINGS = ("utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252")
_CHUNK = 1 << 20
_SAMPLE = 1 << 17
_SAMPLE_LINES = 60
# No table has a longer line; a file without line ends would otherwise come whole into memory.
LONGEST_LINE = 1 << 20
_SEP_LINE = re.compile(r"sep=(.)\r?\n?$", re.IGNORECASE)
_KNOWN_FILES = (
    (b"%PDF", "um PDF"),
    (b"\x89PNG", "uma imagem"),
    (b"\xff\xd8\xff", "uma imagem"),
    (b"RIFF", "um áudio"),
    (b"ID3", "um áudio"),
    (b"OggS", "um áudio"),
    (b"\x1f\x8b", "um arquivo comprimido (gzip)"),
    (b"7z\xbc\xaf", "um arquivo comprimido (7z)"),
    (b"Rar!", "um arquivo comprimido (RAR)"),
)


@dataclass(frozen=True, slots=True)
class TextReading:
    """How the bytes of a text table are read. `lines` counts line ends: about as many as rows."""

    encoding: str
    separator: str
    lines: int


def examine_text(path: Path) -> TextReading:
    """Look at the whole file once. Raises `FileRefused` when it is empty, binary, or of no encoding we know."""
    encoding, lines = _find_encoding(path)
    return TextReading(encoding, find_separator(path, encoding), lines)


def _find_encoding(path: Path) -> tuple[str, int]:
    with path.open("rb") as file:
        start = file.read(4096)
    _refuse_known(start)
    wide = _wide_encoding(start)
    if wide is not None:
        return wide, _decode_all(path, wide, refused="O arquivo diz ser UTF-16, mas tem trechos que não são.")
    try:
        return "utf-8-sig", _decode_all(path, "utf-8-sig")
    except UnicodeDecodeError:
        return "cp1252", _decode_all(
            path, "cp1252", refused="A codificação do texto não é UTF-8, UTF-16 nem Windows-1252."
        )


def _refuse_known(start: bytes) -> None:
    if not start.strip(b"\xef\xbb\xbf \t\r\n"):
        raise refuse("empty", "O arquivo está vazio.")
    for magic, name in _KNOWN_FILES:
        if start.startswith(magic):
            raise refuse("not-a-table", f"O arquivo é {name}, não uma tabela.")
    if start.lstrip()[:15].lower().startswith((b"<!doctype", b"<html", b"<?xml")):
        raise refuse("not-a-table", "O arquivo é uma página ou um XML, não uma tabela.")


def _wide_encoding(start: bytes) -> str | None:
    """UTF-16 by its mark, or by a NUL beside nearly every letter."""
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    if len(start) < 4:
        return None
    for encoding, first in (("utf-16-be", 0), ("utf-16-le", 1)):
        if start[first::2].count(0) > 0.7 * len(start[first::2]) and not start[1 - first :: 2].count(0):
            return encoding
    return None


def _decode_all(path: Path, encoding: str, refused: str | None = None) -> int:
    """Decode the file piece by piece; its line ends. NUL is refused: no text holds it, and no database keeps it."""
    decoder = codecs.getincrementaldecoder(encoding)()
    lines = 0
    with path.open("rb") as file:
        while True:
            chunk = file.read(_CHUNK)
            try:
                text = decoder.decode(chunk, final=not chunk)
            except UnicodeDecodeError:
                if refused is None:
                    raise
                raise refuse("encoding", refused) from None
            if "\x00" in text:
                raise refuse("nul", "O arquivo tem bytes nulos (NUL): está corrompido ou não é um texto.")
            lines += text.count("\n")
            if not chunk:
                return lines


def find_separator(path: Path, encoding: str) -> str:
    """The separator that cuts the first lines into the same number of columns most often; `;` when none does."""
    with open_text(path, encoding) as stream:
        lines = stream.read(_SAMPLE).splitlines(keepends=True)[: _SAMPLE_LINES + 1]
    said = _SEP_LINE.match(lines[0]) if lines else None
    if said is not None:
        return said.group(1)
    whole = lines[:_SAMPLE_LINES] if len(lines) > 1 else lines
    return max(SEPARATORS, key=lambda separator: _regularity(whole, separator))


def _regularity(lines: list[str], separator: str) -> tuple[float, int]:
    try:
        widths = Counter(len(row) for row in csv.reader(lines, delimiter=separator) if row)
    except csv.Error:
        return (0.0, 0)
    if not widths:
        return (0.0, 0)
    width, times = widths.most_common(1)[0]
    return (times / widths.total(), width) if width > 1 else (0.0, 0)


def open_text(path: Path, encoding: str) -> io.TextIOWrapper:
    """The file as text, line ends as they are."""
    return path.open("r", encoding=encoding, newline="")


def text_rows(path: Path, encoding: str, separator: str) -> Iterator[tuple[int, list[str]]]:
    """Each row with its number (from 1, as a spreadsheet counts); rows without anything are left out.

    Raises `FileRefused` for quotes that never close and for lines without end.
    """
    with open_text(path, encoding) as stream:
        reader = csv.reader(_lines(stream), delimiter=separator)
        number = 0
        try:
            for number, row in enumerate(reader, 1):
                if row and not (number == 1 and len(row) <= 2 and row[0].lower().startswith("sep=")):
                    yield number, row
        except csv.Error:
            message = f"Depois da linha {number} há aspas que não fecham ou um valor enorme."
            raise refuse("quotes", message) from None


def _lines(stream: io.TextIOWrapper) -> Iterator[str]:
    while line := stream.readline(LONGEST_LINE):
        if len(line) == LONGEST_LINE and not line.endswith(("\n", "\r")):
            raise refuse("long-line", "Há uma linha com mais de um milhão de caracteres: isto não é uma tabela.")
        yield line
