"""The reach of a person as SQL: every list and every look-up begins from one of these conditions."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, false, or_, true

from monitoria.platform.access.words import Actor, Role


def reach_calls(actor: Actor, *, operator: Any, team: Any) -> ColumnElement[bool]:
    """Calls, and what hangs on them: all (admin, evaluator), the teams he leads (supervisor), his own (operator).

    `operator` and `team` are the columns that hold the call's operator and the team it was taken in.
    """
    if actor.role in (Role.ADMIN, Role.EVALUATOR):
        return true()
    if actor.role is Role.SUPERVISOR:
        return team.in_(actor.team_ids) if actor.team_ids else false()
    return operator == actor.id  # type: ignore[no-any-return]


def reach_people(actor: Actor, *, person: Any, team: Any, role: Any) -> ColumnElement[bool]:
    """People: all (admin), the operators (evaluator), his teams' and himself (supervisor), himself (operator)."""
    if actor.role is Role.ADMIN:
        return true()
    if actor.role is Role.EVALUATOR:
        return or_(person == actor.id, role == Role.OPERATOR.value)
    if actor.role is Role.SUPERVISOR and actor.team_ids:
        return or_(person == actor.id, team.in_(actor.team_ids))
    return person == actor.id  # type: ignore[no-any-return]
