"""What is told elsewhere when something happens: one line a public event."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy.orm import Session

from monitoria.calls.events import CallCreated
from monitoria.coaching.events import PlanCancelled, PlanConcluded, PlanCreated, PlanSessionHeld
from monitoria.evaluations.events import (
    ContestDecided,
    EvaluationAcknowledged,
    EvaluationClosed,
    EvaluationContested,
    EvaluationPublished,
    EvaluationRevised,
)
from monitoria.imports.events import ImportCommitted
from monitoria.platform.events import Event, Listener, Subscription
from monitoria.platform.jobs import defer
from monitoria.webhooks import service, tasks
from monitoria.webhooks.events import WebhookDeliveryAsked


def _telling(kind: str, when: Callable[[Any], bool] = lambda _: True) -> Listener:
    def on_event(session: Session, event: Event) -> None:
        for endpoint_id in service.tell(session, kind, event) if when(event) else ():
            defer(session, tasks.deliver_webhooks, endpoint_id=str(endpoint_id))

    return on_event


def on_asked(session: Session, event: WebhookDeliveryAsked) -> None:
    """Somebody waits for the result."""
    defer(session, tasks.deliver_webhooks, endpoint_id=str(event.webhook_id))


SUBSCRIPTIONS: tuple[Subscription, ...] = (
    (CallCreated, _telling("call.created")),
    # One that is brought in from the past waits for nobody, and is no news.
    (EvaluationPublished, _telling("evaluation.published", when=lambda event: event.acknowledge_by is not None)),
    (EvaluationRevised, _telling("evaluation.revised")),
    (EvaluationAcknowledged, _telling("evaluation.acknowledged")),
    (EvaluationClosed, _telling("evaluation.closed")),
    (EvaluationContested, _telling("contest.opened")),
    (ContestDecided, _telling("contest.decided")),
    (PlanCreated, _telling("coaching.plan_created")),
    (PlanSessionHeld, _telling("coaching.session_held")),
    (PlanConcluded, _telling("coaching.plan_concluded")),
    (PlanCancelled, _telling("coaching.plan_cancelled")),
    (ImportCommitted, _telling("import.committed")),
    (WebhookDeliveryAsked, on_asked),
)
