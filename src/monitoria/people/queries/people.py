"""Every SELECT about people; each begins from what the caller may see."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, exists, or_, select, text
from sqlalchemy.orm import Session

from monitoria.people.models import Team, User
from monitoria.platform.access import Actor, Role, reach_people
from monitoria.platform.errors import NotFound
from monitoria.platform.http import PageQuery, Slice, SortKey, read_page
from monitoria.platform.search import sort_key

USER_ORDER = SortKey("name", (User.name_key, User.id))
TEAM_ORDER = SortKey("name", (Team.name_key, Team.id))


@dataclass(frozen=True, slots=True)
class UserFilter:
    """Which users a list shows; None means "any"."""

    role: Role | None = None
    team_id: UUID | None = None
    is_active: bool | None = None
    text: str | None = None


def _users_in_reach(actor: Actor) -> Select[User]:
    return select(User).where(reach_people(actor, person=User.id, team=User.team_id, role=User.role))


def list_users(session: Session, actor: Actor, wanted: UserFilter, page: PageQuery) -> Slice[User]:
    """A page of the users in reach, by name."""
    return read_page(
        session,
        select_users(actor, wanted),
        page=page,
        sort=USER_ORDER,
        shape=lambda row: row[0],
        key=lambda row: (row[0].name_key, row[0].id),
    )


def select_users(actor: Actor, wanted: UserFilter) -> Select[User]:
    """The users in reach that are wanted, in no order."""
    statement = _users_in_reach(actor)
    if wanted.role is not None:
        statement = statement.where(User.role == wanted.role.value)
    if wanted.team_id is not None:
        statement = statement.where(User.team_id == wanted.team_id)
    if wanted.is_active is not None:
        statement = statement.where(User.is_active == wanted.is_active)
    return statement.where(_matches(actor, wanted.text)) if wanted.text else statement


def _matches(actor: Actor, text: str) -> ColumnElement[bool]:
    """Part of the name, user name or, for whoever may read it, e-mail."""
    key = sort_key(text)
    named = or_(User.name_key.contains(key, autoescape=True), User.username_key.contains(key, autoescape=True))
    if actor.role is Role.EVALUATOR:
        return named
    return or_(named, User.email_key.contains(key, autoescape=True))


def get_user(session: Session, actor: Actor, user_id: UUID, *, lock: bool = False) -> User:
    """One user in reach; raises `NotFound`."""
    statement = _users_in_reach(actor).where(User.id == user_id)
    user = session.scalars(statement.with_for_update() if lock else statement).one_or_none()
    if user is None:
        raise NotFound("Esta pessoa não existe ou não está ao seu alcance.")
    return user


def find_user_by_key(session: Session, username_key: str, *, lock: bool = False) -> User | None:
    """Whoever has this user name, active or not: only for signing in and for refusing a name twice.

    Locked, nobody changes the person meanwhile: neither the password nor whether he may come in.
    """
    statement = select(User).where(User.username_key == username_key)
    return session.scalars(statement.with_for_update(read=True) if lock else statement).one_or_none()


def is_email_taken(session: Session, email_key: str, besides: UUID | None) -> bool:
    """Whether someone besides `besides` has this e-mail."""
    statement = select(exists().where(User.email_key == email_key, User.id != besides if besides else True))  # type: ignore[arg-type]
    return bool(session.execute(statement).scalar_one())


def has_users(session: Session) -> bool:
    """Whether anybody was ever registered."""
    return bool(session.execute(select(exists().select_from(User))).scalar_one())


def lock_active_admins(session: Session) -> set[UUID]:
    """The active admins, locked, so that two removals at once can't both think that another one stays."""
    statement = select(User.id).where(User.role == Role.ADMIN.value, User.is_active).order_by(User.id)
    return set(session.execute(statement.with_for_update()).scalars())


def list_teams(session: Session, actor: Actor, page: PageQuery, is_active: bool | None = None) -> Slice[Team]:
    """A page of the teams in reach, by name."""
    return read_page(
        session,
        select_teams(actor, is_active),
        page=page,
        sort=TEAM_ORDER,
        shape=lambda row: row[0],
        key=lambda row: (row[0].name_key, row[0].id),
    )


def select_teams(actor: Actor, is_active: bool | None = None) -> Select[Team]:
    """The teams in reach, in no order."""
    statement = _teams_in_reach(actor)
    return statement if is_active is None else statement.where(Team.is_active == is_active)


def _teams_in_reach(actor: Actor) -> Select[Team]:
    statement = select(Team)
    if actor.role in (Role.ADMIN, Role.EVALUATOR):
        return statement
    return statement.where(Team.id.in_(actor.team_ids))


def get_team(session: Session, actor: Actor, team_id: UUID) -> Team:
    """One team in reach; raises `NotFound`."""
    team = session.scalars(_teams_in_reach(actor).where(Team.id == team_id)).one_or_none()
    if team is None:
        raise NotFound("Esta equipe não existe ou não está ao seu alcance.")
    return team


def is_team_name_taken(session: Session, name_key: str, besides: UUID | None = None) -> bool:
    """Whether a team besides `besides` has this name."""
    found = session.execute(select(Team.id).where(Team.name_key == name_key)).scalar_one_or_none()
    return found is not None and found != besides


def find_operator(session: Session, operator_id: UUID) -> User | None:
    """An operator by identifier, active or not, regardless of reach: for verbs that check the team themselves."""
    user = session.get(User, operator_id)
    return user if user is not None and user.role == Role.OPERATOR.value else None


def names_of(session: Session, user_ids: Iterable[UUID]) -> dict[UUID, str]:
    """Full names by identifier, for people whom the caller already sees in an answer."""
    wanted = set(user_ids)
    if not wanted:
        return {}
    rows = session.execute(select(User.id, User.full_name).where(User.id.in_(wanted)))
    return {row.id: row.full_name for row in rows}


_REGISTERED = text(
    """
    SELECT u.role, u.team_id, (SELECT array_agg(t.id) FROM teams t WHERE t.supervisor_id = u.id) AS led
      FROM users u WHERE u.id = :user_id AND u.is_active
    """
)


def find_registered_actor(session: Session, user_id: UUID) -> Actor | None:
    """What this person may do now, whether signed in or not: for work that goes on without him. None once he left."""
    row = session.connection().execute(_REGISTERED, {"user_id": user_id}).one_or_none()
    if row is None:
        return None
    role = Role(row.role)
    teams = frozenset(row.led or ()) if role is Role.SUPERVISOR else frozenset({row.team_id} - {None})
    return Actor(id=user_id, role=role, team_ids=teams)


def reachable_operators(session: Session, actor: Actor) -> list[User]:
    """Every active operator whose calls the actor may register."""
    statement = select(User).where(User.role == Role.OPERATOR.value, User.is_active).order_by(User.name_key, User.id)
    if actor.role is Role.SUPERVISOR:
        statement = statement.where(User.team_id.in_(actor.team_ids))
    return list(session.scalars(statement))


def profile_of(session: Session, user_id: UUID) -> list[dict[str, Any]]:
    """What is kept of a person himself, for him to take along."""
    team = select(Team.name).where(Team.id == User.team_id).scalar_subquery().label("team")
    columns: Any = (User.username, User.full_name, User.email, User.role, team, User.is_active.label("active"))
    return rows_of(session, select(*columns, User.created_at).where(User.id == user_id))


def rows_of(session: Session, statement: Any) -> list[dict[str, Any]]:
    """What a statement gives, each row by the names of its columns."""
    return [dict(row._mapping) for row in session.execute(statement)]
