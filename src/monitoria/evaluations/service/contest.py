"""Contesting answers, and deciding on it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from monitoria.evaluations import queries
from monitoria.evaluations.errors import ContestTooLate
from monitoria.evaluations.events import EvaluationContested
from monitoria.evaluations.models import EvaluationContest, EvaluationContestItem
from monitoria.evaluations.queries import Filled
from monitoria.evaluations.rules import (
    Answer,
    ContestedItem,
    ContestStatus,
    Move,
    Status,
    check_contest,
    is_open,
    when_contested,
    with_first_recording,
)
from monitoria.evaluations.service.deadlines import keep_deadlines
from monitoria.evaluations.service.filling import identity_of, read_definition, take_evaluation
from monitoria.evaluations.service.reading import read_evaluation, since_publication
from monitoria.platform.access import Actor
from monitoria.platform.clock import Zone
from monitoria.platform.database import new_id
from monitoria.platform.errors import Invalid
from monitoria.platform.events import emit
from monitoria.recordings.queries import lengths_of_call
from monitoria.settings.queries import get_promises


def contest_evaluation(
    session: Session,
    actor: Actor,
    evaluation_id: UUID,
    items: Sequence[ContestedItem],
    comment: str,
    now: datetime,
    zone: Zone,
) -> Filled:
    """The operator asks for other answers; somebody who did not publish it is to decide in time.

    Raises `NotFound`, `Forbidden` for anybody else, `EvaluationMoveRefused`, `ContestTooLate`, or `Invalid` with a
    pointer to every item that can't be contested so.
    """
    found, _ = take_evaluation(session, actor, Move.CONTEST, evaluation_id, None)
    evaluation = found.evaluation
    if not is_open(evaluation.contest_by, now):
        raise ContestTooLate()
    read_evaluation(session, actor, found, now, zone)
    answers = queries.answers_of(session, evaluation_id)
    items = _checked(session, found.evaluation.call_id, read_definition(session, evaluation), answers, items)
    promises = get_promises(session, now, zone)
    deadlines = when_contested(now, promises.terms, promises.calendar)
    contest = EvaluationContest(
        id=new_id(),
        evaluation_id=evaluation_id,
        round=queries.count_contests(session, evaluation_id) + 1,
        status=ContestStatus.OPEN.value,
        comment=comment,
        opened_at=now,
        decide_by=deadlines.decide_by,
    )
    session.add(contest)
    session.flush()
    session.add_all(_rows(contest.id, items, answers))
    evaluation.status = Status.CONTESTED.value
    evaluation.updated_at = now
    keep_deadlines(evaluation, deadlines)
    session.flush()
    criteria = tuple(item.asked.criterion for item in items)
    emit(
        session,
        EvaluationContested(
            **identity_of(found),
            **since_publication(evaluation, now, zone),
            contest_id=contest.id,
            round=contest.round,
            criteria=criteria,
            opened_on=zone.day_of(now),
            decide_by=contest.decide_by,
        ),
    )
    return queries.view_evaluation(session, actor, evaluation_id)


def _checked(
    session: Session, call_id: UUID, definition: Any, answers: Mapping[str, Answer], items: Sequence[ContestedItem]
) -> tuple[ContestedItem, ...]:
    """The items with their recordings. Raises `Invalid` with every fault."""
    has_moments = any(item.at_seconds is not None for item in items)
    recordings = lengths_of_call(session, call_id) if has_moments else {}
    placed = with_first_recording(items, recordings)
    faults = check_contest(definition, answers, placed, recordings)
    if faults:
        raise Invalid(errors=faults)
    return placed


def _rows(
    contest_id: UUID, items: Sequence[ContestedItem], answers: Mapping[str, Answer]
) -> list[EvaluationContestItem]:
    return [
        EvaluationContestItem(
            contest_id=contest_id,
            criterion_key=item.asked.criterion,
            position=position,
            given=plain_answer(answers.get(item.asked.criterion)),
            asked=plain_answer(item.asked),
            reason=item.reason,
            at_seconds=item.at_seconds,
            recording_id=item.recording_id,
        )
        for position, item in enumerate(items)
    ]


def plain_answer(answer: Answer | None) -> dict[str, Any] | None:
    """What an answer says, as a contest keeps it; exact numbers are kept as text."""
    if answer is None:
        return None
    return {
        "value": None if answer.value is None else str(answer.value),
        "options": None if answer.options is None else list(answer.options),
        "text": answer.text,
        "not_applicable": answer.not_applicable,
    }
