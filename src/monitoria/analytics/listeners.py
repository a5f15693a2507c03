"""What happens to calls and evaluations, counted by day."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from sqlalchemy.orm import Session

from monitoria.analytics.models import NO_TEAM, OperatorDay, OperatorDayCriterion, TeamDay, TeamDayCategory
from monitoria.analytics.service import add
from monitoria.calls.events import CallCreated, CallDeleted, CallFacts, CallsCounted, CallUpdated
from monitoria.evaluations.events import Counted, EvaluationEvent, EvaluationPublished, EvaluationWithdrawn
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
    _count_evaluation(session, event, event.day, event, 1)


def count_withdrawn_evaluation(session: Session, event: EvaluationWithdrawn) -> None:
    """One evaluation less."""
    _count_evaluation(session, event, event.day, event.counted, -1)


def _count_evaluation(
    session: Session, event: EvaluationEvent, day: date, counted: Counted | EvaluationPublished, sign: int
) -> None:
    amounts = {"evaluations": 1, "passed": int(counted.outcome == "pass"), "failed": int(counted.outcome == "fail")}
    if counted.final_score is not None:
        hundredths = _scaled(counted.final_score, 100)
        amounts |= {"scored": 1, "score_total": hundredths, "score_squares": hundredths**2}
    amounts = {name: sign * amount for name, amount in amounts.items()}
    team = event.team_id or NO_TEAM
    add(session, TeamDay, (day, team), amounts)
    add(session, OperatorDay, (day, team, event.operator_id), amounts)
    for criterion, share in counted.earned.items():
        key = (day, team, event.operator_id, criterion)
        add(session, OperatorDayCriterion, key, {"answers": sign, "earned": sign * _scaled(share, 1_000_000)})


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
    (EvaluationWithdrawn, count_withdrawn_evaluation),
)
