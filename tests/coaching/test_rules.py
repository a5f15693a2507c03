"""The life of a plan, and the comparison before and after."""

from __future__ import annotations

from datetime import date

import pytest

from monitoria.coaching.rules import (
    Caution,
    Earned,
    PlanMove,
    PlanStatus,
    advance,
    compare_criteria,
    compare_values,
    is_due_near,
    open_moves,
)
from monitoria.platform.statistics import t_quantile

RUNNING = (PlanStatus.OPEN, PlanStatus.IN_PROGRESS)


@pytest.mark.parametrize("status", RUNNING)
@pytest.mark.parametrize(
    ("move", "to"), [(PlanMove.CONCLUDE, PlanStatus.CONCLUDED), (PlanMove.CANCEL, PlanStatus.CANCELLED)]
)
def test_a_running_plan_can_be_ended(status: PlanStatus, move: PlanMove, to: PlanStatus) -> None:
    assert advance(status, move) is to


def test_a_first_action_or_session_begins_a_waiting_plan_and_a_note_does_not() -> None:
    assert advance(PlanStatus.OPEN, PlanMove.MARK) is PlanStatus.IN_PROGRESS
    assert advance(PlanStatus.OPEN, PlanMove.HOLD_SESSION) is PlanStatus.IN_PROGRESS
    assert advance(PlanStatus.OPEN, PlanMove.NOTE) is PlanStatus.OPEN
    assert advance(PlanStatus.IN_PROGRESS, PlanMove.START) is None


def test_nothing_happens_to_an_ended_plan_but_the_acknowledgement_of_its_last_session() -> None:
    assert open_moves(PlanStatus.CONCLUDED) == (PlanMove.ACKNOWLEDGE_SESSION,)
    assert open_moves(PlanStatus.CANCELLED) == ()


@pytest.mark.parametrize(("day", "is_near"), [(9, False), (10, True), (13, True), (14, False)])
def test_a_due_date_is_near_in_its_last_three_days_and_never_once_it_passed(day: int, *, is_near: bool) -> None:
    assert is_due_near(date(2026, 11, day), date(2026, 11, 10)) is is_near


def test_a_comparison_gives_both_means_and_welchs_interval_of_their_difference() -> None:
    found = compare_values([30, 40, 50, 60, 70], [65, 75, 65, 75, 65, 75])
    assert (found.before.n, found.before.mean, found.after.n, found.after.mean) == (5, 50, 6, 70)
    assert found.change == 20
    assert found.difference is not None
    # s² 250 and 30: parts 50 and 5, ν = 55² / (50²/4 + 5²/5) = 4.8016
    assert found.difference.degrees == pytest.approx(4.8016, abs=5e-5)
    assert found.difference.interval.high - 20 == pytest.approx(t_quantile(0.975, 55**2 / 630) * 55**0.5)
    assert found.cautions == ()


def test_a_change_that_chance_explains_says_so() -> None:
    found = compare_values([30, 50, 70, 40, 60], [35, 55, 75, 45, 65])
    assert found.change == 5
    assert found.cautions == (Caution.WITHIN_CHANCE,)


def test_few_evaluations_are_no_sample() -> None:
    assert compare_values([10.0, 20.0], [90.0, 95.0]).cautions == (Caution.INSUFFICIENT_SAMPLE,)
    assert compare_values([10.0] * 5, []).cautions == (Caution.NOTHING_AFTER, Caution.INSUFFICIENT_SAMPLE)


def test_without_any_spread_there_is_no_interval() -> None:
    found = compare_values([80.0] * 6, [100.0] * 6)
    assert (found.change, found.difference, found.cautions) == (20, None, (Caution.NO_VARIATION,))


def test_over_all_criteria_a_call_counts_once_whatever_applied_to_it() -> None:
    evaluations = [
        Earned(True, {"empathy": 0.2, "closing": 0.4}),
        Earned(True, {"empathy": 0.5}),
        Earned(False, {"empathy": 0.8, "closing": 1.0}),
        Earned(False, {}),
    ]
    whole, single = compare_criteria(["empathy", "closing"], evaluations)
    assert (whole.before.n, whole.after.n) == (2, 1)
    assert whole.before.mean == pytest.approx((30 + 50) / 2)
    assert whole.after.mean == pytest.approx(90)
    assert (single["empathy"].before.n, single["closing"].before.n, single["closing"].after.n) == (2, 1, 1)
