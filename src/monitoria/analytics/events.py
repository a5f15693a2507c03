"""What happens to saved views. Whose they are is who did it; what they show is nobody else's."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from monitoria.platform.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class ViewEvent(Event):
    """Something about one saved view."""

    view_id: UUID
    view_name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ViewSaved(ViewEvent):
    name: ClassVar[str] = "view.saved"


@dataclass(frozen=True, slots=True, kw_only=True)
class ViewUpdated(ViewEvent):
    name: ClassVar[str] = "view.updated"


@dataclass(frozen=True, slots=True, kw_only=True)
class ViewDeleted(ViewEvent):
    name: ClassVar[str] = "view.deleted"
