"""Every SELECT about plans and about what waits at home; each begins from what the caller may see."""

from monitoria.coaching.queries.comparison import list_earned
from monitoria.coaching.queries.home import (
    Awaited,
    Contested,
    Unevaluated,
    count_waiting,
    list_contests,
    list_unevaluated,
)
from monitoria.coaching.queries.plans import (
    SORT_KEYS,
    LabelledPlan,
    PlanFilter,
    PlanParts,
    Source,
    Written,
    actions_of,
    criteria_of,
    find_action,
    find_near_due,
    find_session,
    get_plan,
    list_plans,
    running_plans,
    versions_of,
    view_parts,
)
from monitoria.coaching.queries.taken import plans_of

__all__ = [
    "SORT_KEYS",
    "Awaited",
    "Contested",
    "LabelledPlan",
    "PlanFilter",
    "PlanParts",
    "Source",
    "Unevaluated",
    "Written",
    "actions_of",
    "count_waiting",
    "criteria_of",
    "find_action",
    "find_near_due",
    "find_session",
    "get_plan",
    "list_contests",
    "list_earned",
    "list_plans",
    "list_unevaluated",
    "plans_of",
    "running_plans",
    "versions_of",
    "view_parts",
]
