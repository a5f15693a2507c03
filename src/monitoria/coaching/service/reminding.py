"""Reminding of due dates."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import update
from sqlalchemy.orm import Session

from monitoria.coaching import queries
from monitoria.coaching.events import PlanDueNeared
from monitoria.coaching.models import CoachingPlan
from monitoria.coaching.service.taking import identity_of
from monitoria.platform.clock import Zone
from monitoria.platform.events import emit


def remind_of_due_plans(session: Session, now: datetime, zone: Zone) -> int:
    """Tell, once for each due date, which running plans are due in the next days; gives how many."""
    plans = queries.find_near_due(session, zone.day_of(now))
    # Not through the mapper: a form that somebody has open is not stale because of it.
    session.execute(
        update(CoachingPlan).where(CoachingPlan.id.in_([plan.id for plan in plans])).values(reminded_at=now),
        execution_options={"synchronize_session": False},
    )
    for plan in plans:
        emit(session, PlanDueNeared(**identity_of(plan), due_on=plan.due_on))
    return len(plans)
