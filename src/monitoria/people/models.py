"""Tables of people: users, the teams they lead or belong to, and everything about signing in."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, LargeBinary, String, Text, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from monitoria.people.rules import LONGEST_DEVICE, LONGEST_MINIMUM, SHORTEST_PASSWORD, Required, Standing
from monitoria.platform.access import Role
from monitoria.platform.database import Base, new_id, one_of

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
    """A sign-in and the family of refresh tokens that grew from it; `rotation` is the only one still good.

    `device` is its browser in words. `is_vouched_for`: the organisation's own provider signed this person in.
    """

    __tablename__ = "sign_in_sessions"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id"), index=True)
    rotation: Mapped[int] = mapped_column(default=0)
    address: Mapped[str] = mapped_column(String(64))
    device: Mapped[str] = mapped_column(String(LONGEST_DEVICE), default="", server_default=text("''"))
    is_vouched_for: Mapped[bool] = mapped_column(default=False, server_default=text("false"))
    created_at: Mapped[datetime]
    used_at: Mapped[datetime]
    expires_at: Mapped[datetime] = mapped_column(index=True)
    revoked_at: Mapped[datetime | None]


class SignInFailure(Base):
    """A failed sign-in, kept for as long as it counts. `browser` is the mark of the cookie that came with it."""

    __tablename__ = "sign_in_failures"
    __table_args__ = (
        CheckConstraint(one_of("standing", Standing), name="standing_is_known"),
        Index("ix_sign_in_failures_username_key_at", "username_key", "at"),
        Index("ix_sign_in_failures_address_at", "address", "at"),
        Index("ix_sign_in_failures_browser_at", "browser", "at", postgresql_where=text("browser IS NOT NULL")),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    username_key: Mapped[str] = mapped_column(Text)
    address: Mapped[str] = mapped_column(String(64))
    browser: Mapped[str | None] = mapped_column(String(64))
    standing: Mapped[str] = mapped_column(
        String(16), default=Standing.STRANGER.value, server_default=text("'stranger'")
    )
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


class KnownPlace(Base):
    """A browser, or an address, from which somebody signed in to this account.

    `mark` is the hash of the browser's cookie, or the address itself.
    """

    __tablename__ = "known_places"
    __table_args__ = (
        CheckConstraint(one_of("kind", (Standing.BROWSER, Standing.ADDRESS)), name="kind_is_known"),
        Index("ix_known_places_last_seen_at", "last_seen_at"),
    )

    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id"), primary_key=True)
    mark: Mapped[str] = mapped_column(String(64), primary_key=True)
    kind: Mapped[str] = mapped_column(String(16))
    first_seen_at: Mapped[datetime]
    last_seen_at: Mapped[datetime]


class SecondFactor(Base):
    """Somebody's authenticator; it counts once it is confirmed. The secret is sealed, `last_step` was used up."""

    __tablename__ = "second_factors"

    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id"), primary_key=True)
    sealed_secret: Mapped[str] = mapped_column(Text)
    last_step: Mapped[int | None] = mapped_column(BigInteger)
    created_at: Mapped[datetime]
    confirmed_at: Mapped[datetime | None]


class RecoveryCode(Base):
    """A code that stands in for the authenticator once; only its hash is kept."""

    __tablename__ = "recovery_codes"

    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id"), primary_key=True)
    code_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    created_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class SignInChallenge(Base):
    """Somebody gave the right password and still owes the second factor. Only the hash of its token is kept."""

    __tablename__ = "sign_in_challenges"

    token_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id"), index=True)
    tries: Mapped[int] = mapped_column(default=0, server_default=text("0"))
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime] = mapped_column(index=True)


class ProviderIdentity(Base):
    """Who a person is at an OpenID provider: its issuer and its never-changing word for him."""

    __tablename__ = "provider_identities"

    issuer: Mapped[str] = mapped_column(String(512), primary_key=True)
    subject: Mapped[str] = mapped_column(String(255), primary_key=True)
    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id"), index=True)
    linked_at: Mapped[datetime]


class SignInPolicy(Base):
    """The one row that says what this installation asks of whoever signs in."""

    __tablename__ = "sign_in_policies"
    __table_args__ = (
        CheckConstraint("id = 1", name="is_single"),
        CheckConstraint(one_of("second_factor_for", Required), name="second_factor_for_is_known"),
        CheckConstraint(
            f"min_password_length BETWEEN {SHORTEST_PASSWORD} AND {LONGEST_MINIMUM}",
            name="min_password_length_is_sane",
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False, default=1)
    second_factor_for: Mapped[str] = mapped_column(String(16))
    min_password_length: Mapped[int]
    version: Mapped[int] = mapped_column(default=1)
    updated_at: Mapped[datetime]

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - the mapper's own convention
