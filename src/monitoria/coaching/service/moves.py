"""Changing, beginning and ending a plan; marking its actions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from monitoria.coaching import queries
from monitoria.coaching.events import PlanCancelled, PlanConcluded, PlanUpdated
from monitoria.coaching.models import CoachingAction, CoachingPlan
from monitoria.coaching.rules import NewAction, PlanChanges, PlanMove, PlanStatus
from monitoria.coaching.service.taking import check_criteria, check_due, identity_of, move_to, take_plan
from monitoria.platform.access import Actor
from monitoria.platform.clock import Zone
from monitoria.platform.errors import Findings
from monitoria.platform.events import emit


def update_plan(
    session: Session, actor: Actor, plan_id: UUID, changes: PlanChanges, now: datetime, zone: Zone
) -> CoachingPlan:
    """Change a plan. Raises `NotFound`, `Forbidden`, `PlanMoveRefused`, `StaleVersion` or `Invalid`."""
    plan, _ = take_plan(session, actor, PlanMove.UPDATE, plan_id, changes.version)
    findings = Findings()
    if changes.due_on is not None and changes.due_on != plan.due_on:
        check_due(changes.due_on, zone.day_of(now), findings)
    if changes.criteria is not None:
        known = queries.criteria_of(session, queries.versions_of(session, plan.id))
        check_criteria(changes.criteria, {*known, *plan.criteria}, findings)
    present = queries.actions_of(session, plan.id)
    _check_actions(changes.actions or (), present, findings)
    findings.raise_if_any()
    changed = [*_apply(plan, changes)]
    if changes.actions is not None and _replace_actions(session, plan.id, present, changes.actions):
        changed.append("actions")
    if changed:
        plan.updated_at = now
        session.flush()
        emit(session, PlanUpdated(**identity_of(plan), changed=tuple(changed)))
    return plan


def _apply(plan: CoachingPlan, changes: PlanChanges) -> list[str]:
    changed = []
    if changes.objective not in (None, plan.objective):
        plan.objective = str(changes.objective)
        changed.append("objective")
    if changes.criteria is not None and list(changes.criteria) != plan.criteria:
        plan.criteria = list(dict.fromkeys(changes.criteria))
        changed.append("criteria")
    if changes.due_on is not None and changes.due_on != plan.due_on:
        plan.due_on, plan.reminded_at = changes.due_on, None
        changed.append("due_on")
    return changed


def _check_actions(wanted: Sequence[NewAction], present: Sequence[CoachingAction], findings: Findings) -> None:
    known, seen = {action.id for action in present}, set()
    for at, action in enumerate(wanted):
        if action.id is not None and (action.id not in known or action.id in seen):
            findings.add(f"/actions/{at}/id", "Esta ação não faz parte do plano, ou aparece duas vezes.", "unknown")
        seen.add(action.id)


def _replace_actions(
    session: Session, plan_id: UUID, present: Sequence[CoachingAction], wanted: Sequence[NewAction]
) -> bool:
    """Whether anything changed."""
    if [(action.id, action.text) for action in present] == [(action.id, action.text) for action in wanted]:
        return False
    by_id = {action.id: action for action in present}
    for at, action in enumerate(wanted):
        if action.id is None:
            session.add(CoachingAction(plan_id=plan_id, position=at, text=action.text))
        else:
            by_id[action.id].position, by_id[action.id].text = at, action.text
    for identity in by_id.keys() - {action.id for action in wanted}:
        session.delete(by_id[identity])
    session.flush()
    return True


def start_plan(session: Session, actor: Actor, plan_id: UUID, version: int, now: datetime) -> CoachingPlan:
    """Say that the work on it has begun. Raises `NotFound`, `Forbidden`, `PlanMoveRefused` or `StaleVersion`."""
    plan, to = take_plan(session, actor, PlanMove.START, plan_id, version)
    move_to(session, plan, to, now)
    return plan


def mark_action(
    session: Session, actor: Actor, plan_id: UUID, action_id: UUID, *, is_done: bool, now: datetime
) -> CoachingPlan:
    """Mark an action done, or not done after all. Raises `NotFound`, `Forbidden` or `PlanMoveRefused`."""
    plan, to = take_plan(session, actor, PlanMove.MARK, plan_id)
    action = queries.find_action(session, plan_id, action_id)
    if is_done == (action.done_at is not None):
        return plan
    action.done_at, action.done_by_id = (now, actor.id) if is_done else (None, None)
    session.flush()
    emit(session, PlanUpdated(**identity_of(plan), changed=("actions",)))
    if is_done:
        move_to(session, plan, to, now)
    return plan


def conclude_plan(
    session: Session, actor: Actor, plan_id: UUID, version: int, closing_note: str, now: datetime
) -> CoachingPlan:
    """Say that it is done, and how it went. Raises `NotFound`, `Forbidden`, `PlanMoveRefused` or `StaleVersion`."""
    plan, to = take_plan(session, actor, PlanMove.CONCLUDE, plan_id, version)
    _end(session, plan, to, closing_note, now)
    emit(session, PlanConcluded(**identity_of(plan)))
    return plan


def cancel_plan(
    session: Session, actor: Actor, plan_id: UUID, version: int, closing_note: str, now: datetime
) -> CoachingPlan:
    """Give it up, and say why. Raises `NotFound`, `Forbidden`, `PlanMoveRefused` or `StaleVersion`."""
    plan, to = take_plan(session, actor, PlanMove.CANCEL, plan_id, version)
    _end(session, plan, to, closing_note, now)
    emit(session, PlanCancelled(**identity_of(plan)))
    return plan


def _end(session: Session, plan: CoachingPlan, to: PlanStatus, closing_note: str, now: datetime) -> None:
    plan.status, plan.closing_note = to.value, closing_note
    plan.ended_at = plan.updated_at = now
    session.flush()
