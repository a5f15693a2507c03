"""The job queue: procrastinate's own schema."""

from typing import Any

from alembic import op
from procrastinate.schema import SchemaManager

revision = "0002_jobs"
down_revision = "0001_people"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # The driver's own cursor: the script holds many statements and percent signs, and takes no parameters.
    connection: Any = op.get_bind().connection.driver_connection
    connection.execute(SchemaManager.get_schema())
