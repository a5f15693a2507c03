"""What happens to exports."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
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


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportEvent(Event):
    """Something about one export; `owner_id` asked for it."""

    export_id: UUID
    owner_id: UUID
    file_name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportRequested(ExportEvent):
    """`filters` are as they were given."""

    name: ClassVar[str] = "export.requested"
    list: str
    filters: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportReady(ExportEvent):
    name: ClassVar[str] = "export.ready"
    rows: int
    expires_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportFailed(ExportEvent):
    name: ClassVar[str] = "export.failed"
    problem: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportCancelled(ExportEvent):
    name: ClassVar[str] = "export.cancelled"


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportRemoved(ExportEvent):
    """Its asker needs it no more; the file goes when the transaction holds."""

    name: ClassVar[str] = "export.removed"
    storage_key: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportExpired(ExportEvent):
    """Nobody may fetch it any longer; the file goes when the transaction holds."""

    name: ClassVar[str] = "export.expired"
    storage_key: str
