"""Evaluations as lists and pages show them; each look begins from what the caller may see."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, literal_column, or_, select, text
from sqlalchemy.orm import Session

from monitoria.calls.rules import EvaluationBrief
from monitoria.evaluations.models import SCORE_ORDER, Evaluation
from monitoria.evaluations.queries.feedback import NO_HISTORY, History, history_of
from monitoria.evaluations.queries.filters import NO_FILTER, EvaluationFilter, conditions_of, with_cards
from monitoria.evaluations.rules import Answer, Score, Status, score
from monitoria.platform.access import Actor, reach_calls
from monitoria.platform.errors import NotFound
from monitoria.platform.http import PageQuery, Slice, SortKey, read_page
from monitoria.scorecards.queries import get_definition
from monitoria.scorecards.rules import Definition

_SORTS: dict[str, tuple[Any, ...]] = {
    "dated_at": (Evaluation.dated_at, Evaluation.id),
    "overall_score": (SCORE_ORDER, Evaluation.id),
}
SORT_KEYS = {
    f"{sign}{name}": SortKey(f"{sign}{name}", columns, is_descending=bool(sign))
    for name, columns in _SORTS.items()
    for sign in ("", "-")
}
_NO_SCORE = Decimal(-1)


@dataclass(frozen=True, slots=True)
class Labels:
    """What an evaluation is called on screen: of its call, its people and its scorecard."""

    protocol: str
    operator_name: str
    evaluator_name: str
    scorecard_name: str
    scorecard_version_number: int


@dataclass(frozen=True, slots=True)
class Labelled:
    """An evaluation with its labels."""

    evaluation: Evaluation
    labels: Labels


@dataclass(frozen=True, slots=True)
class Filled:
    """An evaluation as it now stands, with all that its page shows."""

    found: Labelled
    definition: Definition
    answers: Mapping[str, Answer]
    score: Score
    history: History = NO_HISTORY

    @property
    def evaluation(self) -> Evaluation:
        """The row."""
        return self.found.evaluation


def _reach(actor: Actor) -> ColumnElement[bool]:
    """Evaluations of calls in reach; drafts only their evaluator's and an admin's, never an operator's."""
    calls = reach_calls(actor, operator=Evaluation.operator_id, team=Evaluation.team_id)
    is_shown = Evaluation.status != Status.DRAFT.value
    if actor.is_admin:
        return calls
    if actor.is_operator:
        return and_(calls, is_shown)
    return and_(calls, or_(is_shown, Evaluation.evaluator_id == actor.id))


# Written out because every read runs them: building them from parts would cost more than running them.
_LABEL_QUERIES = {
    "protocol": "SELECT protocol FROM calls WHERE calls.id = evaluations.call_id",
    "operator_name": "SELECT full_name FROM users WHERE users.id = evaluations.operator_id",
    "evaluator_name": "SELECT full_name FROM users WHERE users.id = evaluations.evaluator_id",
    "scorecard_name": "SELECT name FROM scorecards WHERE scorecards.id = evaluations.scorecard_id",
    "number": "SELECT number FROM scorecard_versions WHERE scorecard_versions.id = evaluations.scorecard_version_id",
}
LABELS: dict[str, Any] = {name: literal_column(f"({query})").label(name) for name, query in _LABEL_QUERIES.items()}
_LABELLED: Select[Any] = select(Evaluation, *LABELS.values())


def _labelled(row: Any) -> Labelled:
    return Labelled(row[0], Labels(*row[1:]))


def list_evaluations(
    session: Session, actor: Actor, wanted: EvaluationFilter, page: PageQuery, sort: SortKey
) -> Slice[Labelled]:
    """A page of the evaluations in reach."""
    if wanted != NO_FILTER:
        # A plan that suits every filter suits none of them.
        session.execute(text("SET LOCAL plan_cache_mode = force_custom_plan"))
        wanted = with_cards(session, wanted)
    return read_page(
        session,
        _LABELLED.where(*evaluation_conditions(actor, wanted)),
        page=page,
        sort=sort,
        shape=_labelled,
        key=lambda row: (_sort_value(sort, row[0]), row[0].id),
    )


