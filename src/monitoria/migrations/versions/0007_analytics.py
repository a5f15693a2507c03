"""Daily rollups."""

revision = "0007_analytics"
down_revision = "0006_evaluations"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass
