"""What a file's name tells, and which call may be meant."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from monitoria.recordings.rules import DEFAULT_PATTERNS, NearCall, PatternFault, check_pattern, pick_by_time, read_name


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("q-600-5511999998888-20261120-143501-1700487301.123.wav", ("1700487301.123", None, "2026-11-20 14:35:01")),
        ("out-5511999998888-201-20261120-143501-1700487301.4.WAV", ("1700487301.4", None, "2026-11-20 14:35:01")),
        (
            "Auto0_GUID_000_AGENT_ChrisL_DT_2025-02-19T06-01-22_Mono.wav",
            (None, "ChrisL", "2025-02-19 06:01:22"),
        ),
        ("joão.silva_20261120_143501.mp3", (None, "joão.silva", "2026-11-20 14:35:01")),
        ("ana_20-11-2026_14h35.ogg", (None, "ana", "2026-11-20 14:35:00")),
    ],
)
def test_usual_names_are_read(name: str, expected: tuple[str | None, str | None, str]) -> None:
    read = read_name(name, DEFAULT_PATTERNS)
    told = [(p.external_id, p.operator, str(p.at)) for p in read if p.at is not None]
    assert told[0] == expected


def test_a_protocol_is_read() -> None:
    assert "202611200000123" in [p.protocol for p in read_name("202611200000123.wav", DEFAULT_PATTERNS)]
    assert "202611200000123" in [p.protocol for p in read_name("ligacao_202611200000123.wav", DEFAULT_PATTERNS)]


def test_a_day_that_does_not_exist_tells_nothing() -> None:
    assert [p for p in read_name("ana_20261340_143501.wav", ["{operator}_{date}_{time}"]) if p.at] == []


@pytest.mark.parametrize(
    "pattern", ["{nothing}", "{date}{date}", "{any}", "plain", "{any}{any}{any}{any}{date}", "{protocol}" * 30]
)
def test_a_pattern_that_says_nothing_is_refused(pattern: str) -> None:
    with pytest.raises(PatternFault):
        check_pattern(pattern)


def test_default_patterns_are_patterns() -> None:
    for pattern in DEFAULT_PATTERNS:
        check_pattern(pattern)


AT = datetime(2026, 11, 20, 15, 0, tzinfo=UTC)


def _call(number: int, seconds: int, *names: str) -> NearCall:
    return NearCall(UUID(int=number), AT + timedelta(seconds=seconds), names)


def test_the_nearest_call_is_meant_when_no_other_is_near() -> None:
    assert pick_by_time([_call(1, 5)], AT, None) == (UUID(int=1), [UUID(int=1)])
    assert pick_by_time([_call(1, 60), _call(2, 5)], AT, None)[0] == UUID(int=2)
    assert pick_by_time([_call(1, 10), _call(2, -12)], AT, None) == (None, [UUID(int=1), UUID(int=2)])
    assert pick_by_time([], AT, None) == (None, [])


def test_the_operator_tells_calls_apart() -> None:
    calls = [_call(1, 10, "ana.santos", "ana santos"), _call(2, 12, "joao.silva", "joao da silva")]
    assert pick_by_time(calls, AT, "joaosilva")[0] == UUID(int=2)
    assert pick_by_time(calls, AT, "ana santos")[0] == UUID(int=1)
    assert pick_by_time(calls, AT, "carla") == (None, [])
