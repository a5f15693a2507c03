"""Printed pages (typst): data go to a template as JSON, never as markup, and come out as a tagged PDF/UA-1.

The same data make the same bytes: the one time in the file is the one that is given. Only the font beside this file is
used, whatever the machine has.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

import typst

FOLDER = Path(__file__).parent
FONTS = FOLDER / "fonts"
# What stands for characters that the font does not have.
UNKNOWN = "[?]"
# What every template may import.
_SHARED = ("base.typ", "charts.typ")
# Characters that say how to break or join others, and the skin of an emoji: they print nothing themselves.
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]")
_SPACES = re.compile("[\t\r\f\v\u2000-\u200a\u202f\u205f\u3000]")
# A line can be broken after so many characters of what is no word; words are hyphenated.
_LONG = re.compile(r"\S{25,}")
_EVERY = 10
_LIKE = str.maketrans({"‑": "-", "‐": "-", "―": "—", "″": '"', "′": "'", "≤": "<=", "≥": ">=", "≈": "~"})


def print_document(template: Path, data: Mapping[str, Any], at: datetime, language: str = "pt-BR") -> bytes:
    """The pages of `template`, which reads `data.json`; `data["title"]` is the document's title. `at` stands in it.

    Raises `typst.TypstError` for a template that can't be set, which is a fault of ours.
    """
    lang, _, region = language.partition("-")
    told = {**data, "lang": lang, "region": region.lower() or None}
    files = {
        "main.typ": _template(template),
        **{name: _template(FOLDER / name) for name in _SHARED},
        "data.json": json.dumps(_printable(told), ensure_ascii=False).encode(),
    }
    compile_pages: Any = typst.compile  # its stub knows no dictionary of files
    made: Any = compile_pages(
        files,
        font_paths=_fonts(),
        format="pdf",
        pdf_standards=["ua-1"],
        timestamp=int(at.timestamp()),
    )
    return bytes(made)


@lru_cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)])


@lru_cache
def _template(path: Path) -> bytes:
    return path.read_bytes()


def _printable(value: Any) -> Any:
    """The same data, every text of it made of characters that the font has."""
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, Mapping):
        return {key: _printable(item) for key, item in value.items()}
    return [_printable(item) for item in value] if isinstance(value, (list, tuple)) else value


def printable(text: str) -> str:
    """The text in characters that the font has; whatever has no likeness among them is `[?]`."""
    return _LONG.sub(_breakable, text if _known().issuperset(text) else _in_known(text))


def _in_known(text: str) -> str:
    plain = _SPACES.sub(" ", _INVISIBLE.sub("", unicodedata.normalize("NFC", text)).translate(_LIKE))
    said = "".join(character if character in _known() else _alike(character) for character in plain)
    return re.sub(f"(?:{re.escape(UNKNOWN)})+", UNKNOWN, said)


def _breakable(found: re.Match[str]) -> str:
    run = found.group()
    return "\u200b".join(run[at : at + _EVERY] for at in range(0, len(run), _EVERY))


def _alike(character: str) -> str:
    parts = unicodedata.normalize("NFKD", character)
    kept = "".join(part for part in parts if part in _known() and not unicodedata.combining(part))
    return kept or UNKNOWN


@lru_cache
def _known() -> frozenset[str]:
    return frozenset((FONTS / "characters.txt").read_text(encoding="utf-8"))
