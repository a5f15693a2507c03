"""What the verbs about plans share."""

from __future__ import annotations

from collections.abc import Container, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from monitoria.coaching import queries
from monitoria.coaching.errors import PlanMoveRefused
from monitoria.coaching.events import PlanUpdated
from monitoria.coaching.models import CoachingPlan
from monitoria.coaching.rules import PlanMove, PlanStatus, advance
from monitoria.platform.access import Actor, Facts, Permission, require
from monitoria.platform.errors import Findings, StaleVersion
from monitoria.platform.events import emit


def take_plan(
    session: Session, actor: Actor, move: PlanMove, plan_id: UUID, version: int | None = None
) -> tuple[CoachingPlan, PlanStatus]:
    """The plan, locked for a move that the actor may make and its status allows, and where the move leads."""
    plan = queries.get_plan(session, actor, plan_id, lock=True).plan
    require(actor, Permission(f"coaching:{move.value}"), facts_of(plan))
    to = advance(PlanStatus(plan.status), move)
    if to is None:
        raise PlanMoveRefused()
    if version is not None and plan.version != version:
        raise StaleVersion()
    return plan, to


def facts_of(plan: CoachingPlan) -> Facts:
    """What decisions about a plan look at."""
    return Facts(author_id=plan.owner_id, team_id=plan.team_id, operator_id=plan.operator_id)


def identity_of(plan: CoachingPlan) -> dict[str, Any]:
    """The facts that every event about this plan tells."""
    return {
        "plan_id": plan.id,
        "operator_id": plan.operator_id,
        "team_id": plan.team_id,
        "owner_id": plan.owner_id,
    }


def move_to(session: Session, plan: CoachingPlan, to: PlanStatus, now: datetime) -> None:
    """Put a running plan where a move leads; that a waiting one began is told."""
    if plan.status == to.value:
        return
    plan.status, plan.updated_at = to.value, now
    session.flush()
    emit(session, PlanUpdated(**identity_of(plan), changed=("status",)))


def check_due(due_on: date, today: date, findings: Findings) -> None:
    """A due date lies ahead."""
    if due_on < today:
        findings.add("/due_on", "O prazo já passou: escolha hoje ou um dia à frente.", "past")


def check_criteria(criteria: Sequence[str], known: Container[str], findings: Findings) -> None:
    """Only what the evaluations ask can be aimed at."""
    for at, key in enumerate(criteria):
        if key not in known:
            findings.add(f"/criteria/{at}", "Este item não está na ficha das monitorias do plano.", "unknown")
