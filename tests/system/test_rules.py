"""What is well and what is not, and that everything can be said in both languages."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from monitoria.app import QUEUE
from monitoria.system.rules import (
    TASKS,
    Count,
    Facts,
    HealthState,
    Language,
    Matter,
    Size,
    Span,
    Verified,
    judge,
    say,
    worst,
)

NOW = datetime(2026, 11, 20, 15, 0, tzinfo=UTC)
WELL = Facts(
    now=NOW,
    database_now=NOW,
    version="1.0",
    revision="0026",
    is_current=True,
    server="PostgreSQL 18.1",
    database_bytes=3_400_000_000,
    connections=12,
    most_connections=100,
    replica_delays=(),
    workers=1,
    worker_heard_at=NOW,
    waiting_jobs=0,
    oldest_job_seconds=0.0,
    failed_jobs=0,
    disk_free=80_000_000_000,
    disk_total=100_000_000_000,
    sends_mail=True,
    letters_waiting=0,
    letter_sent_at=NOW - timedelta(minutes=3),
    mail_unreachable_at=None,
    letters_refused=0,
    sealed=10,
    unsealed=0,
    sealed_at=NOW - timedelta(hours=2),
    unsealed_since=None,
    trail=Verified(NOW - timedelta(days=2), True),
    rollups=Verified(NOW - timedelta(days=2), True),
    backup_at=None,
)
HOURS = timedelta(hours=1)
CASES = {
    "database-crowded": (HealthState.ATTENTION, {"connections": 81}),
    "replica-well": (HealthState.OK, {"replica_delays": (0.2, 1.0)}),
    "replica-behind": (HealthState.ATTENTION, {"replica_delays": (0.2, 61.0)}),
    "schema-old": (HealthState.STOPPED, {"is_current": False}),
    "clock-off": (HealthState.ATTENTION, {"database_now": NOW - timedelta(seconds=3)}),
    "worker-behind": (HealthState.ATTENTION, {"oldest_job_seconds": 601.0}),
    "worker-none": (HealthState.STOPPED, {"workers": 0, "worker_heard_at": NOW - HOURS}),
    "worker-never": (HealthState.STOPPED, {"workers": 0, "worker_heard_at": None}),
    "jobs-failed": (HealthState.ATTENTION, {"failed_jobs": 1}),
    "disk-low": (HealthState.ATTENTION, {"disk_free": 4_999_999_999}),
    "disk-full": (HealthState.STOPPED, {"disk_free": 999_999_999}),
    "mail-off": (HealthState.OK, {"sends_mail": False}),
    "mail-never": (HealthState.OK, {"letter_sent_at": None}),
    "mail-unreachable": (HealthState.ATTENTION, {"mail_unreachable_at": NOW - HOURS, "letters_waiting": 2}),
    "mail-refused": (HealthState.ATTENTION, {"letters_refused": 2}),
    "trail-never": (HealthState.OK, {"trail": None}),
    "trail-long-ago": (HealthState.ATTENTION, {"trail": Verified(NOW - timedelta(days=36), True)}),
    "trail-unsealed": (HealthState.ATTENTION, {"unsealed": 3, "unsealed_since": NOW - HOURS}),
    "trail-broken": (HealthState.STOPPED, {"trail": Verified(NOW - HOURS, False)}),
    "rollups-never": (HealthState.OK, {"rollups": None}),
    "rollups-long-ago": (HealthState.ATTENTION, {"rollups": Verified(NOW - timedelta(days=36), True)}),
    "rollups-broken": (HealthState.STOPPED, {"rollups": Verified(NOW - HOURS, False)}),
    "backup-well": (HealthState.OK, {"backup_at": NOW - HOURS}),
    "backup-old": (HealthState.ATTENTION, {"backup_at": NOW - timedelta(hours=37)}),
}


def test_a_system_that_is_well_has_nothing_to_do() -> None:
    findings = judge(WELL)
    assert worst(findings) is HealthState.OK
    assert [say(finding, Language.PORTUGUESE).remedy for finding in findings] == [""] * len(findings)
    assert [finding.matter for finding in findings] == [m for m in Matter if m not in (Matter.REPLICA, Matter.BACKUP)]


@pytest.mark.parametrize("code", CASES)
def test_each_fault_is_found_said_in_both_languages_and_has_a_next_step(code: str) -> None:
    state, facts = CASES[code]
    [found] = [finding for finding in judge(replace(WELL, **facts)) if finding.code == code]
    assert found.state is state
    for language in Language:
        said = say(found, language)
        assert said.text
        assert "{" not in said.text + said.remedy
        assert said.remedy or state is HealthState.OK


def test_a_clock_that_is_a_minute_off_stops() -> None:
    assert worst(judge(replace(WELL, database_now=NOW + timedelta(seconds=61)))) is HealthState.STOPPED


def test_a_large_disk_is_low_at_a_tenth_only_when_that_is_little() -> None:
    large = replace(WELL, disk_free=60_000_000_000, disk_total=4_000_000_000_000)
    assert worst(judge(large)) is HealthState.OK


def test_sizes_spans_and_counts_are_said_as_people_say_them() -> None:
    pt, en = Language.PORTUGUESE, Language.ENGLISH
    assert (Size(3_400_000_000).said(pt), Size(999).said(en)) == ("3,4 GB", "999 B")
    assert (Span(0.04).said(pt), Span(90).said(pt), Span(7_300).said(en)) == ("0,0 s", "90 segundos", "2 hours")
    assert (Count(1, "job").said(pt), Count(12_000, "letter").said(pt)) == ("1 tarefa", "12.000 cartas")


def test_every_job_has_a_name_in_words() -> None:
    assert set(TASKS) == {name for name in QUEUE.tasks if "procrastinate.builtin_tasks" not in name}
