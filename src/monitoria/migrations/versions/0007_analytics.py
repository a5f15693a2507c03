"""Daily rollups."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0007_analytics"
down_revision = "0006_evaluations"
branch_labels = None
depends_on = None

COUNTS_OF_CALLS = (
    "calls",
    "status_open",
    "status_in_progress",
    "status_resolved",
    "status_closed",
    "priority_low",
    "priority_medium",
    "priority_high",
    "priority_urgent",
)
COUNTS_OF_EVALUATIONS = ("evaluations", "scored", "passed", "failed")
SUMS = ("score_total", "score_squares")


def upgrade() -> None:
    _create("team_days", (), COUNTS_OF_CALLS + COUNTS_OF_EVALUATIONS, SUMS)
    _create("team_day_categories", ("category",), ("calls",), ())
    _create("operator_days", ("operator_id",), COUNTS_OF_EVALUATIONS, SUMS)
    _create("operator_day_criteria", ("operator_id", "criterion_key"), ("answers",), ("earned",))
    for table in ("operator_days", "operator_day_criteria"):
        op.create_index(f"ix_{table}_operator_id", table, ["operator_id", "day"])


def _create(table: str, keys: tuple[str, ...], counts: tuple[str, ...], sums: tuple[str, ...]) -> None:
    kinds: dict[str, Any] = {
        "operator_id": sa.Uuid(),
        "criterion_key": sa.String(length=60),
        "category": sa.String(length=60),
    }
    op.create_table(
        table,
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("team_id", sa.Uuid(), nullable=False),
        *(sa.Column(name, kinds[name], nullable=False) for name in keys),
        *(sa.Column(name, sa.Integer(), server_default=sa.text("0"), nullable=False) for name in counts),
        *(sa.Column(name, sa.BigInteger(), server_default=sa.text("0"), nullable=False) for name in sums),
        sa.PrimaryKeyConstraint("day", "team_id", *keys, name=op.f(f"pk_{table}")),
    )
