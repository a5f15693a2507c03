"""The audit trail."""

revision = "0003_audit"
down_revision = "0002_jobs"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass
