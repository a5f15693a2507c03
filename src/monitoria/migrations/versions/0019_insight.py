"""Insight: reporting months that close on a day of their own, how content customers were."""

import sqlalchemy as sa
from alembic import op

revision = "0019_insight"
down_revision = "0018_numbers"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("installation", sa.Column("closing_day", sa.Integer(), nullable=True))
    op.create_check_constraint(
        op.f("ck_installation_closing_day_is_in_every_month"), "installation", "closing_day BETWEEN 1 AND 28"
    )
    op.add_column("calls", sa.Column("csat", sa.Numeric(precision=3, scale=2), nullable=True))
    op.create_check_constraint(op.f("ck_calls_csat_is_on_its_scale"), "calls", "csat BETWEEN 1 AND 5")
