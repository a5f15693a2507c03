"""What is well and what is not, and how it is said."""

from monitoria.system.rules.health import (
    Facts,
    Finding,
    HealthState,
    Matter,
    Verified,
    judge,
    judge_mail,
    judge_worker,
    worst,
)
from monitoria.system.rules.tasks import TASKS, task_words
from monitoria.system.rules.values import Count, Language, Size, Span
from monitoria.system.rules.words import Said, say

__all__ = [
    "TASKS",
    "Count",
    "Facts",
    "Finding",
    "HealthState",
    "Language",
    "Matter",
    "Said",
    "Size",
    "Span",
    "Verified",
    "judge",
    "judge_mail",
    "judge_worker",
    "say",
    "task_words",
    "worst",
]
