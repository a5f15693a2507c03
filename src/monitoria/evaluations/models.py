"""Tables of evaluations and their answers. Plain on purpose: large installations load them in bulk."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    Index,
    LargeBinary,
    Numeric,
    String,
    Text,
    UniqueConstraint,
    func,
    literal_column,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.orm import Mapped, mapped_column

from monitoria.evaluations.rules import ContestStatus, Decision, NaSource, Origin, Outcome, Status
from monitoria.platform.database import Base, new_id, one_of

Score = Numeric(5, 2)


class Evaluation(Base):
    """One scorecard filled for one call.

    `operator_id`, `team_id`, `category` and `channel` are the call's, as they were when the evaluation began; `origin`
    says why this call was chosen. `raw_score` is before fatal errors, `final_score` after (the API's `overall_score`);
    a draft carries the score of what is answered so far. `moments` are the evaluator's comments on seconds of the
    recordings (see `rules.Moment`). `imported_total` is what the file said that it was imported from, in the file's
    own unit. `dated_at` is what lists go by: when it was published, or begun while it is a draft. `revision` numbers
    the answers and scores that hold now. A deadline is null when it is not waited for; `closes_at` and `notice_at` are
    for the job that closes what expired and tells of what is near (see `rules.Deadlines`).
    """

    __tablename__ = "evaluations"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    call_id: Mapped[UUID] = mapped_column(ForeignKey("calls.id"))
    operator_id: Mapped[UUID] = mapped_column(ForeignKey("users.id"))
    team_id: Mapped[UUID | None] = mapped_column(ForeignKey("teams.id"))
    evaluator_id: Mapped[UUID] = mapped_column(ForeignKey("users.id"))
    scorecard_id: Mapped[UUID] = mapped_column(ForeignKey("scorecards.id"))
    scorecard_version_id: Mapped[UUID] = mapped_column(ForeignKey("scorecard_versions.id"))
    origin: Mapped[str] = mapped_column(
        String(12), default=Origin.TARGETED.value, server_default=text(f"'{Origin.TARGETED.value}'")
    )
    category: Mapped[str] = mapped_column(String(60))
    channel: Mapped[str] = mapped_column(String(12))
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
    revision: Mapped[int] = mapped_column(default=1, server_default=text("1"))
    version: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    published_at: Mapped[datetime | None]
    dated_at: Mapped[datetime]
    acknowledge_by: Mapped[datetime | None]
    contest_by: Mapped[datetime | None]
    decide_by: Mapped[datetime | None]
    closes_at: Mapped[datetime | None]
    notice_at: Mapped[datetime | None]

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - the mapper's own convention
    __table_args__ = (
        CheckConstraint(one_of("status", Status), name="status_is_known"),
        CheckConstraint(one_of("outcome", Outcome), name="outcome_is_known"),
        CheckConstraint(one_of("origin", Origin), name="origin_is_known"),
        CheckConstraint("(status = 'draft') = (published_at IS NULL)", name="published_has_a_time"),
        CheckConstraint("dated_at = coalesce(published_at, created_at)", name="is_dated"),
        CheckConstraint("final_score BETWEEN 0 AND 100 AND raw_score BETWEEN 0 AND 100", name="scores_are_percent"),
        CheckConstraint("revision >= 1", name="revisions_count_from_one"),
        CheckConstraint("(status = 'contested') = (decide_by IS NOT NULL)", name="a_contest_is_decided_in_time"),
        CheckConstraint(
            "acknowledge_by IS NULL OR status IN ('published', 'upheld', 'changed')", name="acknowledging_is_waited_for"
        ),
        CheckConstraint(
            "contest_by IS NULL OR status IN ('published', 'acknowledged', 'upheld', 'changed')",
            name="contesting_is_waited_for",
        ),
        CheckConstraint(
            "closes_at IS NULL OR status IN ('published', 'acknowledged', 'upheld', 'changed')",
            name="closes_from_a_status",
        ),
        CheckConstraint("notice_at IS NULL OR status NOT IN ('draft', 'closed')", name="a_notice_is_of_something"),
        Index("ix_evaluations_closes_at", "closes_at", postgresql_where=text("closes_at IS NOT NULL")),
        Index("ix_evaluations_notice_at", "notice_at", postgresql_where=text("notice_at IS NOT NULL")),
        Index("ix_evaluations_to_acknowledge", "dated_at", "id", postgresql_where=text("acknowledge_by IS NOT NULL")),
        Index("ix_evaluations_contested", "dated_at", "id", postgresql_where=text("status = 'contested'")),
        Index("ix_evaluations_dated_at", "dated_at", "id"),
        Index("ix_evaluations_team_id", "team_id", "dated_at", "id"),
        Index("ix_evaluations_operator_id", "operator_id", "dated_at", "id"),
        Index("ix_evaluations_evaluator_id", "evaluator_id", "dated_at", "id"),
        Index("ix_evaluations_call_id", "call_id"),
        Index("ix_evaluations_origin", "origin", "dated_at", "id"),
        Index("ix_evaluations_category", "category", "dated_at", "id"),
        Index("ix_evaluations_channel", "channel", "dated_at", "id"),
        Index("ix_evaluations_scorecard_id", "scorecard_id", "dated_at", "id"),
        Index("ix_evaluations_fatal", "dated_at", "id", postgresql_where=text("has_fatal")),
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
    criterion was not scored; `is_fatal`: it holds a fatal error. A criterion hidden by a condition has, once
    published, a row that says so.
    """

    __tablename__ = "evaluation_answers"
    __table_args__ = (
        CheckConstraint(one_of("na_source", NaSource), name="na_source_is_known"),
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
    is_fatal: Mapped[bool] = mapped_column(default=False, server_default=text("false"))


class EvaluationRevision(Base):
    """One state of the answers and scores, written when there is more than one; the highest number holds.

    The first is what was published (`by_id` its evaluator); each later one comes of a decided contest.
    """

    __tablename__ = "evaluation_revisions"
    __table_args__ = (
        CheckConstraint("number >= 1", name="counts_from_one"),
        CheckConstraint(one_of("outcome", Outcome), name="outcome_is_known"),
    )

    evaluation_id: Mapped[UUID] = mapped_column(ForeignKey("evaluations.id", ondelete="CASCADE"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    raw_score: Mapped[Decimal | None] = mapped_column(Score)
    final_score: Mapped[Decimal | None] = mapped_column(Score)
    outcome: Mapped[str | None] = mapped_column(String(8))
    critical_score: Mapped[Decimal | None] = mapped_column(Score)
    has_fatal: Mapped[bool]
    engine_version: Mapped[str] = mapped_column(String(16))
    answers: Mapped[list[dict[str, Any]]] = mapped_column(JSONB)
    reason: Mapped[str] = mapped_column(Text, default="", server_default=text("''"))
    at: Mapped[datetime]
    by_id: Mapped[UUID] = mapped_column(ForeignKey("users.id"))


class EvaluationContest(Base):
    """An operator asks for other answers; one is open at a time. `overdue_told_at`: told once that it is late."""

    __tablename__ = "evaluation_contests"
    __table_args__ = (
        UniqueConstraint("evaluation_id", "round"),
        CheckConstraint(one_of("status", ContestStatus), name="status_is_known"),
        CheckConstraint("round >= 1", name="rounds_count_from_one"),
        CheckConstraint("(status = 'open') = (decided_at IS NULL)", name="decided_has_a_time"),
        CheckConstraint("(decided_at IS NULL) = (decided_by_id IS NULL)", name="decided_has_a_person"),
        Index("uq_evaluation_contests_open", "evaluation_id", unique=True, postgresql_where=text("status = 'open'")),
        Index(
            "ix_evaluation_contests_late",
            "decide_by",
            postgresql_where=text("status = 'open' AND overdue_told_at IS NULL"),
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    evaluation_id: Mapped[UUID] = mapped_column(ForeignKey("evaluations.id", ondelete="CASCADE"))
    round: Mapped[int]
    status: Mapped[str] = mapped_column(String(8))
    comment: Mapped[str] = mapped_column(Text, default="", server_default=text("''"))
    opened_at: Mapped[datetime]
    decide_by: Mapped[datetime]
    decided_at: Mapped[datetime | None]
    decided_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("users.id"))
    reason: Mapped[str] = mapped_column(Text, default="", server_default=text("''"))
    overdue_told_at: Mapped[datetime | None]


class EvaluationContestItem(Base):
    """One criterion of a contest: the answer given, the one asked for, and the one that was decided.

    A criterion that the decision itself brought on screen has no `asked`. The recording may have been deleted since.
    """

    __tablename__ = "evaluation_contest_items"
    __table_args__ = (
        CheckConstraint(one_of("decision", Decision), name="decision_is_known"),
        CheckConstraint("(decision IS NULL) = (decided IS NULL)", name="decided_is_an_answer"),
        CheckConstraint("(at_seconds IS NULL) = (recording_id IS NULL)", name="moment_has_a_recording"),
    )

    contest_id: Mapped[UUID] = mapped_column(ForeignKey("evaluation_contests.id", ondelete="CASCADE"), primary_key=True)
    criterion_key: Mapped[str] = mapped_column(String(60), primary_key=True)
    position: Mapped[int]
    given: Mapped[dict[str, Any] | None] = mapped_column(JSONB(none_as_null=True))
    asked: Mapped[dict[str, Any] | None] = mapped_column(JSONB(none_as_null=True))
    reason: Mapped[str] = mapped_column(Text, default="", server_default=text("''"))
    at_seconds: Mapped[float | None]
    recording_id: Mapped[UUID | None]
    decision: Mapped[str | None] = mapped_column(String(8))
    decided: Mapped[dict[str, Any] | None] = mapped_column(JSONB(none_as_null=True))
    decided_reason: Mapped[str] = mapped_column(Text, default="", server_default=text("''"))


class EvaluationContestFile(Base):
    """A file that the operator put beside his contest; its bytes lie in the storage."""

    __tablename__ = "evaluation_contest_files"
    __table_args__ = (UniqueConstraint("contest_id", "sha256"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    contest_id: Mapped[UUID] = mapped_column(ForeignKey("evaluation_contests.id", ondelete="CASCADE"))
    file_name: Mapped[str] = mapped_column(String(255))
    content_type: Mapped[str] = mapped_column(String(80))
    size_bytes: Mapped[int]
    sha256: Mapped[bytes] = mapped_column(LargeBinary)
    storage_key: Mapped[str] = mapped_column(String(200, collation="C"), unique=True)
    added_at: Mapped[datetime]


class EvaluationAcknowledgement(Base):
    """The operator has read this revision; `agrees` false: "ciente, mas discordo"."""

    __tablename__ = "evaluation_acknowledgements"
    __table_args__ = (Index("ix_evaluation_acknowledgements_evaluation_id", "evaluation_id", "at"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    evaluation_id: Mapped[UUID] = mapped_column(ForeignKey("evaluations.id", ondelete="CASCADE"))
    revision: Mapped[int]
    agrees: Mapped[bool]
    comment: Mapped[str] = mapped_column(Text, default="", server_default=text("''"))
    at: Mapped[datetime]
