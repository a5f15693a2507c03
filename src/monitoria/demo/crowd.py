"""The people of a large sample: those of the small one, and many more."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import insert
from sqlalchemy.orm import Session

from monitoria.demo.people import register_staff
from monitoria.demo.scenes import FIRST_NAMES, LAST_NAMES
from monitoria.people.models import Team, User
from monitoria.people.rules import SAMPLE_PASSWORDS
from monitoria.people.service.hashing import hash_password
from monitoria.platform.access import Role
from monitoria.platform.database import new_id
from monitoria.platform.search import sort_key

TEAMS, OPERATORS, EVALUATORS = 10, 200, 8


@dataclass(frozen=True, slots=True)
class Crowd:
    """Operators with their teams, and who evaluates."""

    operators: Sequence[tuple[UUID, UUID]]
    evaluator_ids: Sequence[UUID]
    admin_id: UUID


def register_crowd(session: Session, now: datetime) -> Crowd:
    """Register the sample's staff and enough others; evaluators are `avaliador1`… with the operators' password."""
    chance = random.Random(7)  # noqa: S311 - the same people every time
    staff = register_staff(session, now)
    password = hash_password(SAMPLE_PASSWORDS["operator"])
    leaders = [_person(f"supervisor{n}", f"Supervisor {n}", Role.SUPERVISOR, password, now) for n in range(2, 11)]
    evaluators = [
        _person(f"avaliador{n}", f"{_name(chance)}", Role.EVALUATOR, password, now) for n in range(1, EVALUATORS + 1)
    ]
    session.execute(insert(User), [*leaders, *evaluators])
    teams = [
        {"id": new_id(), "name": f"Equipe {n:02d}", "name_key": f"equipe {n:02d}", "supervisor_id": leader["id"]}
        | {"version": 1, "created_at": now, "updated_at": now}
        for n, leader in enumerate(leaders, 2)
    ]
    session.execute(insert(Team), teams)
    team_ids = [staff.team_id, *(team["id"] for team in teams)]
    added = [
        _person(f"operador{n:03d}", _name(chance), Role.OPERATOR, password, now) | {"team_id": team_ids[n % TEAMS]}
        for n in range(len(staff.operator_ids), OPERATORS)
    ]
    session.execute(insert(User), added)
    own = [(operator, staff.team_id) for operator in staff.operator_ids]
    operators = [*own, *((person["id"], person["team_id"]) for person in added)]
    return Crowd(operators, [person["id"] for person in evaluators], staff.admin.id)  # type: ignore[misc, arg-type]


def _name(chance: random.Random) -> str:
    return f"{chance.choice(FIRST_NAMES)} {chance.choice(LAST_NAMES)} {chance.choice(LAST_NAMES)}"


def _person(username: str, full_name: str, role: Role, password: str, now: datetime) -> dict[str, object]:
    return {
        "id": new_id(),
        "username": username,
        "username_key": sort_key(username),
        "full_name": full_name,
        "name_key": sort_key(full_name),
        "role": role.value,
        "password_hash": password,
        "version": 1,
        "created_at": now,
        "updated_at": now,
    }
