"""Beginning an evaluation, as a draft or published at once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from sqlalchemy import bindparam, select, text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from monitoria.calls.queries import HeldCall, hold_call
from monitoria.calls.service import record_evaluation
from monitoria.evaluations import queries
from monitoria.evaluations.errors import DraftAlreadyOpen
from monitoria.evaluations.events import EvaluationDrafted
from monitoria.evaluations.models import Evaluation
from monitoria.evaluations.queries import LABELS, Filled, Labelled, Labels
from monitoria.evaluations.rules import Filling, Origin, Score, Status, score, when_shown
from monitoria.evaluations.service.deadlines import keep_deadlines
from monitoria.evaluations.service.filling import (
    identity_of,
    merge_answers,
    pass_mark_for,
    score_columns,
    upsert_answers,
)
from monitoria.evaluations.service.moments import moments_to_keep
from monitoria.evaluations.service.publish import tell_publication, with_hidden
from monitoria.platform.access import Actor, Facts, Permission, require
from monitoria.platform.clock import Zone
from monitoria.platform.database import new_id
from monitoria.platform.errors import named_by
from monitoria.platform.events import emit
from monitoria.scorecards.queries import UsableVersion, find_usable_version, get_definition
from monitoria.settings.queries import get_promises


@dataclass(frozen=True, slots=True)
class ImportedTotal:
    """What the file that an evaluation comes from says of its score, and whether ours says another thing."""

    total: Decimal
    differs: bool


_TABLE = Evaluation.__table__
_COLUMNS = tuple(column.name for column in _TABLE.columns)
_NO_OPEN_DRAFT = text(
    "NOT EXISTS (SELECT FROM evaluations d WHERE d.call_id = :call_id AND d.evaluator_id = :evaluator_id "
    "AND d.status = 'draft')"
)
# One that is published at once meets no index that would refuse it, so an open draft is looked for; two drafts begun
# at once meet the partial index, whose condition is written out: as a parameter it would not match.
_SENT = select(*(bindparam(column.name, type_=column.type) for column in _TABLE.columns))
_INSERT = (
    insert(_TABLE)  # type: ignore[arg-type]
    .from_select(_COLUMNS, _SENT.where(_NO_OPEN_DRAFT))
    .on_conflict_do_nothing(index_elements=["call_id", "evaluator_id"], index_where=text("status = 'draft'"))
    .returning(*LABELS.values())
)


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
    is_past: bool = False,
    imported: ImportedTotal | None = None,
) -> Filled:
    """Begin the evaluation of a call with this scorecard, or the default one, and publish it at once when asked.

    One of the past, brought in from elsewhere, promises nothing: no deadline of it runs.

    Raises `NotFound` for a call or scorecard out of reach, `Forbidden`, `ScorecardNotUsable`, `DraftAlreadyOpen`
    when the evaluator has one of this call, or `Invalid` with a pointer to every faulty answer.
    """
    with named_by("/call_id"):
        call = hold_call(session, actor, call_id)
    require(actor, Permission.EVALUATION_CREATE, Facts(team_id=call.team_id, operator_id=call.operator_id))
    with named_by("/scorecard_id"):
        usable = find_usable_version(session, scorecard_id)
    definition = get_definition(session, usable.version_id)
    answers = merge_answers(definition, {}, filling.answers, complete=publish)
    promises = get_promises(session, now, zone) if publish else None
    mark = promises.pass_mark if promises else pass_mark_for(session, definition)
    result = score(definition, answers.values(), mark)
    evaluation = _new(actor, call, usable, filling, result, now, publish=publish)
    if promises and not is_past:
        keep_deadlines(evaluation, when_shown(now, promises.terms, promises.calendar))
    evaluation.moments = moments_to_keep(session, call.id, definition, filling.moments)
    if imported is not None:
        evaluation.imported_total, evaluation.imported_total_differs = imported.total, imported.differs
    found = Labelled(evaluation, _insert(session, evaluation))
    kept = with_hidden(answers, result) if publish else answers
    upsert_answers(session, evaluation.id, kept.values(), result if publish else None)
    record_evaluation(session, call.id, published=publish)
    filled = Filled(found, definition, kept, result)
    if publish:
        tell_publication(session, filled, zone)
    else:
        emit(session, EvaluationDrafted(**identity_of(found)))
    return filled


def _new(
    actor: Actor,
    call: HeldCall,
    usable: UsableVersion,
    filling: Filling,
    result: Score,
    now: datetime,
    *,
    publish: bool,
) -> Evaluation:
    return Evaluation(
        id=new_id(),
        call_id=call.id,
        operator_id=call.operator_id,
        team_id=call.team_id,
        evaluator_id=actor.id,
        scorecard_id=usable.scorecard_id,
        scorecard_version_id=usable.version_id,
        origin=(filling.origin or Origin.TARGETED).value,
        category=call.category,
        channel=call.channel,
        status=(Status.PUBLISHED if publish else Status.DRAFT).value,
        summary=filling.summary or "",
        revision=1,
        version=1,
        created_at=now,
        updated_at=now,
        published_at=now if publish else None,
        dated_at=now,
        **score_columns(result),
    )


def _insert(session: Session, evaluation: Evaluation) -> Labels:
    """Insert unless the evaluator has a draft open on this call; two requests at once make one draft.

    The object is not put into the session: nothing more is written to it in this request.
    """
    values = {name: getattr(evaluation, name) for name in _COLUMNS}
    labels = session.connection().execute(_INSERT, values).one_or_none()
    if labels is None:
        open_draft = queries.find_open_draft(session, evaluation.call_id, evaluation.evaluator_id)
        raise DraftAlreadyOpen(extra={"evaluation_id": open_draft})
    return Labels(*labels)
