"""Which evaluations a list shows, as SQL."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import Boolean, ColumnElement, and_, exists, literal_column, or_, select
from sqlalchemy.orm import Session

from monitoria.calls.rules import Channel
from monitoria.evaluations.models import (
    DEFECTS,
    SCORE_ORDER,
    Evaluation,
    EvaluationAcknowledgement,
    EvaluationContest,
    EvaluationContestItem,
)
from monitoria.evaluations.queries.measured import (
    NO_MEASURE,
    OWN_ANSWER,
    Measured,
    exact,
    of_criteria,
    of_measures,
    without_defect,
)
from monitoria.evaluations.rules import Origin, Outcome, Status
from monitoria.platform.access import GRANTS, Actor, Permission
from monitoria.platform.clock import DayRange
from monitoria.scorecards.models import ScorecardVersion
from monitoria.scorecards.rules import DefectClass


class WaitingFor(StrEnum):
    """Whose turn it is: the operator's to read, or somebody's to decide a contest."""

    ACKNOWLEDGE = "acknowledge"
    CONTEST_DECISION = "contest-decision"


@dataclass(frozen=True, slots=True)
class EvaluationFilter:
    """Which evaluations a list shows; what is empty or None means "any"."""

    call_ids: Sequence[UUID] = ()
    operator_ids: Sequence[UUID] = ()
    evaluator_ids: Sequence[UUID] = ()
    team_ids: Sequence[UUID] = ()
    statuses: Sequence[Status] = ()
    outcomes: Sequence[Outcome] = ()
    days: DayRange | None = None
    min_score: float | None = None
    max_score: float | None = None
    is_published: bool | None = None
    waiting_for: WaitingFor | None = None
    scorecard_ids: Sequence[UUID] = ()
    origins: Sequence[Origin] = ()
    categories: Sequence[str] = ()
    channels: Sequence[Channel] = ()
    criteria: Sequence[str] = ()  # any of them
    criterion_cards: Sequence[UUID] | None = None  # those that ask it, where they are known: see `with_cards`
    criterion_failed: str | None = None
    has_fatal: bool | None = None
    defect: DefectClass | None = None
    without_defect: DefectClass | None = None
    measured: Measured = NO_MEASURE
    is_past: bool | None = None
    is_without_team: bool | None = None
    was_contested: bool | None = None
    contested_criterion: str | None = None
    contested_days: DayRange | None = None
    was_read: bool | None = None
    was_acknowledged: bool | None = None


NO_FILTER = EvaluationFilter()


def with_cards(session: Session, wanted: EvaluationFilter) -> EvaluationFilter:
    """The filter with the cards that ask its criteria: so few evaluations may rest on them that this decides."""
    if not wanted.criteria:
        return wanted
    asking = [{"sections": [{"criteria": [{"key": key}]}]} for key in wanted.criteria]
    asks = or_(*(ScorecardVersion.definition.contains(document) for document in asking))
    cards = select(ScorecardVersion.scorecard_id).where(asks).distinct()
    return replace(wanted, criterion_cards=tuple(session.scalars(cards)))


def conditions_of(actor: Actor, wanted: EvaluationFilter) -> list[ColumnElement[bool]]:
    """The filter as SQL. Where a condition is rare it is written as its index is."""
    choices: list[tuple[Any, Sequence[Any]]] = [
        (Evaluation.call_id, wanted.call_ids),
        (Evaluation.operator_id, wanted.operator_ids),
        (Evaluation.evaluator_id, wanted.evaluator_ids),
        (Evaluation.team_id, wanted.team_ids),
        (Evaluation.status, [status.value for status in wanted.statuses]),
        (Evaluation.outcome, [outcome.value for outcome in wanted.outcomes]),
        (Evaluation.scorecard_id, wanted.scorecard_ids),
        (Evaluation.origin, [origin.value for origin in wanted.origins]),
        (Evaluation.category, wanted.categories),
        (Evaluation.channel, [channel.value for channel in wanted.channels]),
    ]
    found = [column.in_(values) for column, values in choices if values]
    if wanted.days is not None:
        found += [Evaluation.dated_at >= wanted.days.start, Evaluation.dated_at < wanted.days.end]
    if wanted.is_published is not None:
        found.append((Evaluation.status != Status.DRAFT.value) == wanted.is_published)
    if wanted.waiting_for is not None:
        found.append(waits_for(actor, wanted.waiting_for))
    return [
        *found,
        *_of_score(wanted),
        *_of_answers(wanted),
        *of_measures(wanted.measured),
        *_of_claims(wanted),
        *_of_contests(wanted),
    ]


_CONTESTED = Evaluation.status == literal_column(f"'{Status.CONTESTED.value}'")


def waits_for(actor: Actor, what: WaitingFor) -> ColumnElement[bool]:
    """What waits, written as its partial index is; to who may decide, only what he may decide (see `access.decide`)."""
    if what is WaitingFor.ACKNOWLEDGE:
        return Evaluation.acknowledge_by.is_not(None)
    if Permission.EVALUATION_DECIDE not in GRANTS[actor.role]:
        return _CONTESTED
    return and_(_CONTESTED, Evaluation.evaluator_id != actor.id, Evaluation.operator_id != actor.id)


def _of_score(wanted: EvaluationFilter) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if wanted.min_score is not None or wanted.max_score is not None:
        found.append(SCORE_ORDER.op(">=")(exact(wanted.min_score or 0)))
    if wanted.max_score is not None:
        found.append(SCORE_ORDER.op("<=")(exact(wanted.max_score)))
    if wanted.has_fatal is not None:
        fatal: ColumnElement[bool] = literal_column("has_fatal", Boolean())
        found.append(fatal if wanted.has_fatal else ~fatal)
    if wanted.defect is not None:
        found.append(literal_column(DEFECTS[wanted.defect], Boolean()))
    if wanted.without_defect is not None:
        found.append(without_defect(wanted.without_defect.value))
    return found


def _of_answers(wanted: EvaluationFilter) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if wanted.criteria:
        found.append(of_criteria(wanted.criteria, wanted.measured.earned))
        if wanted.criterion_cards is not None:
            found.append(Evaluation.scorecard_id.in_(wanted.criterion_cards))
    if wanted.criterion_failed is not None:
        is_low = OWN_ANSWER.p < literal_column("0.5")
        is_own = OWN_ANSWER.evaluation_id == Evaluation.id
        found.append(exists().where(is_own, OWN_ANSWER.criterion_key == wanted.criterion_failed, is_low))
    return found


def _of_claims(wanted: EvaluationFilter) -> list[ColumnElement[bool]]:
    acknowledged = exists().where(EvaluationAcknowledgement.evaluation_id == Evaluation.id)
    contested = exists().where(EvaluationContest.evaluation_id == Evaluation.id)
    claims: tuple[tuple[ColumnElement[bool], bool | None], ...] = (
        (contested, wanted.was_contested),
        (Evaluation.read_at.is_not(None), wanted.was_read),
        (acknowledged, wanted.was_acknowledged),
        (Evaluation.is_past.is_(True), wanted.is_past),
        (Evaluation.team_id.is_(None), wanted.is_without_team),
    )
    return [claim if is_so else ~claim for claim, is_so in claims if is_so is not None]


def _of_contests(wanted: EvaluationFilter) -> list[ColumnElement[bool]]:
    """Contests opened in those days, of that criterion: both of one contest."""
    criterion, days = wanted.contested_criterion, wanted.contested_days
    if criterion is None and days is None:
        return []
    is_so = [EvaluationContest.evaluation_id == Evaluation.id]
    if days is not None:
        is_so += [EvaluationContest.opened_at >= days.start, EvaluationContest.opened_at < days.end]
    if criterion is not None:
        # What the decision itself brought on screen was not contested.
        is_so += [
            EvaluationContestItem.contest_id == EvaluationContest.id,
            EvaluationContestItem.criterion_key == criterion,
            EvaluationContestItem.asked.is_not(None),
        ]
    return [exists().where(*is_so)]
