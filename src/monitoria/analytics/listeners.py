"""What happens to calls and evaluations, counted by day."""

from __future__ import annotations

from decimal import Decimal

from sqlalchemy.orm import Session

from monitoria.analytics.models import (
    NO_TEAM,
    CallHour,
    OperatorVersionBand,
    OperatorVersionCriterion,
    OperatorVersionScore,
    TeamDay,
    TeamDayCategory,
)
from monitoria.analytics.rules import Grain, band_of, start_of
from monitoria.analytics.service import add
from monitoria.calls.events import CallCreated, CallDeleted, CallFacts, CallsCounted, CallUpdated
from monitoria.evaluations.events import Counted, EvaluationPublished, EvaluationRevised, EvaluationWithdrawn
from monitoria.platform.events import Subscription

ZERO, HALF = Decimal(0), Decimal("0.5")


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
    team = event.team_id or NO_TEAM
    key = (event.day, team, event.operator_id, event.scorecard_version_id, event.origin)
    add(session, OperatorVersionScore, key, {name: amount * n for name, n in _scores(counted).items()})
    for criterion, sums in _criteria(counted).items():
        add(session, OperatorVersionCriterion, (*key, criterion), {name: amount * n for name, n in sums.items()})
    for score, column in ((counted.final_score, "final_count"), (counted.raw_score, "raw_count")):
        if score is not None:
            add(session, OperatorVersionBand, (*key, band_of(_scaled(score, 100))), {column: amount})


def _scores(counted: EvaluationPublished | Counted) -> dict[str, int]:
    final, raw = (_scaled(score or ZERO, 100) for score in (counted.final_score, counted.raw_score))
    return {
        "evaluations": 1,
        "scored": int(counted.final_score is not None),
        "passed": int(counted.outcome == "pass"),
        "failed": int(counted.outcome == "fail"),
        "fatals": int(counted.has_fatal),
        "final_total": final,
        "final_squares": final**2,
        "raw_total": raw,
        "raw_squares": raw**2,
        **{f"{name}_scored": 1 for name in counted.defects},
        **{f"{name}_defects": int(is_failed) for name, is_failed in counted.defects.items()},
    }


def _criteria(counted: EvaluationPublished | Counted) -> dict[str, dict[str, int]]:
    found = {key: {"not_applicable": 1} for key in counted.not_applicable}
    for key, p in counted.earned.items():
        earned = _scaled(p, 1_000_000)
        found[key] = {
            "answers": 1,
            "earned": earned,
            "squares": earned**2,
            "failed": int(p < HALF),
            "fatals": int(key in counted.fatal),
            "lost": _scaled(counted.lost[key], 10_000_000_000),
        }
    return found


def _count_call(session: Session, facts: CallFacts, amount: int) -> None:
    team = facts.team_id or NO_TEAM
    amounts = {"calls": amount, f"status_{facts.status}": amount, f"priority_{facts.priority}": amount}
    add(session, TeamDay, (facts.day, team), amounts)
    add(session, TeamDayCategory, (facts.day, team, facts.category), {"calls": amount})
    weekday = facts.day.isoweekday()
    for grain in (Grain.DAY, Grain.MONTH):
        key = (grain.value, start_of(facts.day, grain), team, weekday, facts.hour)
        add(session, CallHour, key, {"calls": amount})


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
