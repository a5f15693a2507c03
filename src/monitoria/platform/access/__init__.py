"""Who may do what: words, roles, one pure decision, and the reach of a person as SQL."""

from monitoria.platform.access.decisions import Decision, Facts, allowed, decide, require
from monitoria.platform.access.reach import reach_calls, reach_people
from monitoria.platform.access.words import GRANTS, Actor, KeyMark, Permission, Role, key_scopes, may_any_key

__all__ = [
    "GRANTS",
    "Actor",
    "Decision",
    "Facts",
    "KeyMark",
    "Permission",
    "Role",
    "allowed",
    "decide",
    "key_scopes",
    "may_any_key",
    "reach_calls",
    "reach_people",
    "require",
]
