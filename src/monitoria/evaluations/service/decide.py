"""Deciding a contest: the answers stand, or others take their place in a new revision."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from monitoria.evaluations import queries
from monitoria.evaluations.events import ContestDecided, Counted, EvaluationRevised
from monitoria.evaluations.models import Evaluation, EvaluationContest, EvaluationContestItem, EvaluationRevision
from monitoria.evaluations.queries import Filled, Labelled
from monitoria.evaluations.rules import (
    Answer,
    ContestStatus,
    Decided,
    Move,
    Score,
    Status,
    Verdict,
    decide_contest,
    score,
    when_shown,
)
from monitoria.evaluations.service.contest import plain_answer
from monitoria.evaluations.service.counting import count_rows, count_score
from monitoria.evaluations.service.deadlines import keep_deadlines
from monitoria.evaluations.service.filling import (
    answer_sources,
    identity_of,
    keep_score,
    read_definition,
    take_evaluation,
    upsert_answers,
)
from monitoria.evaluations.service.publish import with_hidden
from monitoria.platform.access import Actor
from monitoria.platform.clock import Zone
from monitoria.platform.errors import Invalid
from monitoria.platform.events import emit
from monitoria.scorecards.rules import Definition
from monitoria.settings.queries import get_promises


def decide_evaluation(
    session: Session,
    actor: Actor,
    evaluation_id: UUID,
    verdicts: Sequence[Verdict],
    reason: str,
    now: datetime,
    zone: Zone,
) -> Filled:
    """Decide every item of the open contest. A changed answer makes a new revision; the pass mark stays.

    Raises `NotFound`, `Forbidden` (whoever published it does not decide), `EvaluationMoveRefused` when it was decided
    meanwhile, or `Invalid` with a pointer to every verdict that is missing or does not fit.
    """
    found, _ = take_evaluation(session, actor, Move.DECIDE, evaluation_id, None)
    evaluation = found.evaluation
    contest = queries.find_open_contest(session, evaluation_id)
    if contest is None:
        raise RuntimeError("a contested evaluation has an open contest")
    items = queries.items_of(session, contest.id)
    definition = read_definition(session, evaluation)
    answers = queries.answers_of(session, evaluation_id)
    decided, faults = decide_contest(definition, answers, queries.asked_answers(items), verdicts, reason)
    if faults:
        raise Invalid(errors=faults)
    _close_contest(session, contest, items, answers, verdicts, decided, actor, reason, now)
    revised = _revise(session, found, definition, answers, decided, actor, reason, now) if decided.is_changed else None
    evaluation.status = (Status.CHANGED if decided.is_changed else Status.UPHELD).value
    evaluation.updated_at = now
    promises = get_promises(session, now, zone)
    may_contest = contest.round < promises.terms.contest_rounds
    keep_deadlines(evaluation, when_shown(now, promises.terms, promises.calendar, may_contest=may_contest))
    session.flush()
    _tell(session, found, contest, actor, revised, zone)
    return queries.view_evaluation(session, actor, evaluation_id)


def _tell(
    session: Session,
    found: Labelled,
    contest: EvaluationContest,
    actor: Actor,
    revised: tuple[Counted, Counted] | None,
    zone: Zone,
) -> None:
    identity, evaluation = identity_of(found), found.evaluation
    decided = ContestDecided(
        **identity,
        contest_id=contest.id,
        round=contest.round,
        decided_by=actor.id,
        changed=revised is not None,
    )
    emit(session, decided)
    if revised is not None:
        before, after = revised
        day = zone.day_of(evaluation.dated_at)
        number = evaluation.revision
        emit(session, EvaluationRevised(**identity, revision=number, day=day, before=before, after=after))


def _close_contest(
    session: Session,
    contest: EvaluationContest,
    items: Sequence[EvaluationContestItem],
    answers: Mapping[str, Answer],
    verdicts: Sequence[Verdict],
    decided: Decided,
    actor: Actor,
    reason: str,
    now: datetime,
) -> None:
    """Write each verdict beside what was asked; what the decision brought on screen becomes an item of its own."""
    rows = {item.criterion_key: item for item in items}
    for verdict in verdicts:
        row = rows.get(verdict.criterion)
        if row is None:
            row = EvaluationContestItem(
                contest_id=contest.id,
                criterion_key=verdict.criterion,
                position=len(rows),
                given=plain_answer(answers.get(verdict.criterion)),
            )
            rows[verdict.criterion] = row
            session.add(row)
        row.decision = verdict.decision.value
        row.decided = plain_answer(decided.stands[verdict.criterion])
        row.decided_reason = verdict.reason
    contest.status = (ContestStatus.CHANGED if decided.is_changed else ContestStatus.UPHELD).value
    contest.decided_at, contest.decided_by_id, contest.reason = now, actor.id, reason


def _revise(
    session: Session,
    found: Labelled,
    definition: Definition,
    before: Mapping[str, Answer],
    decided: Decided,
    actor: Actor,
    reason: str,
    now: datetime,
) -> tuple[Counted, Counted]:
    """Put the new answers and their score in the place of the old ones, and keep both as revisions."""
    evaluation = found.evaluation
    counted = count_rows(session, evaluation)
    if evaluation.revision == 1:
        _keep_first(session, evaluation, definition, before)
    result = score(definition, decided.answers.values(), evaluation.pass_mark)
    kept = with_hidden(decided.answers, result)
    upsert_answers(session, evaluation.id, kept.values(), result)
    keep_score(evaluation, result, now)
    evaluation.revision += 1
    session.add(_revision(evaluation, definition, kept, result, now, actor.id, reason))
    return counted, count_score(evaluation, result)


def _keep_first(
    session: Session, evaluation: Evaluation, definition: Definition, answers: Mapping[str, Answer]
) -> None:
    """What was published becomes a row only now: an evaluation that is never changed costs nothing more."""
    published = score(definition, answers.values(), evaluation.pass_mark)
    at = evaluation.published_at or evaluation.dated_at
    first = _revision(evaluation, definition, answers, published, at, evaluation.evaluator_id, "")
    session.add(first)


def _revision(
    evaluation: Evaluation,
    definition: Definition,
    answers: Mapping[str, Answer],
    result: Score,
    at: datetime,
    by_id: UUID,
    reason: str,
) -> EvaluationRevision:
    """The evaluation's row as it now stands, with these answers."""
    sources = answer_sources(answers, result)
    ordered = [answers[criterion.key] for _, criterion in definition.criteria() if criterion.key in answers]
    return EvaluationRevision(
        evaluation_id=evaluation.id,
        number=evaluation.revision,
        raw_score=evaluation.raw_score,
        final_score=evaluation.final_score,
        outcome=evaluation.outcome,
        critical_score=evaluation.critical_score,
        has_fatal=evaluation.has_fatal,
        engine_version=evaluation.engine_version,
        answers=[_plain(answer, sources[answer.criterion]) for answer in ordered],
        reason=reason,
        at=at,
        by_id=by_id,
    )


def _plain(answer: Answer, source: str | None) -> dict[str, Any]:
    said = plain_answer(answer) or {}
    return {"criterion": answer.criterion, **said, "na_source": source, "comment": answer.comment}
