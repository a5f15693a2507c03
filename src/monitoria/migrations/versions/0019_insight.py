"""Insight: reporting months that close on a day of their own, how content customers were, who read what and when,
what evaluators gave, saved views. The cubes are filled with those of 0018, when the new version first starts."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0019_insight"
down_revision = "0018_numbers"
branch_labels = None
depends_on = None

_KINDS: dict[str, Any] = {
    "evaluator_id": sa.Uuid(),
    "operator_id": sa.Uuid(),
    "wait": sa.String(length=12),
    "band": sa.Integer(),
    "round": sa.Integer(),
    "criterion_key": sa.String(length=60),
}
_CUBES: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...] = (
    (
        "evaluator_scores",
        ("evaluator_id", "operator_id"),
        ("scored", "final_total", "final_squares", "raw_total", "raw_squares"),
    ),
    ("feedback_steps", (), ("published", "read", "acknowledged", "contested", "closed", "disagreed")),
    ("feedback_waits", ("wait", "band"), ("n", "minutes", "squares")),
    ("contest_rounds", ("round",), ("opened", "open", "upheld", "changed")),
    ("contest_criteria", ("criterion_key",), ("contested", "open", "upheld", "accepted", "replaced")),
)
_LARGE = {"final_total", "final_squares", "raw_total", "raw_squares", "minutes", "squares"}


def upgrade() -> None:
    op.add_column("installation", sa.Column("closing_day", sa.Integer(), nullable=True))
    op.create_check_constraint(
        op.f("ck_installation_closing_day_is_in_every_month"), "installation", "closing_day BETWEEN 1 AND 28"
    )
    op.add_column("calls", sa.Column("csat", sa.Numeric(precision=3, scale=2), nullable=True))
    op.create_check_constraint(op.f("ck_calls_csat_is_on_its_scale"), "calls", "csat BETWEEN 1 AND 5")
    _create_readings()
    for name, keys, sums in _CUBES:
        _create_cube(name, keys, sums)
    op.create_index("ix_evaluator_scores_evaluator", "evaluator_scores", ["evaluator_id", "grain", "day"])
    op.create_index("ix_evaluation_contests_opened_at", "evaluation_contests", ["opened_at"])
    _create_views()


def _create_readings() -> None:
    op.add_column("evaluations", sa.Column("read_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("evaluations", sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("evaluations", sa.Column("is_past", sa.Boolean(), server_default=sa.text("false"), nullable=False))
    # Nothing happens to what is closed; who answered an evaluation had read it, at the latest then.
    op.execute("UPDATE evaluations SET closed_at = updated_at WHERE status = 'closed'")
    op.execute(
        "UPDATE evaluations SET is_past = true FROM import_traces "
        "WHERE kind = 'evaluation' AND thing_id = evaluations.id AND before IS NULL"
    )
    op.execute(
        """
        UPDATE evaluations SET read_at = answered.at
          FROM (SELECT evaluation_id, min(at) AS at
                  FROM (SELECT evaluation_id, at FROM evaluation_acknowledgements
                        UNION ALL SELECT evaluation_id, opened_at FROM evaluation_contests) AS answers
                 GROUP BY evaluation_id) AS answered
         WHERE answered.evaluation_id = evaluations.id
        """
    )


def _create_cube(name: str, keys: tuple[str, ...], sums: tuple[str, ...]) -> None:
    place = ("scorecard_version_id", "origin")
    op.create_table(
        name,
        sa.Column("grain", sa.String(length=5), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("team_id", sa.Uuid(), nullable=False),
        sa.Column("scorecard_version_id", sa.Uuid(), nullable=False),
        sa.Column("origin", sa.String(length=12), nullable=False),
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
        sa.PrimaryKeyConstraint("grain", "day", "team_id", *place, *keys, name=op.f(f"pk_{name}")),
    )


def _create_views() -> None:
    op.create_table(
        "saved_views",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("name_key", sa.Text(), nullable=False),
        sa.Column("page", sa.String(length=12), nullable=False),
        sa.Column("query", sa.String(length=2000), nullable=False),
        sa.Column("is_home", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("page IN ('dashboard', 'analytics')", name=op.f("ck_saved_views_page_is_known")),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_saved_views_user_id_users"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_saved_views")),
    )
    op.create_index("uq_saved_views_name", "saved_views", ["user_id", "name_key"], unique=True)
    op.create_index("uq_saved_views_home", "saved_views", ["user_id"], unique=True, postgresql_where=sa.text("is_home"))
