"""The people of the sample: seven users, one team, with documented passwords."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from monitoria.people.rules import SAMPLE_PASSWORDS
from monitoria.people.service import NewUser, TeamFields, create_team, register_user
from monitoria.platform.access import Actor, Role
from monitoria.privacy.rules import AWARENESS
from monitoria.privacy.service import accept_term

OPERATORS = (
    ("joão.silva", "João Silva"),
    ("ana.santos", "Ana Santos"),
    ("pedro.oliveira", "Pedro Oliveira"),
    ("carla.souza", "Carla Souza"),
    ("lucas.ferreira", "Lucas Ferreira"),
)
TEAM_NAME = "Atendimento"


@dataclass(frozen=True, slots=True)
class Staff:
    """Who acts in the sample."""

    admin: Actor
    supervisor: Actor
    team_id: UUID
    operator_ids: tuple[UUID, ...]


def register_staff(session: Session, now: datetime) -> Staff:
    """Register the admin, the supervisor with his team, and five operators. Only where nobody is registered."""
    first = register_user(
        session, None, NewUser("admin", SAMPLE_PASSWORDS["admin"], "Administrador", is_sample=True), now
    )
    admin = Actor(id=first.id, role=Role.ADMIN)
    leader = NewUser("supervisor", SAMPLE_PASSWORDS["supervisor"], "Supervisor", role=Role.SUPERVISOR, is_sample=True)
    supervisor = register_user(session, admin, leader, now)
    team = create_team(session, admin, TeamFields(TEAM_NAME, supervisor.id), now)
    password = SAMPLE_PASSWORDS["operator"]
    operators = [
        register_user(session, admin, NewUser(name, password, full_name, team_id=team.id, is_sample=True), now)
        for name, full_name in OPERATORS
    ]
    for person in operators:
        accept_term(session, Actor(person.id, Role.OPERATOR, frozenset({team.id})), AWARENESS, 1, now)
    leading = Actor(id=supervisor.id, role=Role.SUPERVISOR, team_ids=frozenset({team.id}))
    return Staff(admin, leading, team.id, tuple(person.id for person in operators))
