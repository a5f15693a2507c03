"""What an evaluation waits for, and when that is told: no database, time is given."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from monitoria.evaluations.rules import (
    NO_DEADLINES,
    Deadlines,
    Waits,
    after_notice,
    is_open,
    near,
    when_acknowledged,
    when_contested,
    when_shown,
)
from monitoria.settings.rules import Calendar, FeedbackTerms

CALENDAR = Calendar(ZoneInfo("America/Sao_Paulo"), frozenset({date(2026, 11, 20)}))
NOW = datetime(2026, 11, 19, 15, 0, tzinfo=UTC)  # Thursday, before a holiday
TERMS = FeedbackTerms()


def day(number: int) -> datetime:
    """The last second of that local day of November."""
    return datetime(2026, 11, number + 1, 2, 59, 59, tzinfo=UTC)


def morning(number: int) -> datetime:
    return datetime(2026, 11, number, 11, 0, tzinfo=UTC)


def test_what_is_shown_waits_for_both_answers_and_closes_with_the_later() -> None:
    found = when_shown(NOW, FeedbackTerms(acknowledge_days=2, contest_days=4), CALENDAR)
    assert found == Deadlines(day(24), day(26), None, day(26), morning(23))
    alone = when_shown(NOW, FeedbackTerms(acknowledge_days=2, contest_days=4), CALENDAR, may_contest=False)
    assert alone == Deadlines(day(24), None, None, day(24), morning(23))


def test_acknowledging_leaves_the_right_to_contest() -> None:
    shown = when_shown(NOW, TERMS, CALENDAR)
    disagrees = when_acknowledged(shown, NOW + timedelta(hours=1), TERMS, CALENDAR, agrees=False)
    assert disagrees == Deadlines(contest_by=day(27), closes_at=day(27), notice_at=morning(26))
    agrees = when_acknowledged(shown, NOW + timedelta(hours=1), TERMS, CALENDAR, agrees=True)
    assert agrees == Deadlines(contest_by=day(27), closes_at=day(27)), "whoever agrees is not reminded"


def test_acknowledging_late_still_closes_in_its_time() -> None:
    shown = when_shown(NOW, FeedbackTerms(acknowledge_days=5, contest_days=1), CALENDAR)
    late = when_acknowledged(shown, day(25), TERMS, CALENDAR, agrees=False)
    assert late == Deadlines(closes_at=day(27))


def test_a_contest_waits_for_its_decision_and_closes_nothing() -> None:
    found = when_contested(NOW, FeedbackTerms(decide_days=3), CALENDAR)
    assert found == Deadlines(decide_by=day(25), notice_at=morning(24))
    assert near(found) == (Waits.DECIDE, day(25))


def test_two_deadlines_of_one_moment_are_told_as_one() -> None:
    shown = when_shown(NOW, TERMS, CALENDAR)
    assert near(shown) == (Waits.ACKNOWLEDGE, day(27))
    assert after_notice(shown, morning(26), TERMS, CALENDAR).notice_at is None


def test_two_deadlines_are_told_one_after_the_other() -> None:
    shown = when_shown(NOW, FeedbackTerms(acknowledge_days=2, contest_days=4), CALENDAR)
    assert near(shown) == (Waits.ACKNOWLEDGE, day(24))
    then = after_notice(shown, morning(23), TERMS, CALENDAR)
    assert (then.notice_at, near(then)) == (morning(25), (Waits.CONTEST, day(26)))
    assert after_notice(then, morning(25), TERMS, CALENDAR).notice_at is None
    # A long notice does not tell of the first one twice.
    early = after_notice(shown, morning(23), FeedbackTerms(notice_days=10), CALENDAR)
    assert near(early) == (Waits.CONTEST, day(26))


def test_a_deadline_is_open_until_its_last_second() -> None:
    assert is_open(day(27), day(27))
    assert not is_open(day(27), day(27) + timedelta(seconds=1))
    assert not is_open(None, NOW)
    assert near(NO_DEADLINES) is None
