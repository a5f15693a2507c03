"""Shapes of coaching that cross HTTP."""

from monitoria.coaching.schemas.bodies import (
    ActionMarkBody,
    ActionPath,
    NoteBody,
    PlanBody,
    PlanEndBody,
    PlanQuery,
    PlanStartBody,
    PlanUpdateBody,
    SessionBody,
    SessionPath,
)
from monitoria.coaching.schemas.compared import PlanComparisonOut, show_comparison
from monitoria.coaching.schemas.shown import PlanOut, PlanPage, show_plan, show_plan_summary

__all__ = [
    "ActionMarkBody",
    "ActionPath",
    "NoteBody",
    "PlanBody",
    "PlanComparisonOut",
    "PlanEndBody",
    "PlanOut",
    "PlanPage",
    "PlanQuery",
    "PlanStartBody",
    "PlanUpdateBody",
    "SessionBody",
    "SessionPath",
    "show_comparison",
    "show_plan",
    "show_plan_summary",
]
