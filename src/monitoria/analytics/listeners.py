"""What happens to calls and evaluations, counted by day."""

from __future__ import annotations

from decimal import Decimal

from sqlalchemy.orm import Session

from monitoria.analytics.models import NO_TEAM, OperatorDay, OperatorDayCriterion, TeamDay, TeamDayCategory
from monitoria.analytics.service import add
from monitoria.calls.events import CallCreated, CallDeleted, CallFacts, CallsCounted, CallUpdated
from monitoria.evaluations.events import Counted, EvaluationPublished, EvaluationRevised, EvaluationWithdrawn
from monitoria.platform.events import Subscription


def count_created_call(session: Session, event: CallCreated) -> None:
    """One call more."""
    _count_call(session, event.after, 1)


def count_updated_call(session: Session, event: CallUpdated) -> None:
    """The same call, counted elsewhere when what is counted of it changed."""
    if event.before != event.after:
        _count_call(session, event.before, -1)
        _count_call(session, event.after, 1)


def count_deleted_call(session: Session, event: CallDeleted) -> None:
    """One call less."""
    _count_call(session, event.before, -1)


def count_many_calls(session: Session, event: CallsCounted) -> None:
    """So many more or less of each kind."""
    for facts, calls in event.counted:
        _count_call(session, facts, calls)


def count_published_evaluation(session: Session, event: EvaluationPublished) -> None:
    """One evaluation more, its score and what each criterion earned."""
    _count_scores(session, event, event, 1)


def count_revised_evaluation(session: Session, event: EvaluationRevised) -> None:
    """The same evaluation on the same day with another score. Nothing tells that it was ever contested."""
    _count_scores(session, event, event.before, -1)
    _count_scores(session, event, event.after, 1)


def count_withdrawn_evaluation(session: Session, event: EvaluationWithdrawn) -> None:
    """One evaluation less."""
    _count_scores(session, event, event.counted, -1)


def _count_scores(
    session: Session,
    event: EvaluationPublished | EvaluationRevised | EvaluationWithdrawn,
    counted: EvaluationPublished | Counted,
    amount: int,
) -> None:
    amounts = {
        "evaluations": amount,
        "passed": amount * (counted.outcome == "pass"),
        "failed": amount * (counted.outcome == "fail"),
    }
    if counted.final_score is not None:
        hundredths = _scaled(counted.final_score, 100)
        amounts |= {
            "scored": amount,
            "score_total": amount * hundredths,
            "score_squares": amount * hundredths**2,
        }
    team = event.team_id or NO_TEAM
    add(session, TeamDay, (event.day, team), amounts)
    add(session, OperatorDay, (event.day, team, event.operator_id), amounts)
    for criterion, share in counted.earned.items():
        key = (event.day, team, event.operator_id, criterion)
        earned = amount * _scaled(share, 1_000_000)
        add(session, OperatorDayCriterion, key, {"answers": amount, "earned": earned})


def _count_call(session: Session, facts: CallFacts, amount: int) -> None:
    team = facts.team_id or NO_TEAM
    amounts = {"calls": amount, f"status_{facts.status}": amount, f"priority_{facts.priority}": amount}
    add(session, TeamDay, (facts.day, team), amounts)
    add(session, TeamDayCategory, (facts.day, team, facts.category), {"calls": amount})


def _scaled(value: Decimal, unit: int) -> int:
    return int(value * unit)


SUBSCRIPTIONS: tuple[Subscription, ...] = (
    (CallCreated, count_created_call),
    (CallUpdated, count_updated_call),
    (CallDeleted, count_deleted_call),
    (CallsCounted, count_many_calls),
    (EvaluationPublished, count_published_evaluation),
    (EvaluationRevised, count_revised_evaluation),
    (EvaluationWithdrawn, count_withdrawn_evaluation),
)
