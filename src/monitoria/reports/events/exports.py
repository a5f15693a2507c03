"""What happens to exports."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar
from uuid import UUID

from monitoria.platform.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class ListExported(Event):
    """Somebody took rows of a list along; `filters` are as he gave them. `is_whole`: he did not stop midway."""

    name: ClassVar[str] = "export.taken"
    list: str
    file_name: str
    filters: Mapping[str, Any]
    rows: int
    is_whole: bool
    export_id: UUID | None = None
