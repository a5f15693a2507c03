"""Shapes of webhooks that cross HTTP."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Self
from uuid import UUID

from pydantic import Field, StringConstraints

from monitoria.platform.access import Actor, Permission, allowed
from monitoria.platform.http import Page, PageQuery, Payload, Shape, Version
from monitoria.webhooks.models import WebhookDelivery, WebhookEndpoint
from monitoria.webhooks.queries import DeliveryFilter, NamedDelivery
from monitoria.webhooks.rules import KINDS, DeliveryState, OffReason

WebhookName = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=80)]
WebhookUrl = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=500)]
KindName = Annotated[str, StringConstraints(max_length=40)]


class WebhookOut(Shape):
    """An address that is told of some kinds of events. `off_reason`: why it was switched off by itself."""

    id: UUID
    name: str
    url: str
    kinds: list[str]
    with_scores: bool
    active: bool
    failures: int = Field(description="Tries in a row that failed.")
    failing_since: datetime | None
    off_reason: OffReason | None
    off_at: datetime | None
    previous_secret_until: datetime | None = Field(description="Until when the secret before the last one signs too.")
    version: int
    created_at: datetime
    updated_at: datetime
    actions: list[str]


class WebhookMadeOut(WebhookOut):
    """A webhook with its new secret, shown once: the answer to a repeated request does not have it."""

    secret: str | None

    def as_kept(self) -> Self:
        return self.model_copy(update={"secret": None})


class WebhookPage(Page[WebhookOut]):
    """Webhooks."""


class WebhookListQuery(PageQuery):
    """Every webhook."""


class WebhookBody(Payload):
    name: WebhookName
    url: WebhookUrl = Field(description="https, and public, unless the installation's settings allow more.")
    kinds: list[KindName] = Field(min_length=1, max_length=50)
    with_scores: bool = Field(False, description="Tell scores and outcomes too, besides identifiers and states.")
    active: bool = True


class WebhookUpdateBody(WebhookBody):
    version: Version


class RotateBody(Payload):
    version: Version


class WebhookKindOut(Shape):
    """A public event, and the names of what its `data` holds; `scores` only where scores are told."""

    name: str
    facts: list[str]
    scores: list[str]


class WebhookKindsOut(Shape):
    """What can be told."""

    kinds: list[WebhookKindOut]


class DeliveryOut(Shape):
    """One thing told to one webhook, and what was answered last."""

    id: UUID
    message_id: str
    webhook_id: UUID
    webhook_name: str
    kind: str
    state: DeliveryState
    tries: int
    created_at: datetime
    due_at: datetime | None
    tried_at: datetime | None
    delivered_at: datetime | None
    status: int | None
    seconds: float | None
    problem: str | None
    body: str
    answer: str | None
    actions: list[str]


class DeliveryPage(Page[DeliveryOut]):
    """What was told, the newest first."""


class DeliveryQuery(PageQuery):
    webhook_id: UUID | None = None
    state: list[DeliveryState] | None = Field(None, max_length=5)
    kind: str | None = Field(None, max_length=40)

    def as_filter(self) -> DeliveryFilter:
        return DeliveryFilter(self.webhook_id, [state.value for state in self.state or ()], self.kind)


def show_kinds() -> WebhookKindsOut:
    """The public events."""

    def plain(names: tuple[str, ...]) -> list[str]:
        return [name.replace(".", "_") for name in names]

    kinds = [WebhookKindOut(name=k.name, facts=plain(k.facts), scores=plain(k.scores)) for k in KINDS.values()]
    return WebhookKindsOut(kinds=kinds)


def show_endpoint(actor: Actor, found: WebhookEndpoint, now: datetime) -> WebhookOut:
    """A webhook as an admin sees it."""
    verbs = [Permission.WEBHOOK_UPDATE, Permission.WEBHOOK_ROTATE_SECRET, Permission.WEBHOOK_DELETE]
    if found.is_active:
        verbs.append(Permission.WEBHOOK_TEST)
    until = found.previous_until
    return WebhookOut(
        id=found.id,
        name=found.name,
        url=found.url,
        kinds=found.kinds,
        with_scores=found.with_scores,
        active=found.is_active,
        failures=found.failures,
        failing_since=found.failing_since,
        off_reason=OffReason(found.off_reason) if found.off_reason else None,
        off_at=found.off_at,
        previous_secret_until=until if until is not None and until > now else None,
        version=found.version,
        created_at=found.created_at,
        updated_at=found.updated_at,
        actions=allowed(actor, verbs),
    )


def show_made(actor: Actor, found: WebhookEndpoint, secret: str, now: datetime) -> WebhookMadeOut:
    """A webhook with the secret that was made for it."""
    return WebhookMadeOut(**show_endpoint(actor, found, now).model_dump(), secret=secret)


def show_delivery(actor: Actor, found: NamedDelivery, now: datetime) -> DeliveryOut:
    """A delivery as an admin sees it."""
    delivery = found.delivery
    return DeliveryOut(
        id=delivery.id,
        message_id=f"msg_{delivery.id.hex}",
        webhook_id=delivery.endpoint_id,
        webhook_name=found.endpoint_name,
        kind=delivery.kind,
        state=DeliveryState(delivery.state),
        tries=delivery.tries,
        created_at=delivery.created_at,
        due_at=delivery.due_at if delivery.state == DeliveryState.PENDING.value else None,
        tried_at=delivery.tried_at,
        delivered_at=delivery.delivered_at,
        status=delivery.status,
        seconds=delivery.seconds,
        problem=delivery.problem,
        body=delivery.body,
        answer=delivery.answer,
        actions=_resends(actor, found, delivery, now),
    )


def _resends(actor: Actor, found: NamedDelivery, delivery: WebhookDelivery, now: datetime) -> list[str]:
    is_over = delivery.state not in (DeliveryState.PENDING.value, DeliveryState.SENDING.value)
    waits_long = delivery.state == DeliveryState.PENDING.value and delivery.due_at > now
    if not found.is_endpoint_active or not (is_over or waits_long):
        return []
    return ["resend"] if allowed(actor, [Permission.WEBHOOK_TEST]) else []
