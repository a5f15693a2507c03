"""Evaluations and their answers."""

revision = "0006_evaluations"
down_revision = "0005_calls"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass
