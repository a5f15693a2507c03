"""What every verb shares: taking an evaluation for a move, filling in answers, keeping the score."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import delete, text
from sqlalchemy.orm import Session

from monitoria.evaluations import queries
from monitoria.evaluations.errors import EvaluationMoveRefused
from monitoria.evaluations.models import Evaluation, EvaluationAnswer
from monitoria.evaluations.queries import Labelled
from monitoria.evaluations.rules import (
    Answer,
    CriterionScore,
    Move,
    NaSource,
    Score,
    Status,
    Step,
    advance,
    check_answers,
    refusal,
)
from monitoria.platform.access import Actor, Facts, Permission, require
from monitoria.platform.errors import Invalid, StaleVersion
from monitoria.scorecards.queries import get_definition
from monitoria.scorecards.rules import Definition
from monitoria.settings.queries import get_pass_mark

_KEPT = "value, options, text_value, not_applicable, na_source, comment, p, applied_weight, is_fatal"
# One statement for any number of answers; written out because every save runs it.
_UPSERT = text(
    f"""
    INSERT INTO evaluation_answers (evaluation_id, criterion_key, {_KEPT})
    SELECT :evaluation_id, criterion_key, {_KEPT}
      FROM jsonb_to_recordset(CAST(:rows AS jsonb)) AS sent (
           criterion_key varchar, value numeric, options varchar[], text_value text, not_applicable boolean,
           na_source varchar, comment text, p numeric, applied_weight numeric, is_fatal boolean)
        ON CONFLICT (evaluation_id, criterion_key) DO UPDATE
       SET ({_KEPT}) = ROW ({", ".join(f"excluded.{name}" for name in _KEPT.split(", "))})
    """
)


def take_evaluation(
    session: Session, actor: Actor, move: Move, evaluation_id: UUID, version: int | None
) -> tuple[Labelled, Step]:
    """The evaluation, locked for a move that the actor may make and its status allows."""
    found = queries.get_evaluation(session, actor, evaluation_id, lock=True)
    evaluation = found.evaluation
    facts = Facts(evaluation.evaluator_id, evaluation.team_id, evaluation.operator_id)
    require(actor, Permission(f"evaluation:{move.value}"), facts)
    status = Status(evaluation.status)
    step = advance(status, move)
    if step is None:
        raise EvaluationMoveRefused(refusal(status, move))
    if version is not None and evaluation.version != version:
        raise StaleVersion()
    return found, step


def merge_answers(
    definition: Definition, saved: Mapping[str, Answer], sent: Sequence[Answer], *, complete: bool
) -> dict[str, Answer]:
    """The answers after these were sent; a blank one takes an answer back. Raises `Invalid` with every fault."""
    faults = check_answers(definition, sent, saved=saved.values(), complete=complete)
    if faults:
        raise Invalid(errors=faults)
    merged = {**saved, **{answer.criterion: answer for answer in sent}}
    return {key: answer for key, answer in merged.items() if not answer.is_blank}


def write_answers(
    session: Session, evaluation_id: UUID, before: Mapping[str, Answer], after: Mapping[str, Answer]
) -> tuple[str, ...]:
    """Write what differs between two states of a draft's answers; gives the keys that changed."""
    gone = [key for key in before if key not in after]
    if gone:
        session.execute(
            delete(EvaluationAnswer).where(
                EvaluationAnswer.evaluation_id == evaluation_id, EvaluationAnswer.criterion_key.in_(gone)
            )
        )
    changed = [answer for key, answer in after.items() if before.get(key) != answer]
    upsert_answers(session, evaluation_id, changed)
    return (*(answer.criterion for answer in changed), *gone)


def upsert_answers(
    session: Session, evaluation_id: UUID, answers: Iterable[Answer], result: Score | None = None
) -> None:
    """Write these answers, with what they earned when `result` tells."""
    lines = {} if result is None else {line.key: line for line in result.criteria}
    rows = [_row(answer, lines.get(answer.criterion)) for answer in answers]
    if rows:
        document = json.dumps(rows, default=str)
        session.connection().execute(_UPSERT, {"evaluation_id": evaluation_id, "rows": document})


def answer_sources(answers: Mapping[str, Answer], result: Score) -> dict[str, str | None]:
    """Who said of each answer that it does not apply; None where it does."""
    lines = {line.key: line for line in result.criteria}
    return {key: _na_source(answer, lines.get(key)) for key, answer in answers.items()}


def _na_source(answer: Answer, line: CriterionScore | None) -> str | None:
    source = line.na_source if line is not None else NaSource.PERSON
    return (source or NaSource.PERSON).value if answer.not_applicable else None


def _row(answer: Answer, line: CriterionScore | None) -> dict[str, Any]:
    return {
        "criterion_key": answer.criterion,
        "value": answer.value,
        "options": None if answer.options is None else list(answer.options),
        "text_value": answer.text,
        "not_applicable": answer.not_applicable,
        "na_source": _na_source(answer, line),
        "comment": answer.comment,
        "p": line.p if line is not None else None,
        "applied_weight": line.applied_weight if line is not None else None,
        "is_fatal": line is not None and line.fatal_scope is not None,
    }


def read_definition(session: Session, evaluation: Evaluation) -> Definition:
    """What the evaluation's scorecard version asks."""
    return get_definition(session, evaluation.scorecard_version_id)


def pass_mark_for(session: Session, definition: Definition) -> Decimal:
    """The mark that holds now: the scorecard's own, else the installation's."""
    return definition.pass_mark if definition.pass_mark is not None else get_pass_mark(session)


def score_columns(result: Score) -> dict[str, Any]:
    """A result as the evaluation's row keeps it; defects only of classes that have scored criteria."""
    return {
        "raw_score": result.raw_score,
        "final_score": result.final_score,
        "outcome": None if result.outcome is None else result.outcome.value,
        "critical_score": result.critical_score,
        "has_fatal": result.has_fatal,
        "pass_mark": result.pass_mark,
        "defects": {
            name.value: {"scored": found.scored, "failed": found.failed}
            for name, found in result.defects.items()
            if found.scored
        },
        "engine_version": result.engine_version,
    }


def keep_score(evaluation: Evaluation, result: Score, now: datetime) -> None:
    """Put a result on the evaluation's row."""
    for name, value in score_columns(result).items():
        setattr(evaluation, name, value)
    evaluation.updated_at = now


def identity_of(found: Labelled) -> dict[str, Any]:
    """The facts that every event about this evaluation tells."""
    return identity_with(found.evaluation, found.labels.protocol)


def identity_with(evaluation: Evaluation, protocol: str) -> dict[str, Any]:
    """The same, where the call's protocol was looked up apart."""
    return {
        "evaluation_id": evaluation.id,
        "call_id": evaluation.call_id,
        "protocol": protocol,
        "operator_id": evaluation.operator_id,
        "team_id": evaluation.team_id,
        "evaluator_id": evaluation.evaluator_id,
        "scorecard_id": evaluation.scorecard_id,
        "scorecard_version_id": evaluation.scorecard_version_id,
        "origin": evaluation.origin,
    }
