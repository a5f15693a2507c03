"""What happens to webhooks. Their secrets are in no event; of an address only the host is told."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar
from uuid import UUID

from monitoria.platform.events import Event

Change = tuple[object, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class WebhookEvent(Event):
    """Something about one webhook."""

    webhook_id: UUID
    webhook_name: str
    host: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WebhookCreated(WebhookEvent):
    name: ClassVar[str] = "webhook.created"
    kinds: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WebhookUpdated(WebhookEvent):
    name: ClassVar[str] = "webhook.updated"
    changes: dict[str, Change] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class WebhookDeleted(WebhookEvent):
    name: ClassVar[str] = "webhook.deleted"


@dataclass(frozen=True, slots=True, kw_only=True)
class WebhookSecretRotated(WebhookEvent):
    """It has a new secret; the one before signs for a day more."""

    name: ClassVar[str] = "webhook.secret-rotated"


@dataclass(frozen=True, slots=True, kw_only=True)
class WebhookSwitchedOff(WebhookEvent):
    """Nothing is sent there any more. `reason`: `gone` or `failing`."""

    name: ClassVar[str] = "webhook.switched-off"
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WebhookDeliveryAsked(WebhookEvent):
    """Somebody has a test sent, or something that was sent before."""

    name: ClassVar[str] = "webhook.delivery-asked"
    delivery_id: UUID
    kind: str
