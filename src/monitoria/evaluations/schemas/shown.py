"""What goes out about evaluations. Scores are JSON numbers from 0 to 100 with two decimals, or null."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from pydantic import Field

from monitoria.evaluations.queries import Filled, Labelled
from monitoria.evaluations.rules import (
    Answer,
    Move,
    NaSource,
    Origin,
    Outcome,
    Score,
    State,
    Status,
    explain,
    is_full,
    is_open,
    open_moves,
)
from monitoria.evaluations.schemas.feedback import (
    AcknowledgementOut,
    AnswerOut,
    ContestOut,
    RevisionOut,
    show_history,
)
from monitoria.platform.access import Actor, Facts, Permission, allowed
from monitoria.platform.http import Page, Shape
from monitoria.scorecards.rules import Definition, FatalScope


class CriterionScoreOut(Shape):
    """What became of a criterion: `p` earned (0-1), `applied_weight` in percent of the form, `lost` points."""

    key: str
    section: str
    state: State
    p: float | None
    applied_weight: float | None
    lost: float | None
    bonus: float
    failed: bool
    fatal_scope: FatalScope | None
    na_source: NaSource | None


class SectionScoreOut(Shape):
    key: str
    raw_score: float | None
    final_score: float | None
    applied_weight: float | None
    has_fatal: bool


class DefectsOut(Shape):
    scored: int
    failed: int


class ReasonOut(Shape):
    """One line of the explanation; `rule` is stable, `message` is Portuguese."""

    rule: str
    message: str
    criterion: str | None
    section: str | None
    points: float | None


class ScoreOut(Shape):
    """A score and all that it rests on."""

    overall_score: float | None
    raw_score: float | None
    outcome: Outcome | None
    critical_score: float | None
    has_fatal: bool
    pass_mark: float
    engine_version: str
    criteria: list[CriterionScoreOut]
    sections: list[SectionScoreOut]
    defects: dict[str, DefectsOut]
    missing: list[str] = Field(description="Required criteria without an answer.")
    reasons: list[ReasonOut]


class EvaluationSummary(Shape):
    """An evaluation as lists show it."""

    id: UUID
    call_id: UUID
    protocol: str
    operator_id: UUID
    operator_name: str
    team_id: UUID | None
    evaluator_id: UUID
    evaluator_name: str
    scorecard_id: UUID
    scorecard_name: str
    scorecard_version_id: UUID
    scorecard_version_number: int
    origin: Origin = Field(description="Why this call was chosen.")
    status: Status
    overall_score: float | None
    raw_score: float | None
    outcome: Outcome | None
    critical_score: float | None
    has_fatal: bool
    pass_mark: float
    revision: int = Field(description="Which revision holds now: more than 1 when a contest changed an answer.")
    acknowledge_by: datetime | None = Field(description="Until when its operator is to acknowledge it.")
    contest_by: datetime | None = Field(description="Until when its operator may contest it.")
    decide_by: datetime | None = Field(description="Until when its contest is to be decided.")
    version: int
    created_at: datetime
    updated_at: datetime
    published_at: datetime | None
    read_at: datetime | None = Field(description="When its operator first opened it.")
    dated_at: datetime = Field(description="When it was published, or begun while it is a draft.")
    actions: list[str]


class MomentOut(Shape):
    """A comment on a second, or a stretch, of a recording; the recording may have been deleted since."""

    id: UUID
    recording_id: UUID
    at_seconds: float
    until_seconds: float | None
    criterion: str | None
    comment: str


class EvaluationOut(EvaluationSummary):
    """An evaluation with its answers and the explanation of its score."""

    summary: str
    imported_total: float | None = Field(description="What the file says that it was imported from, in its own unit.")
    imported_total_differs: bool | None = Field(description="Whether our score says another thing.")
    answers: list[AnswerOut]
    moments: list[MomentOut]
    engine_version: str
    criteria: list[CriterionScoreOut]
    sections: list[SectionScoreOut]
    defects: dict[str, DefectsOut]
    missing: list[str] = Field(description="Required criteria without an answer.")
    reasons: list[ReasonOut]
    revisions: list[RevisionOut] = Field(description="Since it was published, the oldest first.")
    contests: list[ContestOut] = Field(description="The oldest first.")
    acknowledgements: list[AcknowledgementOut] = Field(description="The oldest first.")
    closed_at: datetime | None
    closed_by_id: UUID | None = Field(description="Null when a deadline closed it.")
    closed_by_name: str | None


class EvaluationPage(Page[EvaluationSummary]):
    """Evaluations."""


_SUMMARY_COLUMNS = (
    "id",
    "call_id",
    "operator_id",
    "team_id",
    "evaluator_id",
    "scorecard_id",
    "scorecard_version_id",
    "has_fatal",
    "revision",
    "acknowledge_by",
    "contest_by",
    "decide_by",
    "version",
    "created_at",
    "updated_at",
    "published_at",
    "read_at",
    "dated_at",
)
_LABELS = ("protocol", "operator_name", "evaluator_name", "scorecard_name", "scorecard_version_number")


def _number(value: Decimal | None) -> float | None:
    return None if value is None else float(value)


def _actions(actor: Actor, found: Labelled, now: datetime) -> list[str]:
    evaluation = found.evaluation
    facts = Facts(evaluation.evaluator_id, evaluation.team_id, evaluation.operator_id)
    moves = open_moves(Status(evaluation.status))
    if not is_open(evaluation.contest_by, now):
        moves = tuple(move for move in moves if move is not Move.CONTEST)
    made = [Permission(f"evaluation:{move.value}") for move in moves]
    return allowed(actor, [*made, Permission.EVALUATION_PRINT], facts)


def _summary_fields(actor: Actor, found: Labelled, now: datetime) -> dict[str, Any]:
    evaluation, labels = found.evaluation, found.labels
    return {
        **{name: getattr(evaluation, name) for name in _SUMMARY_COLUMNS},
        **{name: getattr(labels, name) for name in _LABELS},
        "origin": Origin(evaluation.origin),
        "status": Status(evaluation.status),
        "overall_score": _number(evaluation.final_score),
        "raw_score": _number(evaluation.raw_score),
        "outcome": None if evaluation.outcome is None else Outcome(evaluation.outcome),
        "critical_score": _number(evaluation.critical_score),
        "pass_mark": float(evaluation.pass_mark),
        "actions": _actions(actor, found, now),
    }


def show_summary(actor: Actor, found: Labelled, now: datetime) -> EvaluationSummary:
    """An evaluation as a list shows it to `actor`."""
    return EvaluationSummary.model_construct(**_summary_fields(actor, found, now))


def show_evaluation(actor: Actor, filled: Filled, now: datetime) -> EvaluationOut:
    """An evaluation as its page shows it to `actor`."""
    fields = _summary_fields(actor, filled.found, now)
    if any(is_full(contest["status"], len(contest["files"])) for contest in filled.history.contests):
        fields["actions"] = [word for word in fields["actions"] if word != Move.ATTACH.value]
    answers = _answers(filled.definition, filled.answers, filled.score)
    present = None if filled.evaluation.published_at is None else _present_revision(fields, answers)
    return EvaluationOut.model_construct(
        **fields,
        summary=filled.evaluation.summary,
        imported_total=_number(filled.evaluation.imported_total),
        imported_total_differs=filled.evaluation.imported_total_differs,
        closed_at=filled.evaluation.closed_at,
        closed_by_id=filled.evaluation.closed_by_id,
        moments=[MomentOut.model_validate(moment) for moment in filled.evaluation.moments],
        answers=answers,
        **_explanation(filled.definition, filled.score),
        **show_history(filled.history, present),
    )


def _present_revision(fields: Mapping[str, Any], answers: list[AnswerOut]) -> RevisionOut:
    """What was published, while nothing has changed it."""
    same = ("overall_score", "raw_score", "outcome", "critical_score", "has_fatal")
    return RevisionOut.model_construct(
        number=1,
        **{name: fields[name] for name in same},
        answers=answers,
        at=fields["published_at"],
        by_id=fields["evaluator_id"],
        by_name=fields["evaluator_name"],
        is_current=True,
        reason="",
    )


def show_score(definition: Definition, score: Score) -> ScoreOut:
    """A score that belongs to no evaluation."""
    return ScoreOut.model_construct(
        overall_score=_number(score.final_score),
        raw_score=_number(score.raw_score),
        outcome=score.outcome,
        critical_score=_number(score.critical_score),
        has_fatal=score.has_fatal,
        pass_mark=float(score.pass_mark),
        **_explanation(definition, score),
    )


def _answers(definition: Definition, answers: Mapping[str, Answer], score: Score) -> list[AnswerOut]:
    sources = {line.key: line.na_source for line in score.criteria}
    return [
        AnswerOut.model_construct(
            criterion=criterion.key,
            value=_number(answers[criterion.key].value),
            options=answers[criterion.key].options,
            text=answers[criterion.key].text,
            not_applicable=answers[criterion.key].not_applicable,
            na_source=sources[criterion.key] if answers[criterion.key].not_applicable else None,
            comment=answers[criterion.key].comment,
        )
        for _, criterion in definition.criteria()
        if criterion.key in answers
    ]


def _explanation(definition: Definition, score: Score) -> dict[str, Any]:
    return {
        "engine_version": score.engine_version,
        "criteria": [CriterionScoreOut.model_validate(line) for line in score.criteria],
        "sections": [SectionScoreOut.model_validate(line) for line in score.sections],
        "defects": {name.value: DefectsOut.model_validate(found) for name, found in score.defects.items()},
        "missing": list(score.missing),
        "reasons": [ReasonOut.model_validate(reason) for reason in explain(definition, score)],
    }
