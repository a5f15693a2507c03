"""Who has read an evaluation, and how long each step of its feedback took."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import set_committed_value

from monitoria.evaluations.events import EvaluationRead
from monitoria.evaluations.models import Evaluation
from monitoria.evaluations.queries import Labelled
from monitoria.evaluations.rules import Status, whole_minutes
from monitoria.evaluations.service.filling import identity_of
from monitoria.platform.access import Actor
from monitoria.platform.clock import Zone
from monitoria.platform.events import emit

# Not a change of the evaluation: its version stays, and two readings at once are one.
_READ = text("UPDATE evaluations SET read_at = :now WHERE id = :id AND read_at IS NULL RETURNING id")


def read_evaluation(session: Session, actor: Actor, found: Labelled, now: datetime, zone: Zone) -> None:
    """Keep when its own operator first opened a published evaluation, found in reach; of others nothing is kept."""
    evaluation = found.evaluation
    is_own = actor.id == evaluation.operator_id and evaluation.status != Status.DRAFT.value
    if not is_own or evaluation.read_at is not None:
        return
    if session.connection().execute(_READ, {"now": now, "id": evaluation.id}).first() is not None:
        set_committed_value(evaluation, "read_at", now)
        emit(session, EvaluationRead(**identity_of(found), **since_publication(evaluation, now, zone)))


def since_publication(evaluation: Evaluation, now: datetime, zone: Zone) -> dict[str, Any]:
    """What events about feedback tell of the time since an evaluation was published."""
    return {
        "published_on": None if evaluation.is_past else zone.day_of(evaluation.dated_at),
        "waited_minutes": whole_minutes(evaluation.dated_at, now),
    }
