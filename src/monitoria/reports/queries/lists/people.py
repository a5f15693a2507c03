"""The lists of people and teams as they leave."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Select, case, func, select
from sqlalchemy.orm import aliased

from monitoria.people.models import Team, User
from monitoria.people.queries import TEAM_ORDER, USER_ORDER, UserFilter, select_teams, select_users
from monitoria.people.schemas import TeamQuery, UserQuery
from monitoria.platform.access import Permission, Role, reach_people
from monitoria.platform.tables import Column, Kind, Words
from monitoria.reports.queries.lists.listing import (
    Asked,
    Listing,
    Sheet,
    choice_of,
    column,
    in_order,
    moment_of,
    text_of,
)
from monitoria.reports.queries.lists.words import ROLES

_Leader = aliased(User)
_Member = aliased(User)


def _user_columns(asked: Asked) -> tuple[Column, ...]:
    # Evaluators know operators by name; how to write to them is for those who lead them.
    is_hidden = asked.actor.role is Role.EVALUATOR
    email = case((User.id == asked.actor.id, User.email)) if is_hidden else User.email
    return (
        text_of("Nome", "Name", User.full_name, 30),
        text_of("Usuário", "User name", User.username, 20),
        text_of("E-mail", "E-mail", email, 30),
        choice_of("Perfil", "Role", User.role, ROLES, 22),
        text_of("Equipe", "Team", select(Team.name).where(Team.id == User.team_id).scalar_subquery(), 20),
        column("Ativo", "Active", Kind.YES_NO, User.is_active, 10),
        moment_of("Cadastrado em", "Registered at", User.created_at),
        moment_of("Alterado em", "Changed at", User.updated_at),
    )


def _users(asked: Asked) -> Select[Any]:
    query: UserQuery = asked.query
    wanted = UserFilter(query.role, query.team_id, query.active, query.q)
    return in_order(select_users(asked.actor, wanted), USER_ORDER)


def _team_columns(asked: Asked) -> tuple[Column, ...]:
    is_known = reach_people(asked.actor, person=_Leader.id, team=_Leader.team_id, role=_Leader.role)
    leader = select(_Leader.full_name).where(_Leader.id == Team.supervisor_id, is_known).scalar_subquery()
    in_reach = reach_people(asked.actor, person=_Member.id, team=_Member.team_id, role=_Member.role)
    members = select(func.count()).where(_Member.team_id == Team.id, _Member.is_active, in_reach).scalar_subquery()
    columns = (
        text_of("Equipe", "Team", Team.name, 24),
        text_of("Supervisão", "Supervisor", leader, 28),
        column("Ativa", "Active", Kind.YES_NO, Team.is_active, 10),
        column("Pessoas ativas", "Active people", Kind.INTEGER, members),
        moment_of("Criada em", "Created at", Team.created_at),
        moment_of("Alterada em", "Changed at", Team.updated_at),
    )
    # How many colleagues he has is not an operator's to count.
    return tuple(c for c in columns if not (asked.actor.is_operator and c.kind is Kind.INTEGER))


def _teams(asked: Asked) -> Select[Any]:
    query: TeamQuery = asked.query
    return in_order(select_teams(asked.actor, query.active), TEAM_ORDER)


USERS = Listing(
    name="users",
    rule="/api/users/export",
    permission=Permission.USER_READ,
    query=UserQuery,
    file_name=Words("pessoas", "people"),
    sheets=(Sheet(Words("Pessoas", "People"), _user_columns, _users),),
)
TEAMS = Listing(
    name="teams",
    rule="/api/teams/export",
    permission=Permission.TEAM_READ,
    query=TeamQuery,
    file_name=Words("equipes", "teams"),
    sheets=(Sheet(Words("Equipes", "Teams"), _team_columns, _teams),),
)
