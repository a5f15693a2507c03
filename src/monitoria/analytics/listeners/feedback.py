"""What follows publication, counted by the day on which the evaluation was published, and contests by their own day.

An evaluation of the past asks nothing of its operator: its scores count, its feedback does not.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy.orm import Session

from monitoria.analytics.models import (
    NO_TEAM,
    ContestCriterion,
    ContestRound,
    EvaluatorScore,
    FeedbackStep,
    FeedbackWait,
)
from monitoria.analytics.rules import Wait, wait_band
from monitoria.analytics.service import add
from monitoria.evaluations.events import (
    ContestDecided,
    Counted,
    EvaluationAcknowledged,
    EvaluationClosed,
    EvaluationContested,
    EvaluationEvent,
    EvaluationPublished,
    EvaluationRead,
    EvaluationRevised,
    EvaluationWithdrawn,
    FeedbackEvent,
)
from monitoria.evaluations.rules import Decision
from monitoria.platform.events import Subscription

_DECISIONS = {Decision.UPHOLD: "upheld", Decision.ACCEPT: "accepted", Decision.REPLACE: "replaced"}


def count_publication(session: Session, event: EvaluationPublished) -> None:
    """One evaluation more of this evaluator, and one more to be read."""
    _count_given(session, event, event.day, event, 1)
    if event.acknowledge_by is not None:
        add(session, FeedbackStep, _key(event, event.day), {"published": 1})


def count_revision(session: Session, event: EvaluationRevised) -> None:
    """The same evaluation with another score."""
    _count_given(session, event, event.day, event.before, -1)
    _count_given(session, event, event.day, event.after, 1)


def count_withdrawal(session: Session, event: EvaluationWithdrawn) -> None:
    """One evaluation less, and one that was to be read or was. Nothing else has happened to what is withdrawn."""
    _count_given(session, event, event.day, event.counted, -1)
    if event.published_on is None:
        return
    add(session, FeedbackStep, _key(event, event.published_on), {"published": -1})
    if event.read_after_minutes is not None:
        add(session, FeedbackStep, _key(event, event.published_on), {"read": -1})
        _add_wait(session, event, event.published_on, Wait.READ, event.read_after_minutes, -1)


def count_reading(session: Session, event: EvaluationRead) -> None:
    """Its operator has read it."""
    _count_step(session, event, Wait.READ)


def count_acknowledgement(session: Session, event: EvaluationAcknowledged) -> None:
    """Its operator has taken note of it: the first time, and the first time that he disagreed."""
    if event.is_first:
        _count_step(session, event, Wait.ACKNOWLEDGED)
    if event.is_first_disagreement and event.published_on is not None:
        add(session, FeedbackStep, _key(event, event.published_on), {"disagreed": 1})


def count_contest(session: Session, event: EvaluationContested) -> None:
    """A contest more, of its round and criteria; its evaluation is contested from the first one on."""
    if event.round == 1:
        _count_step(session, event, Wait.CONTESTED)
    key = _key(event, event.opened_on)
    add(session, ContestRound, (*key, event.round), {"opened": 1, "open": 1})
    for criterion in event.criteria:
        add(session, ContestCriterion, (*key, criterion), {"contested": 1, "open": 1})


def count_decision(session: Session, event: ContestDecided) -> None:
    """What became of a contest and of each of its criteria."""
    key = _key(event, event.opened_on)
    add(session, ContestRound, (*key, event.round), {"open": -1, "changed" if event.changed else "upheld": 1})
    for criterion, decision in event.decisions.items():
        add(session, ContestCriterion, (*key, criterion), {"open": -1, _DECISIONS[Decision(decision)]: 1})
    _count_wait(session, event, Wait.DECIDED)


def count_closing(session: Session, event: EvaluationClosed) -> None:
    """Nothing more happens to it."""
    _count_step(session, event, Wait.CLOSED)


def _key(event: EvaluationEvent, day: date) -> tuple[Any, ...]:
    return (day, event.team_id or NO_TEAM, event.scorecard_version_id, event.origin)


def _count_given(
    session: Session, event: EvaluationEvent, day: date, counted: EvaluationPublished | Counted, amount: int
) -> None:
    if counted.final_score is None:
        return
    final, raw = (int((score or Decimal(0)) * 100) for score in (counted.final_score, counted.raw_score))
    sums = {"scored": 1, "final_total": final, "final_squares": final**2, "raw_total": raw, "raw_squares": raw**2}
    key = (*_key(event, day), event.evaluator_id, event.operator_id)
    add(session, EvaluatorScore, key, {name: amount * n for name, n in sums.items()})


def _count_step(session: Session, event: FeedbackEvent, step: Wait) -> None:
    if event.published_on is not None:
        add(session, FeedbackStep, _key(event, event.published_on), {step.value: 1})
        _count_wait(session, event, step)


def _count_wait(session: Session, event: FeedbackEvent, wait: Wait) -> None:
    if event.published_on is not None:
        _add_wait(session, event, event.published_on, wait, event.waited_minutes, 1)


def _add_wait(session: Session, event: EvaluationEvent, day: date, wait: Wait, minutes: int, amount: int) -> None:
    sums = {"n": amount, "minutes": amount * minutes, "squares": amount * minutes**2}
    add(session, FeedbackWait, (*_key(event, day), wait.value, wait_band(minutes)), sums)


SUBSCRIPTIONS: tuple[Subscription, ...] = (
    (EvaluationPublished, count_publication),
    (EvaluationRevised, count_revision),
    (EvaluationWithdrawn, count_withdrawal),
    (EvaluationRead, count_reading),
    (EvaluationAcknowledged, count_acknowledgement),
    (EvaluationContested, count_contest),
    (ContestDecided, count_decision),
    (EvaluationClosed, count_closing),
)
