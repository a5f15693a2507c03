"""The trade of coaching in plain functions."""

from monitoria.coaching.rules.comparison import (
    COMPARED_FOR,
    LEAST_N,
    Caution,
    Comparison,
    Earned,
    compare_criteria,
    compare_values,
)
from monitoria.coaching.rules.home import DUE_SOON_DAYS, Waiting
from monitoria.coaching.rules.plans import (
    MOST_ACTIONS,
    MOST_CRITERIA,
    MOST_NOTES,
    MOST_SESSIONS,
    MOST_SOURCES,
    OPEN_STATUSES,
    REMINDED_DAYS,
    PlanMove,
    PlanStatus,
    advance,
    is_due_near,
    open_moves,
)
from monitoria.coaching.rules.wishes import NewAction, NewPlan, NewSession, PlanChanges

__all__ = [
    "COMPARED_FOR",
    "DUE_SOON_DAYS",
    "LEAST_N",
    "MOST_ACTIONS",
    "MOST_CRITERIA",
    "MOST_NOTES",
    "MOST_SESSIONS",
    "MOST_SOURCES",
    "OPEN_STATUSES",
    "REMINDED_DAYS",
    "Caution",
    "Comparison",
    "Earned",
    "NewAction",
    "NewPlan",
    "NewSession",
    "PlanChanges",
    "PlanMove",
    "PlanStatus",
    "Waiting",
    "advance",
    "compare_criteria",
    "compare_values",
    "is_due_near",
    "open_moves",
]
