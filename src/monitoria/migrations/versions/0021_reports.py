"""Reports that leave by e-mail."""

import sqlalchemy as sa
from alembic import op

revision = "0021_reports"
down_revision = "0020_exports"
branch_labels = None
depends_on = None

_STATES = "'pending', 'sending', 'sent', 'unsure', 'failed', 'skipped'"


def upgrade() -> None:
    op.create_table(
        "report_schedules",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_by_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("team_id", sa.Uuid(), nullable=True),
        sa.Column("operator_id", sa.Uuid(), nullable=True),
        sa.Column("frequency", sa.String(length=8), nullable=False),
        sa.Column("weekday", sa.Integer(), nullable=True),
        sa.Column("day", sa.Integer(), nullable=True),
        sa.Column("language", sa.String(length=5), nullable=False),
        sa.Column("is_paused", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("next_due_on", sa.Date(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("kind IN ('team-month', 'person-month')", name=op.f("ck_report_schedules_kind_is_known")),
        sa.CheckConstraint(
            "frequency IN ('weekly', 'monthly', 'closing')", name=op.f("ck_report_schedules_frequency_is_known")
        ),
        sa.CheckConstraint(
            "(kind = 'team-month') = (team_id IS NOT NULL)", name=op.f("ck_report_schedules_a_team_month_has_a_team")
        ),
        sa.CheckConstraint(
            "(kind = 'person-month') = (operator_id IS NOT NULL)",
            name=op.f("ck_report_schedules_a_person_month_has_a_person"),
        ),
        sa.CheckConstraint(
            "(frequency = 'weekly') = (weekday IS NOT NULL)", name=op.f("ck_report_schedules_weekly_has_a_weekday")
        ),
        sa.CheckConstraint(
            "(frequency = 'monthly') = (day IS NOT NULL)", name=op.f("ck_report_schedules_monthly_has_a_day")
        ),
        sa.CheckConstraint(
            "weekday BETWEEN 1 AND 7 AND day BETWEEN 1 AND 28", name=op.f("ck_report_schedules_days_exist")
        ),
        sa.ForeignKeyConstraint(["created_by_id"], ["users.id"], name=op.f("fk_report_schedules_created_by_id_users")),
        sa.ForeignKeyConstraint(["team_id"], ["teams.id"], name=op.f("fk_report_schedules_team_id_teams")),
        sa.ForeignKeyConstraint(["operator_id"], ["users.id"], name=op.f("fk_report_schedules_operator_id_users")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report_schedules")),
    )
    op.create_index("ix_report_schedules_created_by_id", "report_schedules", ["created_by_id", "id"])
    op.create_index(
        "ix_report_schedules_due", "report_schedules", ["next_due_on"], postgresql_where=sa.text("NOT is_paused")
    )
    op.create_table(
        "report_recipients",
        sa.Column("schedule_id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["schedule_id"],
            ["report_schedules.id"],
            name=op.f("fk_report_recipients_schedule_id_report_schedules"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_report_recipients_user_id_users")),
        sa.PrimaryKeyConstraint("schedule_id", "user_id", name=op.f("pk_report_recipients")),
    )
    op.create_table(
        "report_deliveries",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("schedule_id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("attempts", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("planned_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("handed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("problem", sa.Text(), nullable=True),
        sa.CheckConstraint(f"state IN ({_STATES})", name=op.f("ck_report_deliveries_state_is_known")),
        sa.ForeignKeyConstraint(
            ["schedule_id"],
            ["report_schedules.id"],
            name=op.f("fk_report_deliveries_schedule_id_report_schedules"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_report_deliveries_user_id_users")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report_deliveries")),
        sa.UniqueConstraint(
            "schedule_id", "user_id", "due_on", name=op.f("uq_report_deliveries_schedule_id_user_id_due_on")
        ),
    )
    op.create_index(
        "ix_report_deliveries_open",
        "report_deliveries",
        ["due_at"],
        postgresql_where=sa.text("state IN ('pending', 'sending')"),
    )
