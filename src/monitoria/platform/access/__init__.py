"""Who may do what: words, roles, one pure decision, and the reach of a person as SQL."""

from monitoria.platform.access.decisions import Decision, Facts, allowed, decide, require
from monitoria.platform.access.reach import reach_calls, reach_people
from monitoria.platform.access.words import GRANTS, Actor, Permission, Role

__all__ = [
    "GRANTS",
    "Actor",
    "Decision",
    "Facts",
    "Permission",
    "Role",
    "allowed",
    "decide",
    "reach_calls",
    "reach_people",
    "require",
]
