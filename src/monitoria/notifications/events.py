"""What happens to notices."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from monitoria.platform.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class NotificationsRead(Event):
    """Somebody read notices of his own: nobody else's business."""

    name: ClassVar[str] = "notification.read"
    is_recorded: ClassVar[bool] = False
    user_id: UUID
    read: int


@dataclass(frozen=True, slots=True, kw_only=True)
class NotificationPreferencesUpdated(Event):
    """Somebody chose how he is told of things."""

    name: ClassVar[str] = "notification.preferences-updated"
    user_id: UUID
