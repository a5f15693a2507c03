"""Notes, and sessions held."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from monitoria.coaching import queries
from monitoria.coaching.errors import PlanMoveRefused
from monitoria.coaching.events import PlanNoteAdded, PlanSessionAcknowledged, PlanSessionHeld
from monitoria.coaching.models import CoachingNote, CoachingPlan, CoachingSession
from monitoria.coaching.rules import MOST_NOTES, MOST_SESSIONS, NewSession, PlanMove
from monitoria.coaching.service.taking import identity_of, move_to, take_plan
from monitoria.platform.access import Actor
from monitoria.platform.clock import Zone
from monitoria.platform.errors import Invalid
from monitoria.platform.events import emit


def add_note(
    session: Session, actor: Actor, plan_id: UUID, text: str, *, is_private: bool, now: datetime
) -> CoachingPlan:
    """Write a note; a private one its operator never reads. Raises `NotFound`, `Forbidden` or `PlanMoveRefused`."""
    plan, _ = take_plan(session, actor, PlanMove.NOTE_PRIVATELY if is_private else PlanMove.NOTE, plan_id)
    if queries.count_notes(session, plan_id) >= MOST_NOTES:
        raise PlanMoveRefused(f"Este plano já tem {MOST_NOTES} anotações. Conclua-o e crie outro para continuar.")
    note = CoachingNote(plan_id=plan.id, author_id=actor.id, is_private=is_private, text=text, created_at=now)
    session.add(note)
    session.flush()
    emit(session, PlanNoteAdded(**identity_of(plan), note_id=note.id, is_private=is_private))
    return plan


def hold_session(
    session: Session, actor: Actor, plan_id: UUID, new: NewSession, now: datetime, zone: Zone
) -> CoachingPlan:
    """Record a session that was held. Raises `NotFound`, `Forbidden`, `PlanMoveRefused` or `Invalid`."""
    plan, to = take_plan(session, actor, PlanMove.HOLD_SESSION, plan_id)
    if new.held_on > zone.day_of(now):
        raise Invalid.at("/held_on", "Registre o encontro depois que ele acontecer.", "future")
    if queries.count_sessions(session, plan_id) >= MOST_SESSIONS:
        raise PlanMoveRefused(f"Este plano já tem {MOST_SESSIONS} encontros. Conclua-o e crie outro para continuar.")
    held = CoachingSession(plan_id=plan.id, held_by_id=actor.id, held_on=new.held_on, notes=new.notes, created_at=now)
    session.add(held)
    session.flush()
    emit(session, PlanSessionHeld(**identity_of(plan), session_id=held.id, held_on=held.held_on))
    move_to(session, plan, to, now)
    return plan


def acknowledge_session(session: Session, actor: Actor, plan_id: UUID, session_id: UUID, now: datetime) -> CoachingPlan:
    """The operator says that the session took place; twice is as good as once.

    Raises `NotFound`, `Forbidden` for anybody else, or `PlanMoveRefused` when the plan was cancelled.
    """
    plan, _ = take_plan(session, actor, PlanMove.ACKNOWLEDGE_SESSION, plan_id)
    held = queries.find_session(session, plan_id, session_id)
    if held.acknowledged_at is None:
        held.acknowledged_at = now
        session.flush()
        emit(session, PlanSessionAcknowledged(**identity_of(plan), session_id=held.id))
    return plan
