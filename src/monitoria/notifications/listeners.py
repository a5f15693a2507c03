"""What people are told when something happens: one line a kind."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy.orm import Session

from monitoria.coaching.events import (
    PlanCancelled,
    PlanConcluded,
    PlanCreated,
    PlanDueNeared,
    PlanNoteAdded,
    PlanSessionHeld,
)
from monitoria.evaluations.events import (
    ContestDecided,
    DeadlineNeared,
    DecisionOverdue,
    EvaluationAcknowledged,
    EvaluationClosed,
    EvaluationContested,
    EvaluationPublished,
    EvaluationRevised,
)
from monitoria.imports.events import ImportCommitted, ImportFailed
from monitoria.notifications import service, tasks
from monitoria.notifications.rules import KINDS
from monitoria.people.events import SecurityEvent
from monitoria.platform.events import Event, Listener, Subscription
from monitoria.platform.jobs import defer
from monitoria.reports.events import ExportFailed, ExportReady
from monitoria.webhooks.events import WebhookSwitchedOff


def _telling(kind: str, when: Callable[[Any], bool] = lambda _: True) -> Listener:
    known = KINDS[kind]
    better = tuple(other.name for other in KINDS.values() if kind in other.instead_of)

    def on_event(session: Session, event: Event) -> None:
        if when(event) and service.tell(session, known, event, better):
            defer(session, tasks.send_letters)

    return on_event


SUBSCRIPTIONS: tuple[Subscription, ...] = (
    # One that is brought in from the past waits for nobody, and is no news.
    (EvaluationPublished, _telling("evaluation.published", when=lambda event: event.acknowledge_by is not None)),
    (EvaluationAcknowledged, _telling("evaluation.acknowledged", when=lambda event: not event.agrees)),
    (EvaluationContested, _telling("evaluation.contested")),
    (ContestDecided, _telling("evaluation.decided")),
    (EvaluationRevised, _telling("evaluation.revised")),
    (EvaluationClosed, _telling("evaluation.closed")),
    (DeadlineNeared, _telling("evaluation.deadline-neared")),
    (DecisionOverdue, _telling("evaluation.decision-overdue")),
    (PlanCreated, _telling("plan.created")),
    (PlanNoteAdded, _telling("plan.note-added", when=lambda event: not event.is_private)),
    (PlanSessionHeld, _telling("plan.session-held")),
    (PlanDueNeared, _telling("plan.due-neared")),
    (PlanConcluded, _telling("plan.concluded")),
    (PlanCancelled, _telling("plan.cancelled")),
    (ImportCommitted, _telling("import.committed")),
    (ImportFailed, _telling("import.failed")),
    (ExportReady, _telling("export.ready")),
    (ExportFailed, _telling("export.failed")),
    (WebhookSwitchedOff, _telling("webhook.switched-off")),
    (SecurityEvent, _telling("account.security")),
)
