"""Writing down what is to be told, in the transaction in which it became true."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from monitoria.platform.access import Actor, Permission, require
from monitoria.platform.database import new_id
from monitoria.platform.events import Event, circumstances_of, emit
from monitoria.webhooks import queries
from monitoria.webhooks.errors import DeliveryUnderWay, WebhookOff
from monitoria.webhooks.events import WebhookDeliveryAsked
from monitoria.webhooks.models import WebhookDelivery, WebhookEndpoint
from monitoria.webhooks.queries import NamedDelivery
from monitoria.webhooks.rules import TEST, DeliveryState, body_of
from monitoria.webhooks.service.arranging import about


def tell(session: Session, kind: str, event: Event) -> list[UUID]:
    """Write a delivery for each endpoint that is told of this; which those are."""
    now = circumstances_of(session).at
    hearers = queries.find_hearers(session, kind)
    for endpoint_id, with_scores in hearers:
        session.add(_delivery(endpoint_id, kind, event, now, with_scores=with_scores))
    if hearers:
        session.flush()
    return [endpoint_id for endpoint_id, _ in hearers]


def send_test(session: Session, actor: Actor, endpoint_id: UUID, now: datetime) -> NamedDelivery:
    """Have something sent that says nothing. Raises `Forbidden`, `NotFound` or `WebhookOff`."""
    require(actor, Permission.WEBHOOK_TEST)
    endpoint = queries.get_endpoint(session, actor, endpoint_id)
    if not endpoint.is_active:
        raise WebhookOff()
    made = _delivery(endpoint.id, TEST, None, now, with_scores=False)
    session.add(made)
    session.flush()
    _asked(session, endpoint, made)
    return NamedDelivery(made, endpoint.name, endpoint.is_active)


def resend(session: Session, actor: Actor, delivery_id: UUID, now: datetime) -> NamedDelivery:
    """Have it sent again under its own identifier, so that a receiver knows it.

    Raises `Forbidden`, `NotFound`, `WebhookOff`, or `DeliveryUnderWay` when it waits or leaves anyway.
    """
    require(actor, Permission.WEBHOOK_TEST)
    found = queries.get_delivery(session, actor, delivery_id, lock=True)
    if not found.is_endpoint_active:
        raise WebhookOff()
    delivery = found.delivery
    is_waiting_long = delivery.state == DeliveryState.PENDING.value and delivery.due_at > now
    if delivery.state in (DeliveryState.PENDING.value, DeliveryState.SENDING.value) and not is_waiting_long:
        raise DeliveryUnderWay()
    delivery.state, delivery.tries, delivery.due_at = DeliveryState.PENDING.value, 0, now
    delivery.asked_at = now
    session.flush()
    _asked(session, queries.get_endpoint(session, actor, delivery.endpoint_id), delivery)
    return found


def _delivery(
    endpoint_id: UUID, kind: str, event: Event | None, now: datetime, *, with_scores: bool
) -> WebhookDelivery:
    made_id = new_id()
    return WebhookDelivery(
        id=made_id,
        endpoint_id=endpoint_id,
        kind=kind,
        body=body_of(message_id(made_id), kind, now, event, with_scores=with_scores),
        state=DeliveryState.PENDING.value,
        tries=0,
        created_at=now,
        asked_at=now,
        due_at=now,
    )


def message_id(delivery_id: UUID) -> str:
    """What a receiver knows a delivery by, however often it comes."""
    return f"msg_{delivery_id.hex}"


def _asked(session: Session, endpoint: WebhookEndpoint, delivery: WebhookDelivery) -> None:
    emit(session, WebhookDeliveryAsked(**about(endpoint), delivery_id=delivery.id, kind=delivery.kind))
