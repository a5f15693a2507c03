"""The verbs about plans."""

from monitoria.coaching.service.create import create_plan
from monitoria.coaching.service.moves import (
    cancel_plan,
    conclude_plan,
    mark_action,
    start_plan,
    update_plan,
)
from monitoria.coaching.service.reminding import remind_of_due_plans
from monitoria.coaching.service.talking import acknowledge_session, add_note, hold_session

__all__ = [
    "acknowledge_session",
    "add_note",
    "cancel_plan",
    "conclude_plan",
    "create_plan",
    "hold_session",
    "mark_action",
    "remind_of_due_plans",
    "start_plan",
    "update_plan",
]
