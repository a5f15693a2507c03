"""Deleting people and teams that nothing speaks of yet; others are deactivated, so that history keeps its names."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import delete, func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from monitoria.people import queries
from monitoria.people.errors import PersonInUse
from monitoria.people.events import TeamDeleted, UserDeleted
from monitoria.people.models import SignInSession, Team, User
from monitoria.platform.access import Actor, Permission, require
from monitoria.platform.events import emit


def delete_unused_user(session: Session, actor: Actor, user_id: UUID) -> None:
    """Delete a person who never signed in and whom nothing names. Raises `NotFound`, `Forbidden` or `PersonInUse`."""
    require(actor, Permission.USER_DEACTIVATE)
    user = queries.get_user(session, actor, user_id, lock=True)
    signed_in = select(func.count()).where(SignInSession.user_id == user.id)
    if session.scalar(signed_in):
        raise PersonInUse(f"{user.full_name} já entrou no sistema.")
    told = UserDeleted(user_id=user.id, username=user.username, team_id=user.team_id)
    try:
        with session.begin_nested():
            session.execute(delete(User).where(User.id == user.id))
    except IntegrityError:
        raise PersonInUse(f"{user.full_name} já aparece em chamadas, monitorias ou equipes.") from None
    session.expunge(user)
    emit(session, told)


def delete_unused_team(session: Session, actor: Actor, team_id: UUID) -> None:
    """Delete a team without people or calls. Raises `NotFound`, `Forbidden` or `PersonInUse`."""
    require(actor, Permission.TEAM_DEACTIVATE)
    team = queries.get_team(session, actor, team_id)
    try:
        with session.begin_nested():
            session.execute(delete(Team).where(Team.id == team.id))
    except IntegrityError:
        raise PersonInUse(f"A equipe {team.name} já tem pessoas ou chamadas.") from None
    session.expunge(team)
    emit(session, TeamDeleted(team_id=team.id, team_name=team.name))
