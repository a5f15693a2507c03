"""A printed report, and where its templates stand."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path

TEMPLATES = Path(__file__).parents[2] / "templates"


@dataclass(frozen=True, slots=True)
class Printed:
    """The pages, the name to save them under, and what they are called."""

    file_name: str
    content: bytes
    title: str = ""


def file_name_of(*parts: str) -> str:
    """Like `ficha-20261125-000012.pdf`: letters that every file system takes."""
    plain = unicodedata.normalize("NFKD", "-".join(parts)).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:100] + ".pdf"
