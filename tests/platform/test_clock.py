"""Days of the installation's zone."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from monitoria.platform.clock import Zone

SAO_PAULO = Zone("America/Sao_Paulo")


def test_a_day_begins_at_local_midnight() -> None:
    assert SAO_PAULO.start_of(date(2026, 11, 20)) == datetime(2026, 11, 20, 3, tzinfo=UTC)


def test_an_evening_in_utc_is_still_the_day_before_here() -> None:
    assert SAO_PAULO.day_of(datetime(2026, 11, 21, 2, 59, tzinfo=UTC)) == date(2026, 11, 20)
    assert SAO_PAULO.day_of(datetime(2026, 11, 21, 3, 0, tzinfo=UTC)) == date(2026, 11, 21)


def test_a_day_whose_midnight_does_not_exist_begins_at_its_first_instant() -> None:
    start = SAO_PAULO.start_of(date(2018, 11, 4))
    assert SAO_PAULO.day_of(start) == date(2018, 11, 4)
    assert SAO_PAULO.day_of(start - timedelta(seconds=1)) == date(2018, 11, 3)


def test_a_range_covers_both_its_days() -> None:
    covered = SAO_PAULO.range_of(date(2026, 11, 1), date(2026, 11, 30))
    assert covered.days == 30
    assert covered.end == SAO_PAULO.start_of(date(2026, 12, 1))
