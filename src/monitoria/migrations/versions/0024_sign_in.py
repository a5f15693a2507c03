"""Second factor, recovery codes, sessions by device, places an account knows, single sign-on, what is asked of all."""

from datetime import datetime

import sqlalchemy as sa
from alembic import op

revision = "0024_sign_in"
down_revision = "0023_cubes"
branch_labels = None
depends_on = None

# Nobody is a stranger at the desk from which he signed in last week.
_REMEMBER_ADDRESSES = """
INSERT INTO known_places (user_id, mark, kind, first_seen_at, last_seen_at)
SELECT user_id, address, 'address', min(created_at), max(used_at)
  FROM sign_in_sessions
 WHERE used_at > now() - interval '30 days'
 GROUP BY user_id, address
"""


def _time(name: str, *, nullable: bool = False) -> sa.Column[datetime]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def _user(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f(f"fk_{table}_user_id_users"))


def upgrade() -> None:
    device = sa.Column("device", sa.String(length=80), server_default=sa.text("''"), nullable=False)
    op.add_column("sign_in_sessions", device)
    vouched: sa.Column[bool] = sa.Column(
        "is_vouched_for", sa.Boolean(), server_default=sa.text("false"), nullable=False
    )
    op.add_column("sign_in_sessions", vouched)
    _count_by_standing()
    _add_second_factor()
    _add_single_sign_on()
    _add_policy()


def _count_by_standing() -> None:
    op.add_column("sign_in_failures", sa.Column("browser", sa.String(length=64), nullable=True))
    standing = sa.Column("standing", sa.String(length=16), server_default=sa.text("'stranger'"), nullable=False)
    op.add_column("sign_in_failures", standing)
    op.create_check_constraint(
        op.f("ck_sign_in_failures_standing_is_known"),
        "sign_in_failures",
        "standing IN ('browser', 'address', 'stranger')",
    )
    op.create_index(
        "ix_sign_in_failures_browser_at",
        "sign_in_failures",
        ["browser", "at"],
        postgresql_where=sa.text("browser IS NOT NULL"),
    )
    op.create_table(
        "known_places",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("mark", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        _time("first_seen_at"),
        _time("last_seen_at"),
        sa.CheckConstraint("kind IN ('browser', 'address')", name=op.f("ck_known_places_kind_is_known")),
        _user("known_places"),
        sa.PrimaryKeyConstraint("user_id", "mark", name=op.f("pk_known_places")),
    )
    op.create_index("ix_known_places_last_seen_at", "known_places", ["last_seen_at"])
    op.execute(_REMEMBER_ADDRESSES)


def _add_second_factor() -> None:
    op.create_table(
        "second_factors",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("sealed_secret", sa.Text(), nullable=False),
        sa.Column("last_step", sa.BigInteger(), nullable=True),
        _time("created_at"),
        _time("confirmed_at", nullable=True),
        _user("second_factors"),
        sa.PrimaryKeyConstraint("user_id", name=op.f("pk_second_factors")),
    )
    op.create_table(
        "recovery_codes",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("code_hash", sa.String(length=64), nullable=False),
        _time("created_at"),
        _time("used_at", nullable=True),
        _user("recovery_codes"),
        sa.PrimaryKeyConstraint("user_id", "code_hash", name=op.f("pk_recovery_codes")),
    )
    op.create_table(
        "sign_in_challenges",
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("tries", sa.Integer(), server_default=sa.text("0"), nullable=False),
        _time("created_at"),
        _time("expires_at"),
        _user("sign_in_challenges"),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_sign_in_challenges")),
    )
    op.create_index(op.f("ix_sign_in_challenges_user_id"), "sign_in_challenges", ["user_id"])
    op.create_index(op.f("ix_sign_in_challenges_expires_at"), "sign_in_challenges", ["expires_at"])


def _add_single_sign_on() -> None:
    op.create_table(
        "provider_identities",
        sa.Column("issuer", sa.String(length=512), nullable=False),
        sa.Column("subject", sa.String(length=255), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        _time("linked_at"),
        _user("provider_identities"),
        sa.PrimaryKeyConstraint("issuer", "subject", name=op.f("pk_provider_identities")),
    )
    op.create_index(op.f("ix_provider_identities_user_id"), "provider_identities", ["user_id"])


def _add_policy() -> None:
    op.create_table(
        "sign_in_policies",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("second_factor_for", sa.String(length=16), nullable=False),
        sa.Column("min_password_length", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        _time("updated_at"),
        sa.CheckConstraint("id = 1", name=op.f("ck_sign_in_policies_is_single")),
        sa.CheckConstraint(
            "second_factor_for IN ('none', 'leaders', 'everyone')",
            name=op.f("ck_sign_in_policies_second_factor_for_is_known"),
        ),
        sa.CheckConstraint(
            "min_password_length BETWEEN 8 AND 32", name=op.f("ck_sign_in_policies_min_password_length_is_sane")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_in_policies")),
    )
    op.execute(
        "INSERT INTO sign_in_policies (id, second_factor_for, min_password_length, version, updated_at) "
        "VALUES (1, 'none', 8, 1, now())"
    )