def evaluation_conditions(actor: Actor, wanted: EvaluationFilter) -> list[ColumnElement[bool]]:
    """Which rows of `Evaluation` a list shows to `actor`."""
    return [_reach(actor), *conditions_of(wanted)]


def _sort_value(sort: SortKey, evaluation: Evaluation) -> Any:
    if sort.columns[0] is not SCORE_ORDER:
        return evaluation.dated_at
    return _NO_SCORE if evaluation.final_score is None else evaluation.final_score


def get_evaluation(session: Session, actor: Actor, evaluation_id: UUID, *, lock: bool = False) -> Labelled:
    """One evaluation in reach, locked against changes when asked; raises `NotFound`."""
    statement = _LABELLED.where(Evaluation.id == evaluation_id, _reach(actor))
    row = session.execute(statement.with_for_update(of=Evaluation) if lock else statement).one_or_none()
    if row is None:
        raise NotFound("Esta monitoria não existe ou não está ao seu alcance.")
    return _labelled(row)


_OPEN_DRAFT = text(
    "SELECT id FROM evaluations WHERE call_id = :call_id AND evaluator_id = :evaluator_id AND status = 'draft'"
)


def find_open_draft(session: Session, call_id: UUID, evaluator_id: UUID) -> UUID | None:
    """The draft that this evaluator has open on this call, if any."""
    given = {"call_id": call_id, "evaluator_id": evaluator_id}
    found: UUID | None = session.connection().execute(_OPEN_DRAFT, given).scalar_one_or_none()
    return found


_ANSWERS = text(
    """
    SELECT criterion_key, value, options, text_value, not_applicable, comment
      FROM evaluation_answers
     WHERE evaluation_id = :evaluation_id
    """
)


def answers_of(session: Session, evaluation_id: UUID) -> dict[str, Answer]:
    """The answers of an evaluation that was found in reach, by criterion."""
    rows = session.connection().execute(_ANSWERS, {"evaluation_id": evaluation_id})
    return {
        row.criterion_key: Answer(
            criterion=row.criterion_key,
            value=row.value,
            options=None if row.options is None else tuple(row.options),
            text=row.text_value,
            not_applicable=row.not_applicable,
            comment=row.comment,
        )
        for row in rows
    }


def view_evaluation(session: Session, actor: Actor, evaluation_id: UUID) -> Filled:
    """One evaluation in reach with its answers and the score they rest on; raises `NotFound`."""
    found = get_evaluation(session, actor, evaluation_id)
    definition = get_definition(session, found.evaluation.scorecard_version_id)
    answers = answers_of(session, evaluation_id)
    result = score(definition, answers.values(), found.evaluation.pass_mark)
    # As long as it is only published nothing has followed.
    is_fresh = found.evaluation.status in (Status.DRAFT.value, Status.PUBLISHED.value)
    history = NO_HISTORY if is_fresh else history_of(session, evaluation_id)
    return Filled(found, definition, answers, result, history)


def list_briefs(session: Session, actor: Actor, call_id: UUID) -> Iterable[EvaluationBrief]:
    """The evaluations of one call that the actor may see, the oldest first."""
    statement = select(
        Evaluation.id,
        Evaluation.status,
        Evaluation.outcome,
        Evaluation.final_score,
        LABELS["scorecard_name"],
        Evaluation.evaluator_id,
        LABELS["evaluator_name"],
        Evaluation.created_at,
        Evaluation.published_at,
    ).where(Evaluation.call_id == call_id, _reach(actor))
    return [
        EvaluationBrief(
            id=row.id,
            status=row.status,
            outcome=row.outcome,
            overall_score=None if row.final_score is None else float(row.final_score),
            scorecard_name=row.scorecard_name,
            evaluator_id=row.evaluator_id,
            evaluator_name=row.evaluator_name,
            created_at=row.created_at,
            published_at=row.published_at,
        )
        for row in session.execute(statement.order_by(Evaluation.created_at, Evaluation.id))
    ]
