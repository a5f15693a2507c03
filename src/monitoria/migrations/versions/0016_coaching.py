"""Coaching plans."""

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import ARRAY

revision = "0016_coaching"
down_revision = "0015_privacy"
branch_labels = None
depends_on = None

STATUSES = "status IN ('open', 'in_progress', 'concluded', 'cancelled')"
RUNNING = "status IN ('open', 'in_progress')"


def upgrade() -> None:
    _create_plans()
    _create_sources()
    _create_parts()


def _at(name: str, *, nullable: bool = False) -> Any:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def _person(table: str, column: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], ["users.id"], name=op.f(f"fk_{table}_{column}_users"))


def _of_plan(table: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_plan_id_coaching_plans")
    return sa.ForeignKeyConstraint(["plan_id"], ["coaching_plans.id"], ondelete="CASCADE", name=name)


def _create_plans() -> None:
    table = "coaching_plans"
    op.create_table(
        table,
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("operator_id", sa.Uuid(), nullable=False),
        sa.Column("team_id", sa.Uuid(), nullable=True),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("status", sa.String(length=12), nullable=False),
        sa.Column("objective", sa.Text(), nullable=False),
        sa.Column("criteria", ARRAY(sa.String(length=60)), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("closing_note", sa.Text(), server_default=sa.text("''"), nullable=False),
        _at("reminded_at", nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        _at("created_at"),
        _at("updated_at"),
        _at("ended_at", nullable=True),
        sa.CheckConstraint(STATUSES, name=op.f("ck_coaching_plans_status_is_known")),
        sa.CheckConstraint(f"(ended_at IS NULL) = ({RUNNING})", name=op.f("ck_coaching_plans_ended_has_a_time")),
        _person(table, "operator_id"),
        _person(table, "owner_id"),
        sa.ForeignKeyConstraint(["team_id"], ["teams.id"], name=op.f("fk_coaching_plans_team_id_teams")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_coaching_plans")),
    )
    for name, columns in (
        ("due_on", ["due_on", "id"]),
        ("operator_id", ["operator_id", "due_on", "id"]),
        ("team_id", ["team_id", "due_on", "id"]),
        ("owner_id", ["owner_id", "due_on", "id"]),
    ):
        op.create_index(f"ix_coaching_plans_{name}", table, columns)
    op.create_index("ix_coaching_plans_running", table, ["due_on"], postgresql_where=sa.text(RUNNING))


def _create_sources() -> None:
    table = "coaching_plan_sources"
    op.create_table(
        table,
        sa.Column("plan_id", sa.Uuid(), nullable=False),
        sa.Column("evaluation_id", sa.Uuid(), nullable=False),
        _of_plan(table),
        sa.ForeignKeyConstraint(
            ["evaluation_id"],
            ["evaluations.id"],
            ondelete="CASCADE",
            name=op.f("fk_coaching_plan_sources_evaluation_id_evaluations"),
        ),
        sa.PrimaryKeyConstraint("plan_id", "evaluation_id", name=op.f("pk_coaching_plan_sources")),
    )
    op.create_index("ix_coaching_plan_sources_evaluation_id", table, ["evaluation_id"])


def _create_parts() -> None:
    _create_part(
        "coaching_actions",
        "done_by_id",
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        _at("done_at", nullable=True),
        sa.Column("done_by_id", sa.Uuid(), nullable=True),
    )
    _create_part(
        "coaching_notes",
        "author_id",
        sa.Column("author_id", sa.Uuid(), nullable=False),
        sa.Column("is_private", sa.Boolean(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        _at("created_at"),
    )
    _create_part(
        "coaching_sessions",
        "held_by_id",
        sa.Column("held_by_id", sa.Uuid(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("notes", sa.Text(), server_default=sa.text("''"), nullable=False),
        _at("created_at"),
        _at("acknowledged_at", nullable=True),
    )


def _create_part(table: str, person: str, *columns: Any) -> None:
    op.create_table(
        table,
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("plan_id", sa.Uuid(), nullable=False),
        *columns,
        _of_plan(table),
        _person(table, person),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    )
    op.create_index(f"ix_{table}_plan_id", table, ["plan_id"])
