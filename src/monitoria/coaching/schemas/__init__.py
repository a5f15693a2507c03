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
from monitoria.coaching.schemas.home import (
    ContestPage,
    ContestQuery,
    HomeOut,
    UnevaluatedPage,
    UnevaluatedQuery,
    show_contest_brief,
    show_home,
    show_unevaluated,
)
from monitoria.coaching.schemas.shown import PlanOut, PlanPage, show_plan, show_plan_summary

__all__ = [
    "ActionMarkBody",
    "ActionPath",
    "ContestPage",
    "ContestQuery",
    "HomeOut",
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
    "UnevaluatedPage",
    "UnevaluatedQuery",
    "show_comparison",
    "show_contest_brief",
    "show_home",
    "show_plan",
    "show_plan_summary",
    "show_unevaluated",
]
