"""Making, changing and removing webhooks, and giving them new secrets."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from monitoria.platform.access import Actor, Permission, require
from monitoria.platform.config import Config
from monitoria.platform.database import new_id
from monitoria.platform.errors import Findings, StaleVersion
from monitoria.platform.events import emit
from monitoria.platform.outward import NotOurs, read_place
from monitoria.platform.sealing import SealBroken, Sealer, make_sealer
from monitoria.webhooks import queries
from monitoria.webhooks.errors import TooManyWebhooks
from monitoria.webhooks.events import WebhookCreated, WebhookDeleted, WebhookSecretRotated, WebhookUpdated
from monitoria.webhooks.models import WebhookDelivery, WebhookEndpoint
from monitoria.webhooks.rules import KINDS, MOST_ENDPOINTS, OVERLAP, DeliveryState, new_secret

PURPOSE = "webhooks"


@dataclass(frozen=True, slots=True)
class Wish:
    """Where what shall be told."""

    name: str
    url: str
    kinds: tuple[str, ...]
    with_scores: bool = False
    is_active: bool = True


def create_endpoint(
    session: Session, actor: Actor, wish: Wish, config: Config, now: datetime
) -> tuple[WebhookEndpoint, str]:
    """Tell things to an address; its secret is known now and never again.

    Raises `Forbidden`, `Invalid` for an address that is refused or an unknown kind, `TooManyWebhooks`.
    """
    require(actor, Permission.WEBHOOK_CREATE)
    _check(wish, config)
    if queries.count_endpoints(session) >= MOST_ENDPOINTS:
        raise TooManyWebhooks()
    secret, made_id = new_secret(), new_id()
    made = WebhookEndpoint(
        id=made_id,
        **_fields(wish),
        sealed_secret=make_sealer(config, PURPOSE).seal(secret, str(made_id)),
        created_by_id=actor.id,
        created_at=now,
        updated_at=now,
    )
    session.add(made)
    session.flush()
    emit(session, WebhookCreated(**about(made), kinds=tuple(made.kinds)))
    return made, secret


def update_endpoint(
    session: Session, actor: Actor, endpoint_id: UUID, version: int, wish: Wish, config: Config, now: datetime
) -> WebhookEndpoint:
    """Change an endpoint; switched off, what waits for it is cancelled; switched on, it begins anew.

    Raises `Forbidden`, `NotFound`, `StaleVersion` or `Invalid`.
    """
    require(actor, Permission.WEBHOOK_UPDATE)
    found = queries.get_endpoint(session, actor, endpoint_id, lock=True)
    if found.version != version:
        raise StaleVersion()
    _check(wish, config)
    fields = _fields(wish)
    changes = {name: (getattr(found, name), value) for name, value in fields.items() if getattr(found, name) != value}
    if wish.is_active and not found.is_active:
        found.failures, found.failing_since, found.off_reason, found.off_at = 0, None, None, None
    for name, value in fields.items():
        setattr(found, name, value)
    found.updated_at = now
    session.flush()
    if not wish.is_active:
        cancel_waiting(session, found.id)
    if "url" in changes:  # what follows the host may be a secret of the receiver's own
        changes["url"] = (urlsplit(str(changes["url"][0])).netloc, about(found)["host"])
    emit(session, WebhookUpdated(**about(found), changes=changes))
    return found


def delete_endpoint(session: Session, actor: Actor, endpoint_id: UUID) -> None:
    """Tell nothing there any more, and forget what was told. Raises `Forbidden` or `NotFound`."""
    require(actor, Permission.WEBHOOK_DELETE)
    found = queries.get_endpoint(session, actor, endpoint_id, lock=True)
    told = WebhookDeleted(**about(found))
    session.execute(delete(WebhookEndpoint).where(WebhookEndpoint.id == found.id))
    session.expunge(found)
    emit(session, told)


def rotate_secret(
    session: Session, actor: Actor, endpoint_id: UUID, version: int, config: Config, now: datetime
) -> tuple[WebhookEndpoint, str]:
    """A new secret; for a day both sign. Raises `Forbidden`, `NotFound` or `StaleVersion`."""
    require(actor, Permission.WEBHOOK_ROTATE_SECRET)
    found = queries.get_endpoint(session, actor, endpoint_id, lock=True)
    if found.version != version:
        raise StaleVersion()
    secret = new_secret()
    found.sealed_previous, found.previous_until = found.sealed_secret, now + OVERLAP
    found.sealed_secret = make_sealer(config, PURPOSE).seal(secret, str(found.id))
    found.updated_at = now
    session.flush()
    emit(session, WebhookSecretRotated(**about(found)))
    return found, secret


def seal_anew(session: Session, sealer: Sealer) -> None:
    """Seal with the newest secret of the installation what an earlier one sealed, before that one is forgotten."""
    for found in session.scalars(select(WebhookEndpoint).with_for_update(skip_locked=True)):
        anew = _sealed_anew(sealer, found.sealed_secret, str(found.id))
        if anew is not None:
            table = WebhookEndpoint.__table__
            renewing = update(table).where(table.c.id == found.id)  # type: ignore[arg-type]
            session.connection().execute(renewing.values(sealed_secret=anew))


def _sealed_anew(sealer: Sealer, sealed: str, about_it: str) -> str | None:
    try:
        return sealer.seal(sealer.open(sealed, about_it), about_it) if sealer.is_old(sealed, about_it) else None
    except SealBroken:
        return None


def cancel_waiting(session: Session, endpoint_id: UUID) -> None:
    """What waits for this endpoint is not sent."""
    waits = (WebhookDelivery.endpoint_id == endpoint_id, WebhookDelivery.state == DeliveryState.PENDING.value)
    session.execute(update(WebhookDelivery).where(*waits).values(state=DeliveryState.CANCELLED.value))


def about(endpoint: WebhookEndpoint) -> dict[str, Any]:
    """What every event tells of it."""
    host = urlsplit(endpoint.url).netloc
    return {"webhook_id": endpoint.id, "webhook_name": endpoint.name, "host": host}


def _fields(wish: Wish) -> dict[str, Any]:
    return {
        "name": wish.name,
        "url": wish.url,
        "kinds": list(dict.fromkeys(wish.kinds)),
        "with_scores": wish.with_scores,
        "is_active": wish.is_active,
    }


def _check(wish: Wish, config: Config) -> None:
    findings = Findings()
    try:
        read_place(wish.url, config.webhook_allow)
    except NotOurs as error:
        findings.add("/url", str(error), error.rule)
    for at, kind in enumerate(wish.kinds):
        if kind not in KINDS:
            findings.add(f"/kinds/{at}", "Este evento não existe.", "unknown")
    findings.raise_if_any()
