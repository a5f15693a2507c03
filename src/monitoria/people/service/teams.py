"""Creating, changing, closing and reopening teams."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from monitoria.people import queries
from monitoria.people.errors import TeamNameTaken
from monitoria.people.events import TeamCreated, TeamDeactivated, TeamReactivated, TeamUpdated
from monitoria.people.models import Team, User
from monitoria.platform.access import Actor, Permission, Role, require
from monitoria.platform.errors import FieldError, Invalid, StaleVersion
from monitoria.platform.events import emit
from monitoria.platform.search import sort_key


@dataclass(frozen=True, slots=True)
class TeamFields:
    """A team's name and who leads it."""

    name: str
    supervisor_id: UUID | None


def create_team(session: Session, actor: Actor, fields: TeamFields, now: datetime) -> Team:
    """Create a team. Raises `Forbidden`, `TeamNameTaken` or `Invalid`."""
    require(actor, Permission.TEAM_CREATE)
    _check(session, fields)
    team = Team(
        name=fields.name,
        name_key=sort_key(fields.name),
        supervisor_id=fields.supervisor_id,
        is_active=True,
        created_at=now,
        updated_at=now,
    )
    session.add(team)
    session.flush()
    emit(session, TeamCreated(team_id=team.id, team_name=team.name))
    return team


def update_team(session: Session, actor: Actor, team_id: UUID, version: int, fields: TeamFields, now: datetime) -> Team:
    """Rename a team or change who leads it. Raises `NotFound`, `Forbidden`, `StaleVersion`, `TeamNameTaken`."""
    require(actor, Permission.TEAM_UPDATE)
    team = queries.get_team(session, actor, team_id)
    if team.version != version:
        raise StaleVersion()
    _check(session, fields, besides=team.id)
    before: dict[str, object] = {"name": team.name, "supervisor_id": team.supervisor_id}
    team.name, team.name_key = fields.name, sort_key(fields.name)
    team.supervisor_id = fields.supervisor_id
    team.updated_at = now
    session.flush()
    after: dict[str, object] = {"name": team.name, "supervisor_id": team.supervisor_id}
    changes = {key: (before[key], after[key]) for key in before if before[key] != after[key]}
    emit(session, TeamUpdated(team_id=team.id, team_name=team.name, changes=changes))
    return team


def deactivate_team(session: Session, actor: Actor, team_id: UUID, now: datetime) -> None:
    """Close a team; its calls and people keep it. Raises `NotFound` or `Forbidden`."""
    require(actor, Permission.TEAM_DEACTIVATE)
    team = queries.get_team(session, actor, team_id)
    if team.is_active:
        team.is_active, team.updated_at = False, now
        session.flush()
        emit(session, TeamDeactivated(team_id=team.id, team_name=team.name))


def reactivate_team(session: Session, actor: Actor, team_id: UUID, now: datetime) -> Team:
    """Open a team again. Raises `NotFound` or `Forbidden`."""
    require(actor, Permission.TEAM_REACTIVATE)
    team = queries.get_team(session, actor, team_id)
    if not team.is_active:
        team.is_active, team.updated_at = True, now
        session.flush()
        emit(session, TeamReactivated(team_id=team.id, team_name=team.name))
    return team


def _check(session: Session, fields: TeamFields, besides: UUID | None = None) -> None:
    if fields.supervisor_id is not None:
        leader = session.get(User, fields.supervisor_id)
        if leader is None or not leader.is_active or leader.role != Role.SUPERVISOR.value:
            raise Invalid.at("/supervisor_id", "Quem lidera a equipe deve ser um supervisor ativo.", "role")
    if queries.is_team_name_taken(session, sort_key(fields.name), besides):
        raise TeamNameTaken(errors=[FieldError("/name", "Já está em uso.", "taken")])
