"""Evaluations and their answers."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0006_evaluations"
down_revision = "0005_calls"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _evaluations()
    _answers()


def _evaluations() -> None:
    op.create_table(
        "evaluations",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("call_id", sa.Uuid(), nullable=False),
        sa.Column("operator_id", sa.Uuid(), nullable=False),
        sa.Column("team_id", sa.Uuid(), nullable=True),
        sa.Column("evaluator_id", sa.Uuid(), nullable=False),
        sa.Column("scorecard_id", sa.Uuid(), nullable=False),
        sa.Column("scorecard_version_id", sa.Uuid(), nullable=False),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.Column("summary", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("raw_score", sa.Numeric(precision=5, scale=2), nullable=True),
        sa.Column("final_score", sa.Numeric(precision=5, scale=2), nullable=True),
        sa.Column("outcome", sa.String(length=8), nullable=True),
        sa.Column("critical_score", sa.Numeric(precision=5, scale=2), nullable=True),
        sa.Column("has_fatal", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("pass_mark", sa.Numeric(precision=5, scale=2), nullable=False),
        sa.Column("defects", postgresql.JSONB(), server_default=sa.text("'{}'"), nullable=False),
        sa.Column("engine_version", sa.String(length=16), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("dated_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "(status = 'draft') = (published_at IS NULL)", name=op.f("ck_evaluations_published_has_a_time")
        ),
        sa.CheckConstraint("outcome IN ('pass', 'fail')", name=op.f("ck_evaluations_outcome_is_known")),
        sa.CheckConstraint("status IN ('draft', 'published')", name=op.f("ck_evaluations_status_is_known")),
        sa.CheckConstraint("dated_at = coalesce(published_at, created_at)", name=op.f("ck_evaluations_is_dated")),
        sa.CheckConstraint(
            "final_score BETWEEN 0 AND 100 AND raw_score BETWEEN 0 AND 100",
            name=op.f("ck_evaluations_scores_are_percent"),
        ),
        sa.ForeignKeyConstraint(["call_id"], ["calls.id"], name=op.f("fk_evaluations_call_id_calls")),
        sa.ForeignKeyConstraint(["evaluator_id"], ["users.id"], name=op.f("fk_evaluations_evaluator_id_users")),
        sa.ForeignKeyConstraint(["operator_id"], ["users.id"], name=op.f("fk_evaluations_operator_id_users")),
        sa.ForeignKeyConstraint(
            ["scorecard_id"], ["scorecards.id"], name=op.f("fk_evaluations_scorecard_id_scorecards")
        ),
        sa.ForeignKeyConstraint(
            ["scorecard_version_id"],
            ["scorecard_versions.id"],
            name=op.f("fk_evaluations_scorecard_version_id_scorecard_versions"),
        ),
        sa.ForeignKeyConstraint(["team_id"], ["teams.id"], name=op.f("fk_evaluations_team_id_teams")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evaluations")),
    )
    op.create_index("ix_evaluations_call_id", "evaluations", ["call_id"], unique=False)
    op.create_index("ix_evaluations_dated_at", "evaluations", ["dated_at", "id"], unique=False)
    op.create_index("ix_evaluations_evaluator_id", "evaluations", ["evaluator_id", "dated_at", "id"], unique=False)
    op.create_index("ix_evaluations_operator_id", "evaluations", ["operator_id", "dated_at", "id"], unique=False)
    op.create_index("ix_evaluations_score", "evaluations", [sa.text("coalesce(final_score, -1)"), "id"], unique=False)
    op.create_index("ix_evaluations_team_id", "evaluations", ["team_id", "dated_at", "id"], unique=False)
    op.create_index(
        "uq_evaluations_open_draft",
        "evaluations",
        ["call_id", "evaluator_id"],
        unique=True,
        postgresql_where=sa.text("status = 'draft'"),
    )


def _answers() -> None:
    op.create_table(
        "evaluation_answers",
        sa.Column("evaluation_id", sa.Uuid(), nullable=False),
        sa.Column("criterion_key", sa.String(length=60), nullable=False),
        sa.Column("value", sa.Numeric(precision=15, scale=6), nullable=True),
        sa.Column("options", postgresql.ARRAY(sa.String(length=60)), nullable=True),
        sa.Column("text_value", sa.Text(), nullable=True),
        sa.Column("not_applicable", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("na_source", sa.String(length=12), nullable=True),
        sa.Column("comment", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("p", sa.Numeric(precision=7, scale=6), nullable=True),
        sa.Column("applied_weight", sa.Numeric(precision=11, scale=4), nullable=True),
        sa.CheckConstraint(
            "na_source IN ('person', 'condition')", name=op.f("ck_evaluation_answers_na_source_is_known")
        ),
        sa.CheckConstraint(
            "not_applicable = (na_source IS NOT NULL)", name=op.f("ck_evaluation_answers_na_has_a_source")
        ),
        sa.CheckConstraint("p BETWEEN 0 AND 1", name=op.f("ck_evaluation_answers_p_is_a_share")),
        sa.ForeignKeyConstraint(
            ["evaluation_id"],
            ["evaluations.id"],
            name=op.f("fk_evaluation_answers_evaluation_id_evaluations"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("evaluation_id", "criterion_key", name=op.f("pk_evaluation_answers")),
    )
