"""Comments of an evaluation on moments of its call's recordings."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0009_moments"
down_revision = "0008_recordings"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "evaluations", sa.Column("moments", postgresql.JSONB(), server_default=sa.text("'[]'"), nullable=False)
    )
