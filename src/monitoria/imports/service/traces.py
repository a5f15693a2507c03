"""What an import made or changed, written down as it happens, and taken back when it is undone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import delete
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from monitoria.calls.service import delete_call
from monitoria.evaluations.service import withdraw_evaluation
from monitoria.imports import queries
from monitoria.imports.models import ImportTrace
from monitoria.imports.rules.lifecycle import TraceKind
from monitoria.people.models import Team, User
from monitoria.people.service import (
    TeamFields,
    UserChanges,
    delete_unused_team,
    delete_unused_user,
    update_team,
    update_user,
)
from monitoria.platform.access import Actor, Role
from monitoria.platform.clock import Zone

# Evaluations before their calls; operators before their team, a team before its leader.
UNDO_ORDER = (TraceKind.EVALUATION, TraceKind.CALL)
AT_ONCE = 200


def trace(
    session: Session, import_id: UUID, kind: TraceKind, thing_id: UUID, before: dict[str, Any] | None = None
) -> None:
    """Remember that the import made this, or changed it from what it was `before`; the first word holds."""
    values = {"import_id": import_id, "kind": kind.value, "thing_id": thing_id, "before": before}
    session.execute(insert(ImportTrace).values(values).on_conflict_do_nothing())


def undo_evaluations(session: Session, actor: Actor, import_id: UUID, zone: Zone) -> int:
    """Take back some evaluations, or when none is left some of the calls made for them; how many, 0 at the end.

    Raises `EvaluationTouched` or `CallHasEvaluations`.
    """
    for kind in UNDO_ORDER:
        found = queries.traces_of(session, import_id, kind, AT_ONCE)
        for made in found:
            if kind is TraceKind.EVALUATION:
                withdraw_evaluation(session, actor, made.thing_id, zone)
            else:
                delete_call(session, actor, made.thing_id, zone)
        if found:
            _forget(session, import_id, kind, [made.thing_id for made in found])
            return len(found)
    return 0


def undo_people(session: Session, actor: Actor, import_id: UUID, now: datetime) -> tuple[int, int]:
    """Give back what people and teams said before, and delete those that were made: (restored, removed).

    Raises `PersonInUse`, or the problems of changing people.
    """
    teams = queries.traces_of(session, import_id, TraceKind.TEAM)
    users = queries.traces_of(session, import_id, TraceKind.USER)
    restored = sum(_restore_user(session, actor, one, now) for one in users if one.before is not None)
    restored += sum(_restore_team(session, actor, one, now) for one in teams if one.before is not None)
    made = [session.get_one(User, one.thing_id) for one in users if one.before is None]
    for user in made:
        if user.role == Role.OPERATOR.value:
            delete_unused_user(session, actor, user.id)
    for one in teams:
        if one.before is None:
            delete_unused_team(session, actor, one.thing_id)
    for user in made:
        if user.role != Role.OPERATOR.value:
            delete_unused_user(session, actor, user.id)
    removed = len(made) + sum(one.before is None for one in teams)
    session.execute(delete(ImportTrace).where(ImportTrace.import_id == import_id))
    return restored, removed


def _restore_user(session: Session, actor: Actor, was: ImportTrace, now: datetime) -> bool:
    assert was.before is not None  # noqa: S101 - asked before
    user = session.get_one(User, was.thing_id)
    team = was.before.get("team_id")
    fields = {**was.before, **({"team_id": None if team is None else UUID(team)} if "team_id" in was.before else {})}
    update_user(session, actor, user.id, UserChanges(user.version, fields), now)
    return True


def _restore_team(session: Session, actor: Actor, was: ImportTrace, now: datetime) -> bool:
    assert was.before is not None  # noqa: S101 - asked before
    team = session.get_one(Team, was.thing_id)
    leader = was.before["supervisor_id"]
    fields = TeamFields(team.name, None if leader is None else UUID(leader))
    update_team(session, actor, team.id, team.version, fields, now)
    return True


def _forget(session: Session, import_id: UUID, kind: TraceKind, things: Sequence[UUID]) -> None:
    gone = delete(ImportTrace).where(
        ImportTrace.import_id == import_id, ImportTrace.kind == kind.value, ImportTrace.thing_id.in_(things)
    )
    session.execute(gone)
