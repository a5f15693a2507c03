"""Scorecards and their versions."""

revision = "0004_scorecards"
down_revision = "0003_audit"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass
