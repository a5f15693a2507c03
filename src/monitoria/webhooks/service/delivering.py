"""Delivering: claimed before anything leaves, told at least once, always under the same identifier."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, update
from sqlalchemy.orm import Session

from monitoria.platform.config import Config
from monitoria.platform.events import emit
from monitoria.platform.outward import Answer, NotPosted, post
from monitoria.platform.outward.addresses import Lookup
from monitoria.platform.sealing import SealBroken, make_sealer
from monitoria.webhooks import queries
from monitoria.webhooks.events import WebhookSwitchedOff
from monitoria.webhooks.models import WebhookDelivery, WebhookEndpoint
from monitoria.webhooks.rules import KEPT, WORTH_SENDING, DeliveryState, OffReason, is_hopeless, next_try, signatures
from monitoria.webhooks.service.arranging import PURPOSE, about, cancel_waiting
from monitoria.webhooks.service.telling import message_id

# As long as one endpoint is served before others get their turn.
TURN_SECONDS = 20.0
GONE = 410
_BROKEN = "O segredo deste webhook não abre mais (a chave da instalação mudou): troque-o."


@dataclass(frozen=True, slots=True)
class Courier:
    """What delivering needs: units of work of its own, the settings, the time, and who knows names."""

    opening: Callable[[], AbstractContextManager[Session]]
    config: Config
    now: Callable[[], datetime]
    lookup: Lookup | None = None


@dataclass(frozen=True, slots=True)
class Parcel:
    """A claimed delivery, ready to leave."""

    delivery_id: UUID
    url: str
    body: bytes
    headers: dict[str, str]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one try. `is_silence`: there was no answer at all, nor will be for the next."""

    is_taken: bool
    seconds: float
    status: int | None = None
    answer: str = ""
    problem: str | None = None
    is_silence: bool = False


def deliver(courier: Courier, endpoint_id: UUID) -> None:
    """Deliver what is due to one endpoint, for as long as it answers and its turn lasts.

    Only one sender an endpoint may: what is found half sent was left by one that died, and leaves again under the same
    identifier.
    """
    with courier.opening() as session:
        left = (WebhookDelivery.endpoint_id == endpoint_id, WebhookDelivery.state == DeliveryState.SENDING.value)
        session.execute(update(WebhookDelivery).where(*left).values(state=DeliveryState.PENDING.value))
    end = time.monotonic() + TURN_SECONDS
    while time.monotonic() < end:
        parcel = _claim(courier, endpoint_id)
        if parcel is None:
            return
        outcome = _send(courier, parcel)
        _record(courier, parcel.delivery_id, outcome)
        if outcome.is_silence:
            return


def _claim(courier: Courier, endpoint_id: UUID) -> Parcel | None:
    """The next parcel, once it is ours to send; None when there is none."""
    now = courier.now()
    with courier.opening() as session:
        endpoint = queries.find_endpoint(session, endpoint_id)
        if endpoint is None:
            return None
        if not endpoint.is_active:
            cancel_waiting(session, endpoint_id)
            return None
        _give_up_old(session, endpoint_id, now)
        delivery = queries.take_due(session, endpoint_id, now)
        if delivery is None:
            return None
        secrets = _secrets(courier.config, endpoint, now)
        if not secrets:
            delivery.state, delivery.problem = DeliveryState.FAILED.value, _BROKEN
            return None
        delivery.state, delivery.tries, delivery.tried_at = DeliveryState.SENDING.value, delivery.tries + 1, now
        body = delivery.body.encode()
        headers = signatures(secrets, message_id(delivery.id), now, body)
        headers |= {"Content-Type": "application/json", "User-Agent": "Monitoria-Webhooks/1", "Accept": "*/*"}
        return Parcel(delivery.id, endpoint.url, body, headers)


def _give_up_old(session: Session, endpoint_id: UUID, now: datetime) -> None:
    old = (
        WebhookDelivery.endpoint_id == endpoint_id,
        WebhookDelivery.state == DeliveryState.PENDING.value,
        WebhookDelivery.asked_at < now - WORTH_SENDING,
    )
    values = {"state": DeliveryState.FAILED.value, "problem": "O prazo de dois dias passou sem que fosse aceita."}
    session.execute(update(WebhookDelivery).where(*old).values(**values))


def _secrets(config: Config, endpoint: WebhookEndpoint, now: datetime) -> list[str]:
    """What signs: the secret, and the one before it for a day; nothing when they can't be opened."""
    sealer, sealed = make_sealer(config, PURPOSE), [endpoint.sealed_secret]
    if endpoint.sealed_previous and endpoint.previous_until and endpoint.previous_until > now:
        sealed.append(endpoint.sealed_previous)
    found = []
    for one in sealed:
        try:
            found.append(sealer.open(one, str(endpoint.id)))
        except SealBroken:
            continue
    return found


def _send(courier: Courier, parcel: Parcel) -> Outcome:
    began = time.monotonic()
    try:
        answer = post(parcel.url, parcel.body, parcel.headers, courier.config.webhook_allow, lookup=courier.lookup)
    except NotPosted as error:
        return Outcome(False, time.monotonic() - began, problem=str(error), is_silence=True)
    return _judge(answer, time.monotonic() - began)


def _judge(answer: Answer, seconds: float) -> Outcome:
    words = answer.body.decode("utf-8", "replace").replace("\x00", "")
    if 200 <= answer.status < 300:
        return Outcome(True, seconds, answer.status, words)
    problem = f"O recebedor respondeu {answer.status}."
    if 300 <= answer.status < 400:
        problem = f"O recebedor respondeu {answer.status}: redirecionamentos não são seguidos. Corrija o endereço."
    if answer.status == GONE:
        problem = "O recebedor respondeu 410: este endereço não existe mais."
    return Outcome(False, seconds, answer.status, words, problem)


def _record(courier: Courier, delivery_id: UUID, outcome: Outcome) -> None:
    """Write down what became of it; an endpoint that is gone or never answers is switched off."""
    now = courier.now()
    with courier.opening() as session:
        delivery = session.get(WebhookDelivery, delivery_id, with_for_update=True)
        if delivery is None:  # its endpoint was deleted meanwhile
            return
        delivery.status, delivery.answer, delivery.problem = outcome.status, outcome.answer, outcome.problem
        delivery.seconds = outcome.seconds
        if outcome.is_taken:
            delivery.state, delivery.delivered_at = DeliveryState.DELIVERED.value, now
            _count(session, delivery.endpoint_id, failures=0, failing_since=None)
            return
        due_at = None if outcome.status == GONE else next_try(delivery.tries, now, random.random())  # noqa: S311
        delivery.state = DeliveryState.FAILED.value if due_at is None else DeliveryState.PENDING.value
        delivery.due_at = due_at or delivery.due_at
        session.flush()
        _count_failure(session, delivery.endpoint_id, outcome, now)


def _count_failure(session: Session, endpoint_id: UUID, outcome: Outcome, now: datetime) -> None:
    endpoint = session.get(WebhookEndpoint, endpoint_id, with_for_update=True)
    if endpoint is None:
        return
    failures, since = endpoint.failures + 1, endpoint.failing_since or now
    _count(session, endpoint_id, failures=failures, failing_since=since)
    session.refresh(endpoint)
    reason = OffReason.GONE if outcome.status == GONE else OffReason.FAILING
    if endpoint.is_active and (reason is OffReason.GONE or is_hopeless(failures, since, now)):
        endpoint.is_active, endpoint.off_reason, endpoint.off_at = False, reason.value, now
        endpoint.updated_at = now
        session.flush()
        cancel_waiting(session, endpoint_id)
        emit(session, WebhookSwitchedOff(**about(endpoint), reason=reason.value))


def _count(session: Session, endpoint_id: UUID, **values: object) -> None:
    """No change of the endpoint: its version stays."""
    table = WebhookEndpoint.__table__
    session.connection().execute(update(table).where(table.c.id == endpoint_id).values(**values))  # type: ignore[arg-type]


def forget_old_deliveries(session: Session, now: datetime) -> None:
    """Forget what was told more than thirty days ago."""
    session.execute(delete(WebhookDelivery).where(WebhookDelivery.created_at < now - KEPT))
