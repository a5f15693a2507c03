"""Tables of people: users, the teams they lead or belong to, their sessions and keys, and failed sign-ins."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, String, Text, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from monitoria.platform.access import Role
from monitoria.platform.database import Base, new_id

ROLES = ", ".join(f"'{role.value}'" for role in Role)


class Team(Base):
    """A team of operators and the supervisor who leads it."""

    __tablename__ = "teams"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    name: Mapped[str] = mapped_column(String(120))
    name_key: Mapped[str] = mapped_column(Text, unique=True)
    supervisor_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("users.id", use_alter=True, name="fk_teams_supervisor_id_users"), index=True
    )
    is_active: Mapped[bool] = mapped_column(default=True, server_default=text("true"))
    version: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - the mapper's own convention


class User(Base):
    """A person who signs in. Leaving is soft: history keeps its people.

    `owes_terms` is what privacy works out of its own tables, kept here because every request asks.
    """

    __tablename__ = "users"
    __table_args__ = (
        CheckConstraint(f"role IN ({ROLES})", name="role_is_known"),
        Index("ix_users_name_key_id", "name_key", "id"),
        Index("ix_users_team_id", "team_id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    username: Mapped[str] = mapped_column(String(64))
    username_key: Mapped[str] = mapped_column(Text, unique=True)
    email: Mapped[str | None] = mapped_column(String(254))
    email_key: Mapped[str | None] = mapped_column(Text, unique=True)
    full_name: Mapped[str] = mapped_column(String(160))
    name_key: Mapped[str] = mapped_column(Text)
    role: Mapped[str] = mapped_column(String(16))
    team_id: Mapped[UUID | None] = mapped_column(ForeignKey("teams.id"))
    is_active: Mapped[bool] = mapped_column(default=True, server_default=text("true"))
    password_hash: Mapped[str] = mapped_column(String(200))
    owes_terms: Mapped[bool] = mapped_column(default=False, server_default=text("false"))
    version: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    deactivated_at: Mapped[datetime | None]

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - the mapper's own convention


class SignInSession(Base):
    """A sign-in and the family of refresh tokens that grew from it; `rotation` is the only one still good."""

    __tablename__ = "sign_in_sessions"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id"), index=True)
    rotation: Mapped[int] = mapped_column(default=0)
    address: Mapped[str] = mapped_column(String(64))
    created_at: Mapped[datetime]
    used_at: Mapped[datetime]
    expires_at: Mapped[datetime] = mapped_column(index=True)
    revoked_at: Mapped[datetime | None]


class SignInFailure(Base):
    """A failed sign-in, kept for as long as it counts."""

    __tablename__ = "sign_in_failures"
    __table_args__ = (
        Index("ix_sign_in_failures_username_key_at", "username_key", "at"),
        Index("ix_sign_in_failures_address_at", "address", "at"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    username_key: Mapped[str] = mapped_column(Text)
    address: Mapped[str] = mapped_column(String(64))
    at: Mapped[datetime]


class ApiKey(Base):
    """What a program of one person sends instead of signing in. Of its secret only the hash is known.

    `scopes` are words of permission; what counts is which of them its person still holds.
    """

    __tablename__ = "api_keys"
    __table_args__ = (Index("ix_api_keys_user_id_id", "user_id", "id"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id"))
    name: Mapped[str] = mapped_column(String(80))
    prefix: Mapped[str] = mapped_column(String(12), unique=True)
    secret_hash: Mapped[bytes] = mapped_column(LargeBinary)
    scopes: Mapped[list[str]] = mapped_column(ARRAY(Text))
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime] = mapped_column(index=True)
    used_at: Mapped[datetime | None]
    used_address: Mapped[str | None] = mapped_column(String(64))
    revoked_at: Mapped[datetime | None]
    revoked_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("users.id"))


class ApiKeyFailure(Base):
    """A key that was refused, kept for as long as it counts."""

    __tablename__ = "api_key_failures"
    __table_args__ = (Index("ix_api_key_failures_address_at", "address", "at"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    address: Mapped[str] = mapped_column(String(64))
    at: Mapped[datetime]
