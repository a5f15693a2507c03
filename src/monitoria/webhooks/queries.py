"""Every SELECT about webhooks. Whoever may read them reads all of them: reach is the permission."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, or_, select, text
from sqlalchemy.orm import Session

from monitoria.platform.access import Actor, Permission, require
from monitoria.platform.errors import NotFound
from monitoria.platform.http import PageQuery, Slice, SortKey, read_page
from monitoria.webhooks.models import WebhookDelivery, WebhookEndpoint
from monitoria.webhooks.rules import DeliveryState

ENDPOINT_ORDER = SortKey("created", (WebhookEndpoint.id,))
NEWEST_FIRST = SortKey("-created", (WebhookDelivery.id,), is_descending=True)
_DELIVERIES: Any = select(WebhookDelivery, WebhookEndpoint.name, WebhookEndpoint.is_active).join(
    WebhookEndpoint, WebhookEndpoint.id == WebhookDelivery.endpoint_id
)


@dataclass(frozen=True, slots=True)
class DeliveryFilter:
    """Which deliveries a list shows; what is empty or None means "any"."""

    endpoint_id: UUID | None = None
    states: Sequence[str] = ()
    kind: str | None = None


@dataclass(frozen=True, slots=True)
class NamedDelivery:
    """A delivery, and what its endpoint is called."""

    delivery: WebhookDelivery
    endpoint_name: str
    is_endpoint_active: bool


def list_endpoints(session: Session, actor: Actor, page: PageQuery) -> Slice[WebhookEndpoint]:
    """A page of the endpoints, in the order they were made. Raises `Forbidden`."""
    require(actor, Permission.WEBHOOK_READ)
    return read_page(
        session,
        select(WebhookEndpoint),
        page=page,
        sort=ENDPOINT_ORDER,
        shape=lambda row: row[0],
        key=lambda row: (row[0].id,),
    )


def get_endpoint(session: Session, actor: Actor, endpoint_id: UUID, *, lock: bool = False) -> WebhookEndpoint:
    """One endpoint; raises `Forbidden` or `NotFound`."""
    require(actor, Permission.WEBHOOK_READ)
    statement = select(WebhookEndpoint).where(WebhookEndpoint.id == endpoint_id)
    found = session.scalars(statement.with_for_update() if lock else statement).one_or_none()
    if found is None:
        raise NotFound("Este webhook não existe.")
    return found


def count_endpoints(session: Session) -> int:
    """How many there are; nobody makes another meanwhile."""
    session.execute(text("LOCK TABLE webhook_endpoints IN SHARE ROW EXCLUSIVE MODE"))
    return session.execute(select(func.count()).select_from(WebhookEndpoint)).scalar_one()


def list_deliveries(session: Session, actor: Actor, wanted: DeliveryFilter, page: PageQuery) -> Slice[NamedDelivery]:
    """A page of what was told, the newest first. Raises `Forbidden`."""
    require(actor, Permission.WEBHOOK_READ)
    statement = _DELIVERIES
    if wanted.endpoint_id is not None:
        statement = statement.where(WebhookDelivery.endpoint_id == wanted.endpoint_id)
    if wanted.states:
        statement = statement.where(WebhookDelivery.state.in_(wanted.states))
    if wanted.kind is not None:
        statement = statement.where(WebhookDelivery.kind == wanted.kind)
    return read_page(
        session,
        statement,
        page=page,
        sort=NEWEST_FIRST,
        shape=lambda row: NamedDelivery(*row),
        key=lambda row: (row[0].id,),
    )


def get_delivery(session: Session, actor: Actor, delivery_id: UUID, *, lock: bool = False) -> NamedDelivery:
    """One delivery; raises `Forbidden` or `NotFound`."""
    require(actor, Permission.WEBHOOK_READ)
    statement = _DELIVERIES.where(WebhookDelivery.id == delivery_id)
    row = session.execute(statement.with_for_update(of=WebhookDelivery) if lock else statement).one_or_none()
    if row is None:
        raise NotFound("Esta entrega não existe ou já foi esquecida.")
    return NamedDelivery(*row)


# Asked by every event that might be told: usually there is nobody to tell.
_HEARERS = text("SELECT id, with_scores FROM webhook_endpoints WHERE is_active AND :kind = ANY(kinds)")


def find_hearers(session: Session, kind: str) -> list[tuple[UUID, bool]]:
    """The endpoints that are told of this kind, and whether with scores."""
    return [(row.id, row.with_scores) for row in session.execute(_HEARERS, {"kind": kind})]


def find_endpoint(session: Session, endpoint_id: UUID) -> WebhookEndpoint | None:
    """The endpoint that a job speaks of, if it is still there."""
    return session.get(WebhookEndpoint, endpoint_id)


def take_due(session: Session, endpoint_id: UUID, now: datetime) -> WebhookDelivery | None:
    """The next delivery to this endpoint that is due, locked."""
    statement = (
        select(WebhookDelivery)
        .where(
            WebhookDelivery.endpoint_id == endpoint_id,
            WebhookDelivery.state == DeliveryState.PENDING.value,
            WebhookDelivery.due_at <= now,
        )
        .order_by(WebhookDelivery.due_at, WebhookDelivery.id)
        .limit(1)
    )
    return session.scalars(statement.with_for_update()).one_or_none()


def has_due(session: Session, endpoint_id: UUID, now: datetime) -> bool:
    """Whether something is to leave for this endpoint now."""
    return endpoint_id in waiting_endpoints(session, now, endpoint_id)


def is_failing(session: Session, endpoint_id: UUID) -> bool:
    """Whether the last try to this endpoint failed: what waits may wait for the next minute."""
    failures = session.execute(select(WebhookEndpoint.failures).where(WebhookEndpoint.id == endpoint_id))
    return bool(failures.scalar_one_or_none())


def waiting_endpoints(session: Session, now: datetime, only: UUID | None = None) -> set[UUID]:
    """The endpoints with something due, or claimed by a sender that may have died."""
    state, due = WebhookDelivery.state, WebhookDelivery.due_at <= now
    waits = or_(state == DeliveryState.SENDING.value, (state == DeliveryState.PENDING.value) & due)
    statement = select(WebhookDelivery.endpoint_id).where(waits).distinct()
    if only is not None:
        statement = statement.where(WebhookDelivery.endpoint_id == only)
    return set(session.execute(statement).scalars())
