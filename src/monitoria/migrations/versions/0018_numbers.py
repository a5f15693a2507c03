"""Why a call was evaluated, and the cubes that charts read instead of the daily sums of before.

The cubes are filled from the rows when the new version first starts (`monitoria rollups rebuild`): days are those of
the installation's zone, which a migration does not know.
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0018_numbers"
down_revision = "0017_import_traces"
branch_labels = None
depends_on = None

ORIGINS = "'random', 'targeted', 'complaint', 'calibration', 'requested'"
CLASSES = ("customer", "business", "compliance")
# Sums by fact: name → whether it may grow beyond an integer.
SCORES = {
    **dict.fromkeys(("evaluations", "scored", "passed", "failed", "fatals"), False),
    **dict.fromkeys(("final_total", "final_squares", "raw_total", "raw_squares"), True),
    **{f"{name}_{what}": False for name in CLASSES for what in ("scored", "defects")},
}
CRITERIA = {
    "answers": False,
    "earned": True,
    "squares": True,
    **dict.fromkeys(("failed", "fatals", "not_applicable"), False),
    "lost": True,
}
BANDS = {"final_count": False, "raw_count": False}
FACTS = (("scores", (), SCORES), ("criteria", ("criterion_key",), CRITERIA), ("bands", ("band",), BANDS))
CUTS = (
    ("team", ()),
    ("team_version", ("scorecard_version_id", "origin")),
    ("operator", ("operator_id",)),
    ("operator_version", ("operator_id", "scorecard_version_id", "origin")),
)
KINDS: dict[str, Any] = {
    "operator_id": sa.Uuid(),
    "scorecard_version_id": sa.Uuid(),
    "origin": sa.String(length=12),
    "criterion_key": sa.String(length=60),
    "band": sa.Integer(),
    "weekday": sa.Integer(),
    "hour": sa.Integer(),
}
OLD_SCORES = ("evaluations", "scored", "passed", "failed", "score_total", "score_squares")


def upgrade() -> None:
    _evaluations()
    _answers()
    _cubes()
    _cube("call_hours", ("weekday", "hour"), {"calls": False})
    # What was summed before is summed anew.
    for table in ("operator_days", "operator_day_criteria"):
        op.drop_table(table)
    for name in OLD_SCORES:
        op.drop_column("team_days", name)


def _evaluations() -> None:
    op.add_column(
        "evaluations",
        sa.Column("origin", sa.String(length=12), server_default=sa.text("'targeted'"), nullable=False),
    )
    op.create_check_constraint(op.f("ck_evaluations_origin_is_known"), "evaluations", f"origin IN ({ORIGINS})")
    op.add_column("evaluations", sa.Column("category", sa.String(length=60), nullable=True))
    op.add_column("evaluations", sa.Column("channel", sa.String(length=12), nullable=True))
    op.execute(
        "UPDATE evaluations SET category = calls.category, channel = calls.channel FROM calls WHERE calls.id = call_id"
    )
    for name in ("category", "channel"):
        op.alter_column("evaluations", name, nullable=False)
    for name in ("origin", "category", "channel", "scorecard_id"):
        op.create_index(f"ix_evaluations_{name}", "evaluations", [name, "dated_at", "id"])
    for name in CLASSES:
        failed = sa.text(f"CAST(defects -> '{name}' ->> 'failed' AS integer) > 0")
        op.create_index(f"ix_evaluations_{name}_defect", "evaluations", ["dated_at", "id"], postgresql_where=failed)
    op.create_index("ix_evaluations_fatal", "evaluations", ["dated_at", "id"], postgresql_where=sa.text("has_fatal"))


def _answers() -> None:
    op.add_column(
        "evaluation_answers",
        sa.Column("is_fatal", sa.Boolean(), server_default=sa.text("false"), nullable=False),
    )
    op.execute(FATALS)
    op.create_index(
        "ix_evaluation_answers_failed",
        "evaluation_answers",
        ["criterion_key", "evaluation_id"],
        postgresql_where=sa.text("p < 0.5"),
    )


# A fatal option that was chosen, or a fatal criterion that earned nothing or less than it may.
FATALS = """
    UPDATE evaluation_answers answer SET is_fatal = true
      FROM evaluations, scorecard_versions version,
           jsonb_array_elements(version.definition -> 'sections') AS section,
           jsonb_array_elements(section -> 'criteria') AS criterion
     WHERE evaluations.id = answer.evaluation_id AND evaluations.has_fatal AND evaluations.status <> 'draft'
       AND version.id = evaluations.scorecard_version_id AND criterion ->> 'key' = answer.criterion_key
       AND answer.p IS NOT NULL
       AND ((criterion ->> 'severity' = 'fatal'
             AND (answer.p = 0 OR CASE WHEN answer.value IS NULL THEN answer.p ELSE answer.value END
                                  < CAST(criterion ->> 'fails_below' AS numeric)))
            OR EXISTS (SELECT FROM jsonb_array_elements(coalesce(criterion -> 'options', '[]')) AS option
                        WHERE option ->> 'fatal_scope' IS NOT NULL
                          AND (option ->> 'key' = ANY(answer.options)
                               OR CAST(option ->> 'value' AS numeric) = CASE criterion ->> 'kind'
                                  WHEN 'number' THEN (SELECT max(CAST(band ->> 'value' AS numeric))
                                     FROM jsonb_array_elements(criterion -> 'options') AS band
                                    WHERE CAST(band ->> 'value' AS numeric) <= answer.value)
                                  ELSE answer.value END)))
"""


def _cubes() -> None:
    for fact, keys, sums in FACTS:
        for cut, dimensions in CUTS:
            if (fact, cut) == ("bands", "operator"):
                continue
            table = f"{cut}_{fact}"
            _cube(table, (*dimensions, *keys), sums)
            if "operator_id" in dimensions:
                op.create_index(f"ix_{table}_operator", table, ["operator_id", "grain", "day"])
    op.create_index("ix_team_version_scores_version", "team_version_scores", ["scorecard_version_id", "grain", "day"])


def _cube(table: str, keys: tuple[str, ...], sums: dict[str, bool]) -> None:
    op.create_table(
        table,
        sa.Column("grain", sa.String(length=5), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("team_id", sa.Uuid(), nullable=False),
        *(sa.Column(name, KINDS[name], nullable=False) for name in keys),
        *(
            sa.Column(name, sa.BigInteger() if is_big else sa.Integer(), server_default=sa.text("0"), nullable=False)
            for name, is_big in sums.items()
        ),
        sa.PrimaryKeyConstraint("grain", "day", "team_id", *keys, name=op.f(f"pk_{table}")),
    )
