"""Calls."""

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0005_calls"
down_revision = "0004_scorecards"
branch_labels = None
depends_on = None

FILTERS = ("team_id", "status", "priority_rank", "category", "channel")


def _filter_columns(*first: str) -> list[str]:
    return [*first, "started_at", "id", *(name for name in FILTERS if name not in first)]


INDEXES: dict[str, list[Any]] = {
    "ix_calls_started_at": ["started_at", "id"],
    "ix_calls_operator_id": _filter_columns("operator_id"),
    "ix_calls_team_id": _filter_columns("team_id"),
    "ix_calls_status": _filter_columns("status"),
    "ix_calls_priority": _filter_columns("priority_rank"),
    "ix_calls_category": _filter_columns("category"),
    "ix_calls_channel": _filter_columns("channel"),
    "ix_calls_duration": [sa.text("coalesce(duration_seconds, -1)"), "id"],
}
RANK = "CASE priority WHEN 'low' THEN 1 WHEN 'medium' THEN 2 WHEN 'high' THEN 3 ELSE 4 END"
CHECKS = {
    "channel_is_known": "channel IN ('phone', 'chat', 'email', 'whatsapp', 'video')",
    "priority_is_known": "priority IN ('low', 'medium', 'high', 'urgent')",
    "status_is_known": "status IN ('open', 'in_progress', 'resolved', 'closed')",
    "ends_after_start": "ended_at >= started_at",
    "duration_is_not_negative": "duration_seconds >= 0",
    "counts_agree": "published_count >= 0 AND published_count <= evaluations_count",
}


def upgrade() -> None:
    op.execute(sa.schema.CreateSequence(sa.Sequence("call_protocols")))
    op.create_table("calls", *_columns(), *_constraints())
    for name, columns in INDEXES.items():
        op.create_index(name, "calls", columns)
    op.create_index("ix_calls_evaluated", "calls", _filter_columns(), postgresql_where=sa.text("is_evaluated"))
    op.create_index(
        "ix_calls_search", "calls", ["search"], postgresql_using="gin", postgresql_with={"fastupdate": False}
    )
    op.create_index(
        "uq_calls_source_external_id",
        "calls",
        ["source", "external_id"],
        unique=True,
        postgresql_where=sa.text("external_id IS NOT NULL"),
        postgresql_nulls_not_distinct=True,
    )


def _columns() -> list[sa.Column[Any]]:
    return [
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("protocol", sa.String(length=24, collation="C"), nullable=False),
        sa.Column("operator_id", sa.Uuid(), nullable=False),
        sa.Column("team_id", sa.Uuid(), nullable=True),
        sa.Column("channel", sa.String(length=12), nullable=False),
        sa.Column("category", sa.String(length=60), nullable=False),
        sa.Column("priority", sa.String(length=12), nullable=False),
        sa.Column("priority_rank", sa.Integer(), sa.Computed(RANK, persisted=True), nullable=False),
        sa.Column("status", sa.String(length=12), nullable=False),
        sa.Column("customer_name", sa.String(length=160), nullable=True),
        sa.Column("customer_phone", sa.String(length=40), nullable=True),
        sa.Column("customer_document", sa.String(length=40), nullable=True),
        sa.Column("subject", sa.String(length=200), nullable=True),
        sa.Column("notes", sa.Text(), nullable=True),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("duration_seconds", sa.Integer(), nullable=True),
        sa.Column("external_id", sa.String(length=120), nullable=True),
        sa.Column("source", sa.String(length=60), nullable=True),
        sa.Column("evaluations_count", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("published_count", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("is_evaluated", sa.Boolean(), sa.Computed("published_count > 0", persisted=True), nullable=False),
        sa.Column("search", postgresql.TSVECTOR(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_by_id", sa.Uuid(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
    ]


def _constraints() -> list[sa.Constraint]:
    return [
        *(sa.CheckConstraint(rule, name=op.f(f"ck_calls_{name}")) for name, rule in CHECKS.items()),
        sa.ForeignKeyConstraint(["category"], ["categories.key"], name=op.f("fk_calls_category_categories")),
        sa.ForeignKeyConstraint(["created_by_id"], ["users.id"], name=op.f("fk_calls_created_by_id_users")),
        sa.ForeignKeyConstraint(["operator_id"], ["users.id"], name=op.f("fk_calls_operator_id_users")),
        sa.ForeignKeyConstraint(["team_id"], ["teams.id"], name=op.f("fk_calls_team_id_teams")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_calls")),
        sa.UniqueConstraint("protocol", name=op.f("uq_calls_protocol")),
    ]
