"""Shapes of people that cross HTTP."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field, StringConstraints

from monitoria.people.models import Team, User
from monitoria.people.rules import TermBrief
from monitoria.platform.access import Actor, Facts, Permission, Role, allowed
from monitoria.platform.http import Page, PageQuery, Payload, Shape, Version

Password = Annotated[str, StringConstraints(strip_whitespace=False, max_length=1_000)]
Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=160)]
TeamName = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=120)]
Username = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=64)]
Email = Annotated[str, StringConstraints(strip_whitespace=True, max_length=254)]


class UserOut(Shape):
    """A user. `actions`: what the caller may do with it."""

    id: UUID
    username: str
    email: str | None
    full_name: str
    role: Role
    team_id: UUID | None
    active: bool
    version: int
    created_at: datetime
    updated_at: datetime
    actions: list[str]


class PendingTermOut(Shape):
    """A term that still has to be accepted."""

    key: str
    version: int
    title: str


class MeOut(UserOut):
    """Whoever is signed in.

    While he `owes_second_factor` nothing else is answered (`second-factor-pending`), nor until `pending_terms` is empty
    (`terms-pending`).
    """

    pending_terms: list[PendingTermOut]
    owes_second_factor: bool


class UserPage(Page[UserOut]):
    """Users."""


class RegisterBody(Payload):
    username: Username
    password: Password
    full_name: Name | None = None
    email: Email | None = None
    role: Role = Role.OPERATOR
    team_id: UUID | None = None


class UserUpdateBody(Payload):
    """Fields that are absent stay as they are."""

    version: Version
    username: Username | None = None
    email: Email | None = None
    full_name: Name | None = None
    role: Role | None = None
    team_id: UUID | None = None
    password: Password | None = None


class UserQuery(PageQuery):
    role: Role | None = None
    team_id: UUID | None = None
    active: bool | None = None
    q: str | None = Field(None, max_length=200, description="Part of the name, user name or e-mail.")


class TeamOut(Shape):
    """A team and who leads it."""

    id: UUID
    name: str
    supervisor_id: UUID | None
    active: bool
    version: int
    created_at: datetime
    updated_at: datetime
    actions: list[str]


class TeamPage(Page[TeamOut]):
    """Teams."""


class TeamBody(Payload):
    name: TeamName
    supervisor_id: UUID | None = None


class TeamUpdateBody(TeamBody):
    version: Version


class TeamQuery(PageQuery):
    active: bool | None = None


# Only those who take calls have a month to print.
_PRINTS = {Role.OPERATOR.value: (Permission.USER_PRINT,)}


def show_user(actor: Actor, user: User) -> UserOut:
    """A user as `actor` sees it."""
    turn = Permission.USER_DEACTIVATE if user.is_active else Permission.USER_REACTIVATE
    return UserOut(
        id=user.id,
        username=user.username,
        email=user.email if _may_read_email(actor, user) else None,
        full_name=user.full_name,
        role=Role(user.role),
        team_id=user.team_id,
        active=user.is_active,
        version=user.version,
        created_at=user.created_at,
        updated_at=user.updated_at,
        actions=allowed(actor, [Permission.USER_UPDATE, turn, *_PRINTS.get(user.role, ())]),
    )


def show_me(actor: Actor, user: User, pending: Iterable[TermBrief]) -> MeOut:
    """Whoever is signed in."""
    terms = [PendingTermOut(key=term.key, version=term.version, title=term.title) for term in pending]
    shown = show_user(actor, user).model_dump()
    return MeOut(**shown, pending_terms=terms, owes_second_factor=actor.owes_second_factor)


def _may_read_email(actor: Actor, user: User) -> bool:
    """Evaluators know operators by name; how to write to them is for those who lead them."""
    return actor.role is not Role.EVALUATOR or user.id == actor.id


def show_team(actor: Actor, team: Team) -> TeamOut:
    """A team as `actor` sees it."""
    turn = Permission.TEAM_DEACTIVATE if team.is_active else Permission.TEAM_REACTIVATE
    return TeamOut(
        id=team.id,
        name=team.name,
        supervisor_id=team.supervisor_id,
        active=team.is_active,
        version=team.version,
        created_at=team.created_at,
        updated_at=team.updated_at,
        actions=allowed(actor, [Permission.TEAM_UPDATE, turn, Permission.TEAM_PRINT], Facts(team_id=team.id)),
    )
