"""Calls."""

revision = "0005_calls"
down_revision = "0004_scorecards"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass
