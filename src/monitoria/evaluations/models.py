"""Tables of evaluations and their answers. Plain on purpose: large installations load them in bulk."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, Numeric, String, Text, func, literal_column, text
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.orm import Mapped, mapped_column

from monitoria.evaluations.rules import NaSource, Outcome, Status
from monitoria.platform.database import Base, new_id

Score = Numeric(5, 2)


def _one_of(column: str, words: Any) -> str:
    return f"{column} IN ({', '.join(repr(str(word.value)) for word in words)})"


class Evaluation(Base):
    """One scorecard filled for one call.

    `operator_id` and `team_id` are the call's, as they were when the evaluation began. `raw_score` is before fatal
    errors, `final_score` after (the API's `overall_score`); a draft carries the score of what is answered so far.
    `moments` are the evaluator's comments on seconds of the recordings (see `rules.Moment`).
    `imported_total` is what the file said that it was imported from, in the file's own unit.
    `dated_at` is what lists go by: when it was published, or begun while it is a draft.
    """

    __tablename__ = "evaluations"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    call_id: Mapped[UUID] = mapped_column(ForeignKey("calls.id"))
    operator_id: Mapped[UUID] = mapped_column(ForeignKey("users.id"))
    team_id: Mapped[UUID | None] = mapped_column(ForeignKey("teams.id"))
    evaluator_id: Mapped[UUID] = mapped_column(ForeignKey("users.id"))
    scorecard_id: Mapped[UUID] = mapped_column(ForeignKey("scorecards.id"))
    scorecard_version_id: Mapped[UUID] = mapped_column(ForeignKey("scorecard_versions.id"))
    status: Mapped[str] = mapped_column(String(16))
    summary: Mapped[str] = mapped_column(Text, default="", server_default=text("''"))
    raw_score: Mapped[Decimal | None] = mapped_column(Score)
    final_score: Mapped[Decimal | None] = mapped_column(Score)
    outcome: Mapped[str | None] = mapped_column(String(8))
    critical_score: Mapped[Decimal | None] = mapped_column(Score)
    has_fatal: Mapped[bool] = mapped_column(default=False, server_default=text("false"))
    pass_mark: Mapped[Decimal] = mapped_column(Score)
    defects: Mapped[dict[str, Any]] = mapped_column(JSONB, default=dict, server_default=text("'{}'"))
    imported_total: Mapped[Decimal | None] = mapped_column(Numeric(12, 4))
    imported_total_differs: Mapped[bool | None]
    moments: Mapped[list[dict[str, Any]]] = mapped_column(JSONB, default=list, server_default=text("'[]'"))
    engine_version: Mapped[str] = mapped_column(String(16))
    version: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    published_at: Mapped[datetime | None]
    dated_at: Mapped[datetime]

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - the mapper's own convention
    __table_args__ = (
        CheckConstraint(_one_of("status", Status), name="status_is_known"),
        CheckConstraint(_one_of("outcome", Outcome), name="outcome_is_known"),
        CheckConstraint("(status = 'draft') = (published_at IS NULL)", name="published_has_a_time"),
        CheckConstraint("dated_at = coalesce(published_at, created_at)", name="is_dated"),
        CheckConstraint("final_score BETWEEN 0 AND 100 AND raw_score BETWEEN 0 AND 100", name="scores_are_percent"),
        Index("ix_evaluations_dated_at", "dated_at", "id"),
        Index("ix_evaluations_team_id", "team_id", "dated_at", "id"),
        Index("ix_evaluations_operator_id", "operator_id", "dated_at", "id"),
        Index("ix_evaluations_evaluator_id", "evaluator_id", "dated_at", "id"),
        Index("ix_evaluations_call_id", "call_id"),
        Index(
            "uq_evaluations_open_draft",
            "call_id",
            "evaluator_id",
            unique=True,
            postgresql_where=text("status = 'draft'"),
        ),
    )


# No score sorts before every score.
SCORE_ORDER = func.coalesce(Evaluation.final_score, literal_column("-1"))
Index("ix_evaluations_score", SCORE_ORDER, Evaluation.id)


class EvaluationAnswer(Base):
    """The answer to one criterion, by the key it keeps across versions; what was not answered has no row.

    `p` (0-1) and `applied_weight` (percent of the form) are written when the evaluation is published; null where the
    criterion was not scored. A criterion hidden by a condition has, once published, a row that says so.
    """

    __tablename__ = "evaluation_answers"
    __table_args__ = (
        CheckConstraint(_one_of("na_source", NaSource), name="na_source_is_known"),
        CheckConstraint("not_applicable = (na_source IS NOT NULL)", name="na_has_a_source"),
        CheckConstraint("p BETWEEN 0 AND 1", name="p_is_a_share"),
    )

    evaluation_id: Mapped[UUID] = mapped_column(ForeignKey("evaluations.id", ondelete="CASCADE"), primary_key=True)
    criterion_key: Mapped[str] = mapped_column(String(60), primary_key=True)
    value: Mapped[Decimal | None] = mapped_column(Numeric(15, 6))
    options: Mapped[list[str] | None] = mapped_column(ARRAY(String(60)))
    text_value: Mapped[str | None] = mapped_column(Text)
    not_applicable: Mapped[bool] = mapped_column(default=False, server_default=text("false"))
    na_source: Mapped[str | None] = mapped_column(String(12))
    comment: Mapped[str] = mapped_column(Text, default="", server_default=text("''"))
    p: Mapped[Decimal | None] = mapped_column(Numeric(7, 6))
    applied_weight: Mapped[Decimal | None] = mapped_column(Numeric(11, 4))
