"""What an operator may take along of his evaluations: whole, with what followed their publication."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from monitoria.calls.models import Call
from monitoria.evaluations.models import Evaluation, EvaluationAnswer
from monitoria.evaluations.queries.evaluations import LABELS
from monitoria.evaluations.queries.feedback import NO_HISTORY, History, histories_of
from monitoria.evaluations.rules import Status
from monitoria.scorecards.queries import get_definition

_REVISION = ("number", "at", "raw_score", "final_score", "outcome", "answers", "by_name", "reason")
_CONTEST = ("round", "opened_at", "comment", "status", "decide_by", "decided_at", "decided_by_name", "reason", "items")
_ITEM = ("criterion_key", "given", "asked", "reason", "at_seconds", "decision", "decided", "decided_reason")
_ACKNOWLEDGEMENT = ("at", "agrees", "comment", "revision")


def evaluations_of(session: Session, operator_id: UUID) -> list[dict[str, Any]]:
    """The published evaluations of an operator with every answer, the latest first, for him to take along."""
    published = select(Evaluation, Call.protocol, LABELS["scorecard_name"], LABELS["evaluator_name"]).where(
        Evaluation.operator_id == operator_id, Evaluation.status != Status.DRAFT.value
    )
    rows = session.execute(
        published.join(Call, Call.id == Evaluation.call_id).order_by(Evaluation.dated_at.desc(), Evaluation.id)
    ).all()
    ids = [row[0].id for row in rows]
    answers, followed = _told_answers(session, ids), histories_of(session, ids)
    told = [_told(row, answers.get(row[0].id, []), followed.get(row[0].id, NO_HISTORY)) for row in rows]
    for row, one in zip(rows, told, strict=True):
        _add_labels(_labels_of(session, row[0].scorecard_version_id), one)
    return told


def _labels_of(session: Session, version_id: UUID) -> dict[str, str]:
    """What the criteria of a scorecard's version are called, by key."""
    return {criterion.key: criterion.label for _, criterion in get_definition(session, version_id).criteria()}


def _add_labels(labels: Mapping[str, str], told: dict[str, Any]) -> None:
    """Beside the key of a criterion, which stays across versions, what it is called."""
    answers = [*told["answers"], *(answer for revision in told["revisions"] for answer in revision["answers"])]
    for answer in answers:
        answer["label"] = labels.get(answer["criterion"], answer["criterion"])
    for contest in told["contests"]:
        for item in contest["items"]:
            item["label"] = labels.get(item["criterion_key"], item["criterion_key"])


def _told(row: Any, answers: list[dict[str, Any]], followed: History) -> dict[str, Any]:
    evaluation: Evaluation = row[0]
    names = ("published_at", "status", "raw_score", "final_score", "outcome", "pass_mark", "summary", "closed_at")
    moments = [{"seconds": moment["at_seconds"], "comment": moment["comment"]} for moment in evaluation.moments]
    return {
        "protocol": row.protocol,
        "scorecard": row.scorecard_name,
        "evaluator": row.evaluator_name,
        **{name: getattr(evaluation, name) for name in names},
        "closed_by": followed.closer,
        "answers": answers,
        "moments": moments,
        "revisions": [_part(revision, _REVISION) for revision in followed.revisions],
        "contests": [
            {**_part(contest, _CONTEST), "items": [_part(item, _ITEM) for item in contest["items"]]}
            for contest in followed.contests
        ],
        "acknowledgements": [_part(said, _ACKNOWLEDGEMENT) for said in followed.acknowledgements],
    }


def _part(row: Any, names: Sequence[str]) -> dict[str, Any]:
    return {name: row[name] for name in names}


def _told_answers(session: Session, evaluation_ids: Sequence[UUID]) -> dict[UUID, list[dict[str, Any]]]:
    table = EvaluationAnswer.__table__.c
    columns = (
        table.evaluation_id,
        table.criterion_key.label("criterion"),
        table.value,
        table.options,
        table.text_value.label("text"),
        table.not_applicable,
        table.comment,
        table.p.label("share"),
        table.applied_weight.label("weight"),
    )
    found: dict[UUID, list[dict[str, Any]]] = {}
    ordered = select(*columns).where(table.evaluation_id.in_(evaluation_ids)).order_by(table.criterion_key)
    for row in session.execute(ordered):
        told = dict(row._mapping)
        found.setdefault(told.pop("evaluation_id"), []).append(told)
    return found
