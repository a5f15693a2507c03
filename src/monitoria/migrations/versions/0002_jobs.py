"""The job queue."""

revision = "0002_jobs"
down_revision = "0001_people"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass
