"""Cubes that take less to keep: coarser cuts of what grows with the evaluations, and room for rows to change in place.

The cubes are emptied; they are filled from the rows when the new version first starts, as in 0018.
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0023_cubes"
down_revision = "0022_closing"
branch_labels = None
depends_on = None

_KINDS: dict[str, Any] = {
    "scorecard_version_id": sa.Uuid(),
    "evaluator_id": sa.Uuid(),
    "operator_id": sa.Uuid(),
    "wait": sa.String(length=12),
    "band": sa.Integer(),
    "criterion_key": sa.String(length=60),
}
_CUTS: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...] = (
    (
        "evaluator_version_scores",
        ("scorecard_version_id", "evaluator_id", "operator_id"),
        ("scored", "final_total", "final_squares", "raw_total", "raw_squares"),
    ),
    ("team_waits", ("wait", "band"), ("n", "minutes", "squares")),
    ("team_contest_criteria", ("criterion_key",), ("contested", "open", "upheld", "accepted", "replaced")),
)
_LARGE = {"final_total", "final_squares", "raw_total", "raw_squares", "minutes", "squares"}
_CUBES = (
    *("team_scores", "team_version_scores", "operator_scores", "operator_version_scores"),
    *("team_criteria", "team_version_criteria", "operator_criteria", "operator_version_criteria"),
    *("team_bands", "team_version_bands", "operator_version_bands"),
    *("evaluator_version_scores", "evaluator_scores", "feedback_steps", "team_waits", "feedback_waits"),
    *("contest_rounds", "team_contest_criteria", "contest_criteria"),
)


def upgrade() -> None:
    for name, keys, sums in _CUTS:
        _create_cube(name, keys, sums)
    op.drop_index("ix_evaluator_scores_evaluator", "evaluator_scores")
    op.execute(f"TRUNCATE {', '.join(_CUBES)}")
    # A row that changes where it stands leaves its indexes alone: each page keeps a part free for that.
    for name in _CUBES:
        op.execute(f"ALTER TABLE {name} SET (fillfactor = 70)")


def _create_cube(name: str, keys: tuple[str, ...], sums: tuple[str, ...]) -> None:
    op.create_table(
        name,
        sa.Column("grain", sa.String(length=5), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("team_id", sa.Uuid(), nullable=False),
        *(sa.Column(key, _KINDS[key], nullable=False) for key in keys),
        *(
            sa.Column(
                column,
                sa.BigInteger() if column in _LARGE else sa.Integer(),
                server_default=sa.text("0"),
                nullable=False,
            )
            for column in sums
        ),
        sa.PrimaryKeyConstraint("grain", "day", "team_id", *keys, name=op.f(f"pk_{name}")),
    )
