"""What people are told when something happens: one line a kind."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy.orm import Session

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
from monitoria.platform.events import Event, Listener, Subscription
from monitoria.platform.jobs import defer


def _telling(kind: str, when: Callable[[Any], bool] = lambda _: True) -> Listener:
    known = KINDS[kind]
    better = tuple(other.name for other in KINDS.values() if kind in other.instead_of)

    def on_event(session: Session, event: Event) -> None:
        if when(event) and service.tell(session, known, event, better):
            defer(session, tasks.send_letters)

    return on_event


SUBSCRIPTIONS: tuple[Subscription, ...] = (
    (EvaluationPublished, _telling("evaluation.published")),
    (EvaluationAcknowledged, _telling("evaluation.acknowledged", when=lambda event: not event.agrees)),
    (EvaluationContested, _telling("evaluation.contested")),
    (ContestDecided, _telling("evaluation.decided")),
    (EvaluationRevised, _telling("evaluation.revised")),
    (EvaluationClosed, _telling("evaluation.closed")),
    (DeadlineNeared, _telling("evaluation.deadline-neared")),
    (DecisionOverdue, _telling("evaluation.decision-overdue")),
    (ImportCommitted, _telling("import.committed")),
    (ImportFailed, _telling("import.failed")),
)
