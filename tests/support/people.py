"""The people that tests play with: two teams with a supervisor each, evaluators, operators, an admin."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from monitoria.people.models import Team, User
from monitoria.people.service.hashing import hash_password
from monitoria.platform.access import Actor, Role
from monitoria.platform.search import sort_key

PASSWORD = "uma-senha-boa"
_HASH = hash_password(PASSWORD)


@dataclass(frozen=True)
class Cast:
    """North is led by `supervisor` and has `ana` and `bruno`; South is led by `other_supervisor` and has `carla`."""

    admin: User
    supervisor: User
    other_supervisor: User
    evaluator: User
    other_evaluator: User
    ana: User
    bruno: User
    carla: User
    north: Team
    south: Team


def make_user(session: Session, now: datetime, username: str, role: Role, team: Team | None = None) -> User:
    """Insert a user whose password is `PASSWORD`."""
    full_name = username.replace(".", " ").title()
    user = User(
        username=username,
        username_key=sort_key(username),
        full_name=full_name,
        name_key=sort_key(full_name),
        role=role.value,
        team_id=team.id if team else None,
        is_active=True,
        password_hash=_HASH,
        created_at=now,
        updated_at=now,
    )
    session.add(user)
    session.flush()
    return user


def make_team(session: Session, now: datetime, name: str, supervisor: User | None = None) -> Team:
    """Insert a team."""
    team = Team(
        name=name,
        name_key=sort_key(name),
        supervisor_id=supervisor.id if supervisor else None,
        is_active=True,
        created_at=now,
        updated_at=now,
    )
    session.add(team)
    session.flush()
    return team


def make_cast(session: Session, now: datetime) -> Cast:
    """Insert everybody."""
    supervisor = make_user(session, now, "sílvia.souza", Role.SUPERVISOR)
    other_supervisor = make_user(session, now, "otávio.nunes", Role.SUPERVISOR)
    north = make_team(session, now, "Equipe Norte", supervisor)
    south = make_team(session, now, "Equipe Sul", other_supervisor)
    return Cast(
        admin=make_user(session, now, "adélia.prado", Role.ADMIN),
        supervisor=supervisor,
        other_supervisor=other_supervisor,
        evaluator=make_user(session, now, "eva.monteiro", Role.EVALUATOR),
        other_evaluator=make_user(session, now, "ênio.campos", Role.EVALUATOR),
        ana=make_user(session, now, "ana.conceição", Role.OPERATOR, north),
        bruno=make_user(session, now, "bruno.lima", Role.OPERATOR, north),
        carla=make_user(session, now, "carla.dias", Role.OPERATOR, south),
        north=north,
        south=south,
    )


def actor_of(user: User, *teams: Team) -> Actor:
    """`user` as an actor; give a supervisor the teams he leads."""
    own = frozenset(team.id for team in teams) or frozenset({user.team_id} - {None})
    return Actor(id=user.id, role=Role(user.role), team_ids=own)
