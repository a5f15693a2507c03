"""How a period is put together, and where scorecards measure differently: plain rules."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from monitoria.analytics.rules import Grain, Tile, band_of, changed_criteria, next_start, start_of, tile
from monitoria.scorecards.rules import Definition, Option, standard_definition

DAYS = st.dates(date(2019, 1, 1), date(2027, 12, 31))
KEPT = st.sampled_from([set(Grain), {Grain.DAY, Grain.MONTH}, {Grain.DAY, Grain.WEEK}, {Grain.DAY}])


def _days(part: Tile) -> list[date]:
    """Every day that the sums of a tile hold."""
    end = next_start(part.last, part.grain)
    return [part.first + timedelta(days=n) for n in range((end - part.first).days)]


@given(first=DAYS, length=st.integers(1, 800), kept=KEPT, points=st.sampled_from(Grain))
def test_tiles_cover_each_day_once_and_reach_over_no_point(
    first: date, length: int, kept: set[Grain], points: Grain
) -> None:
    last = first + timedelta(days=length - 1)
    parts = tile(first, last, kept, points)
    covered = sorted(day for part in parts for day in _days(part))
    assert covered == [first + timedelta(days=n) for n in range(length)]
    for part in parts:
        assert part.grain in kept
        assert part.first == start_of(part.first, part.grain)
        start = part.first
        while start <= part.last:
            end = next_start(start, part.grain) - timedelta(days=1)
            assert start_of(start, points) == start_of(end, points)
            start = next_start(start, part.grain)


def test_a_year_is_read_as_months_weeks_and_few_days() -> None:
    parts = tile(date(2025, 11, 26), date(2026, 11, 25), set(Grain))
    assert parts == [
        Tile(Grain.MONTH, date(2025, 12, 1), date(2026, 10, 1)),
        Tile(Grain.DAY, date(2025, 11, 26), date(2025, 11, 30)),
        Tile(Grain.WEEK, date(2026, 11, 2), date(2026, 11, 16)),
        Tile(Grain.DAY, date(2026, 11, 1), date(2026, 11, 1)),
        Tile(Grain.DAY, date(2026, 11, 23), date(2026, 11, 25)),
    ]


@given(first=DAYS, length=st.integers(1, 800), kept=KEPT, points=st.sampled_from(Grain), left=st.integers(-40, 40))
def test_a_period_that_comes_up_to_today_is_read_on_to_the_end_of_its_point_and_no_further(
    first: date, length: int, kept: set[Grain], points: Grain, left: int
) -> None:
    last = first + timedelta(days=length - 1)
    today = last - timedelta(days=left)
    covered = sorted(day for part in tile(first, last, kept, points, today) for day in _days(part))
    assert covered == [first + timedelta(days=n) for n in range(len(covered))]
    if today > last:
        assert covered[-1] == last
    else:
        assert covered[-1] == next_start(start_of(last, points), points) - timedelta(days=1)


def test_a_year_up_to_today_is_read_as_months_and_the_days_before_them() -> None:
    parts = tile(date(2025, 11, 26), date(2026, 11, 25), set(Grain), today=date(2026, 11, 25))
    assert parts == [
        Tile(Grain.MONTH, date(2025, 12, 1), date(2026, 11, 1)),
        Tile(Grain.DAY, date(2025, 11, 26), date(2025, 11, 30)),
    ]


def test_a_band_has_five_points_and_the_last_one_hundred() -> None:
    assert [band_of(score) for score in (0, 499, 500, 9_499, 9_500, 9_999, 10_000)] == [0, 0, 1, 18, 19, 19, 19]


def _with(definition: Definition, key: str, **members: object) -> Definition:
    (section,) = definition.sections
    criteria = tuple(replace(c, **members) if c.key == key else c for c in section.criteria)
    return replace(definition, sections=(replace(section, criteria=criteria),))


def test_what_changes_a_score_or_its_name_is_a_break_and_guidance_is_none() -> None:
    card = standard_definition()
    assert changed_criteria(card, card) == []
    assert changed_criteria(card, _with(card, "empathy", guidance="Outra orientação.")) == []
    for change in (
        {"weight": Decimal(2)},
        {"maximum": Decimal(5)},
        {"label": "Acolhimento"},
        {"options": (Option("ten", "Dez", value=Decimal(10)),)},
        {"fails_below": Decimal(5)},
    ):
        assert changed_criteria(card, _with(card, "empathy", **change)) == ["empathy"], change


def test_criteria_that_come_and_go_are_changed() -> None:
    card = standard_definition()
    (section,) = card.sections
    fewer = replace(card, sections=(replace(section, criteria=section.criteria[1:]),))
    assert changed_criteria(card, fewer) == changed_criteria(fewer, card) == ["greeting"]
    heavier = replace(card, sections=(replace(section, weight=Decimal(3)),))
    assert changed_criteria(card, heavier) == [criterion.key for _, criterion in card.criteria()]
