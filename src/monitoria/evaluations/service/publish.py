"""Publishing: from here on the evaluation counts, and its operator sees it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from monitoria.calls.service import record_publication
from monitoria.evaluations import queries
from monitoria.evaluations.events import EvaluationPublished
from monitoria.evaluations.queries import Filled
from monitoria.evaluations.rules import Answer, Filling, Move, Score, State, Status, score, when_shown
from monitoria.evaluations.service.counting import count_score
from monitoria.evaluations.service.deadlines import keep_deadlines
from monitoria.evaluations.service.filling import (
    identity_of,
    keep_score,
    merge_answers,
    read_definition,
    take_evaluation,
    upsert_answers,
)
from monitoria.evaluations.service.moments import replace_moments
from monitoria.platform.access import Actor
from monitoria.platform.clock import Zone
from monitoria.platform.events import emit
from monitoria.settings.queries import get_promises


def publish_evaluation(
    session: Session,
    actor: Actor,
    evaluation_id: UUID,
    version: int | None,
    filling: Filling,
    now: datetime,
    zone: Zone,
) -> Filled:
    """Publish a draft, with the last answers when some are sent. The pass mark of this moment holds.

    Without a `version` whatever the draft now says is published.

    Raises `NotFound`, `Forbidden`, `EvaluationMoveRefused` when it was published before, `StaleVersion`, or
    `Invalid` with a pointer to everything that is missing or faulty.
    """
    found, _ = take_evaluation(session, actor, Move.PUBLISH, evaluation_id, version)
    definition = read_definition(session, found.evaluation)
    before = queries.answers_of(session, evaluation_id)
    answers = merge_answers(definition, before, filling.answers, complete=True)
    if filling.summary is not None:
        found.evaluation.summary = filling.summary
    if filling.origin is not None:
        found.evaluation.origin = filling.origin.value
    replace_moments(session, found.evaluation, definition, filling.moments)
    promises = get_promises(session, now, zone)
    result = score(definition, answers.values(), promises.pass_mark)
    kept = with_hidden(answers, result)
    upsert_answers(session, evaluation_id, kept.values(), result)
    keep_score(found.evaluation, result, now)
    found.evaluation.status = Status.PUBLISHED.value
    found.evaluation.published_at = found.evaluation.dated_at = now
    keep_deadlines(found.evaluation, when_shown(now, promises.terms, promises.calendar))
    session.flush()
    record_publication(session, found.evaluation.call_id)
    filled = Filled(found, definition, kept, result)
    tell_publication(session, filled, zone)
    return filled


def tell_publication(session: Session, filled: Filled, zone: Zone) -> None:
    """Tell that an evaluation, now written as published, counts from its day on."""
    evaluation, result = filled.evaluation, filled.score
    counted = count_score(evaluation, result)
    event = EvaluationPublished(
        **identity_of(filled.found),
        day=zone.day_of(evaluation.dated_at),
        **{field.name: getattr(counted, field.name) for field in fields(counted)},
        acknowledge_by=evaluation.acknowledge_by,
        contest_by=evaluation.contest_by,
    )
    emit(session, event)


def with_hidden(answers: Mapping[str, Answer], result: Score) -> dict[str, Answer]:
    """The answers, where each criterion that a condition hides says so instead of what was once answered."""
    hidden = {line.key: Answer(line.key, not_applicable=True) for line in result.criteria if line.state is State.HIDDEN}
    return {**answers, **hidden}
