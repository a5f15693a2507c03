"""What stretches of speech tell."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from monitoria.recordings.rules.analysis import analyse, analyse_mixed, intersect, total, unite

OPERATOR = [(1.0, 3.0), (4.0, 5.0), (20.0, 22.0)]
CUSTOMER = [(3.2, 3.6), (8.0, 9.5), (21.0, 23.0)]


def test_the_totals_of_a_call() -> None:
    found = analyse(30.0, OPERATOR, CUSTOMER)
    assert (found.operator_speech_seconds, found.customer_speech_seconds, found.overlap_seconds) == (5.0, 3.9, 1.0)
    assert found.silence_seconds == 30 - (5 + 3.9 - 1)
    assert found.silences == ((9.5, 20.0), (23.0, 30.0))
    assert (found.longest_silence_seconds, found.first_response_seconds) == (10.5, 1.0)
    assert found.overlaps == ((21.0, 22.0),)
    assert found.operator_share == round(5 / 8.9, 3)


def test_a_pause_in_which_the_other_speaks_ends_a_turn() -> None:
    assert analyse(10, [(0, 2), (3, 5)], []).longest_monologue_seconds == 5
    assert analyse(10, [(0, 2), (3, 5)], [(2.2, 2.8)]).longest_monologue_seconds == 2
    assert analyse(10, [(0, 2), (4.5, 5)], []).longest_monologue_seconds == 2


def test_a_click_does_not_end_a_silence() -> None:
    found = analyse(10.0, [(0.0, 1.0), (5.0, 5.02)], [])
    assert found.silences == ((1.0, 10.0),)
    assert found.silence_seconds == 8.98


def test_nobody_speaks() -> None:
    found = analyse(5.0, [], [])
    assert (found.silence_seconds, found.operator_share, found.first_response_seconds) == (5.0, None, None)
    assert found.silences == ((0.0, 5.0),)
    assert analyse_mixed(5.0, []).operator_speech_seconds is None


edges = st.lists(st.integers(0, 600), max_size=20, unique=True).map(sorted)
spans = edges.map(lambda e: [(a / 10, b / 10) for a, b in zip(e[::2], e[1::2], strict=False)])


@given(spans, spans)
def test_the_parts_make_the_whole(left: list[tuple[float, float]], right: list[tuple[float, float]]) -> None:
    united, shared = total(unite(left, right)), total(intersect(left, right))
    assert abs(total(left) + total(right) - shared - united) < 1e-6
    found = analyse(60.0, left, right)
    assert abs(found.silence_seconds + united - 60.0) < 0.01
    assert all(end - start > 3 for start, end in found.silences)
