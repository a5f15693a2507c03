"""People, teams, sessions, settings and idempotency keys."""

revision = "0001_people"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass
