"""What a person changes about an import before it is written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from monitoria.imports.rules.decisions import Decision
from monitoria.imports.rules.options import Options


@dataclass(frozen=True, slots=True)
class ImportChanges:
    """What to change; None stays as it is. `mapping`: field → column; `decisions`: field and value's key → decision."""

    version: int
    mapping: Mapping[str, int] | None = None
    options: Options | None = None
    decisions: Mapping[tuple[str, str], Decision | None] | None = None
