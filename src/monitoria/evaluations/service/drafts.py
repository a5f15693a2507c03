"""Beginning an evaluation, saving its draft, throwing it away."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from monitoria.calls.models import Call
from monitoria.calls.queries import get_call
from monitoria.calls.service import record_discard, record_evaluation
from monitoria.evaluations import queries
from monitoria.evaluations.errors import DraftAlreadyOpen
from monitoria.evaluations.events import EvaluationDiscarded, EvaluationDrafted, EvaluationUpdated
from monitoria.evaluations.models import Evaluation
from monitoria.evaluations.queries import Filled
from monitoria.evaluations.rules import Filling, Move, Score, Status, score
from monitoria.evaluations.service.filling import (
    defects_document,
    identity_of,
    keep_score,
    merge_answers,
    pass_mark_for,
    read_definition,
    take_evaluation,
    upsert_answers,
    write_answers,
)
from monitoria.evaluations.service.publish import complete_publication
from monitoria.platform.access import Actor, Facts, Permission, require
from monitoria.platform.clock import Zone
from monitoria.platform.database import new_id
from monitoria.platform.errors import named_by
from monitoria.platform.events import emit
from monitoria.scorecards.queries import UsableVersion, find_usable_version, get_definition

# Written out: as a parameter it would not match the partial index once the driver prepares the statement.
_OPEN_DRAFT = text("status = 'draft'")


def create_evaluation(
    session: Session,
    actor: Actor,
    call_id: UUID,
    scorecard_id: UUID | None,
    filling: Filling,
    now: datetime,
    zone: Zone,
    *,
    publish: bool = False,
) -> Filled:
    """Begin the evaluation of a call with this scorecard, or the default one, and publish it at once when asked.

    Raises `NotFound` for a call or scorecard out of reach, `Forbidden`, `ScorecardNotUsable`, `DraftAlreadyOpen`
    when the evaluator has one of this call, or `Invalid` with a pointer to every faulty answer.
    """
    with named_by("/call_id"):
        call = get_call(session, actor, call_id)
    require(actor, Permission.EVALUATION_CREATE, Facts(team_id=call.team_id, operator_id=call.operator_id))
    with named_by("/scorecard_id"):
        usable = find_usable_version(session, scorecard_id)
    definition = get_definition(session, usable.version_id)
    answers = merge_answers(definition, {}, filling.answers, complete=publish)
    result = score(definition, answers.values(), pass_mark_for(session, definition))
    evaluation_id = _insert(session, actor, call, usable, filling.summary or "", result, now)
    record_evaluation(session, call.id, published=False)
    found = queries.get_evaluation(session, actor, evaluation_id)
    emit(session, EvaluationDrafted(**identity_of(found)))
    filled = Filled(found, definition, answers, result)
    if publish:
        complete_publication(session, filled, now, zone)
    else:
        upsert_answers(session, evaluation_id, answers.values())
    return filled


def _insert(
    session: Session, actor: Actor, call: Call, usable: UsableVersion, summary: str, result: Score, now: datetime
) -> UUID:
    """Insert the draft unless the evaluator has one open on this call; two requests at once make one."""
    values = {
        "id": new_id(),
        "call_id": call.id,
        "operator_id": call.operator_id,
        "team_id": call.team_id,
        "evaluator_id": actor.id,
        "scorecard_id": usable.scorecard_id,
        "scorecard_version_id": usable.version_id,
        "status": Status.DRAFT.value,
        "summary": summary,
        "raw_score": result.raw_score,
        "final_score": result.final_score,
        "outcome": None if result.outcome is None else result.outcome.value,
        "critical_score": result.critical_score,
        "has_fatal": result.has_fatal,
        "pass_mark": result.pass_mark,
        "defects": defects_document(result),
        "engine_version": result.engine_version,
        "version": 1,
        "created_at": now,
        "updated_at": now,
        "dated_at": now,
    }
    statement = insert(Evaluation.__table__).on_conflict_do_nothing(  # type: ignore[arg-type]
        index_elements=["call_id", "evaluator_id"], index_where=_OPEN_DRAFT
    )
    inserted = session.execute(statement.values(values).returning(Evaluation.__table__.c.id)).scalar_one_or_none()
    if inserted is None:
        raise DraftAlreadyOpen(extra={"evaluation_id": queries.find_open_draft(session, call.id, actor.id)})
    return values["id"]  # type: ignore[return-value]


def update_evaluation(
    session: Session, actor: Actor, evaluation_id: UUID, version: int, filling: Filling, now: datetime
) -> Filled:
    """Save a draft: the answers sent replace those of the same criteria, the others stay.

    Raises `NotFound`, `Forbidden`, `EvaluationMoveRefused` once published, `StaleVersion`, or `Invalid`.
    """
    found, _ = take_evaluation(session, actor, Move.UPDATE, evaluation_id, version)
    evaluation = found.evaluation
    definition = read_definition(session, evaluation)
    before = queries.answers_of(session, evaluation_id)
    answers = merge_answers(definition, before, filling.answers, complete=False)
    changed = write_answers(session, evaluation_id, before, answers)
    if filling.summary is not None:
        evaluation.summary = filling.summary
    result = score(definition, answers.values(), evaluation.pass_mark)
    keep_score(evaluation, result, now)
    session.flush()
    emit(session, EvaluationUpdated(**identity_of(found), criteria=changed))
    return Filled(found, definition, answers, result)


def discard_evaluation(session: Session, actor: Actor, evaluation_id: UUID) -> None:
    """Throw a draft away, with its answers. Raises `NotFound`, `Forbidden` or `EvaluationMoveRefused`."""
    found, _ = take_evaluation(session, actor, Move.DISCARD, evaluation_id, None)
    record_discard(session, found.evaluation.call_id)
    session.delete(found.evaluation)
    session.flush()
    emit(session, EvaluationDiscarded(**identity_of(found)))
