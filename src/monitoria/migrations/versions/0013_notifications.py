"""Notices, the letters about them, and what people prefer."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0013_notifications"
down_revision = "0012_feedback"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _create_notifications()
    _create_deliveries()
    op.create_table(
        "notification_preferences",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("kinds", postgresql.JSONB(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("language IN ('pt-BR', 'en')", name=op.f("ck_notification_preferences_language_is_known")),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_notification_preferences_user_id_users")),
        sa.PrimaryKeyConstraint("user_id", name=op.f("pk_notification_preferences")),
    )


def _create_notifications() -> None:
    op.create_table(
        "notifications",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("is_shown", sa.Boolean(), server_default=sa.text("true"), nullable=False),
        *(
            sa.Column(name, sa.Uuid(), nullable=True)
            for name in (
                *("evaluation_id", "call_id", "contest_id", "plan_id"),
                *("import_id", "operator_id", "team_id"),
            )
        ),
        sa.Column("facts", postgresql.JSONB(), server_default=sa.text("'{}'"), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_notifications_user_id_users")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notifications")),
    )
    op.create_index("ix_notifications_user_id_at", "notifications", ["user_id", "at", "id"])
    unread = sa.text("read_at IS NULL AND is_shown")
    op.create_index("ix_notifications_unread", "notifications", ["user_id", "at", "id"], postgresql_where=unread)
    op.create_index("ix_notifications_at", "notifications", ["at"])
    op.create_index("ix_notifications_evaluation_id", "notifications", ["evaluation_id"])


def _create_deliveries() -> None:
    op.create_table(
        "notification_deliveries",
        sa.Column("notification_id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("mode", sa.String(length=8), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("attempts", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("unreachable_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("handed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("problem", sa.Text(), nullable=True),
        sa.CheckConstraint("mode IN ('at_once', 'digest')", name=op.f("ck_notification_deliveries_mode_is_known")),
        sa.CheckConstraint(
            "state IN ('pending', 'sending', 'sent', 'unsure', 'failed', 'skipped')",
            name=op.f("ck_notification_deliveries_state_is_known"),
        ),
        sa.ForeignKeyConstraint(
            ["notification_id"],
            ["notifications.id"],
            name=op.f("fk_notification_deliveries_notification_id_notifications"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_notification_deliveries_user_id_users")),
        sa.PrimaryKeyConstraint("notification_id", name=op.f("pk_notification_deliveries")),
    )
    still_open = sa.text("state IN ('pending', 'sending')")
    op.create_index(
        "ix_notification_deliveries_open", "notification_deliveries", ["due_at"], postgresql_where=still_open
    )
