"""What is well and what is not, from plain facts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from monitoria.system.rules.values import Count, Size, Span

# Of the connections that the server allows, so many in use are too many.
CROWDED = 0.8
CLOCK_WELL, CLOCK_BAD = timedelta(seconds=2), timedelta(seconds=60)
REPLICA_BEHIND = timedelta(seconds=60)
# The oldest job whose time has come.
JOB_BEHIND = timedelta(minutes=10)
SEAL_BEHIND = timedelta(minutes=15)
# What was verified so long ago is worth verifying again.
VERIFIED_AGAIN = timedelta(days=35)
DISK_LOW_SHARE, DISK_LOW_BYTES, DISK_PLENTY_BYTES = 0.1, 5_000_000_000, 50_000_000_000
DISK_FULL_BYTES = 1_000_000_000
BACKUP_OLD = timedelta(hours=36)

Value = Size | Span | Count | str


class HealthState(StrEnum):
    OK = "ok"
    ATTENTION = "attention"
    STOPPED = "stopped"


class Matter(StrEnum):
    """What is looked at, in the order in which it is told."""

    DATABASE = "database"
    REPLICA = "replica"
    SCHEMA = "schema"
    CLOCK = "clock"
    WORKER = "worker"
    JOBS = "jobs"
    STORAGE = "storage"
    MAIL = "mail"
    TRAIL = "trail"
    ROLLUPS = "rollups"
    BACKUP = "backup"


@dataclass(frozen=True, slots=True)
class Finding:
    """One matter: how it stands, which sentence says so, and what stands in the sentence."""

    matter: Matter
    state: HealthState
    code: str
    facts: Mapping[str, Value] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Verified:
    """When something was last computed anew and compared, and whether it was whole."""

    at: datetime
    is_whole: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What was looked up. Times are the database's, but for `now`; sizes in bytes."""

    now: datetime
    database_now: datetime
    version: str
    revision: str
    is_current: bool
    server: str
    database_bytes: int
    connections: int
    most_connections: int
    replica_delays: tuple[float, ...]
    workers: int
    worker_heard_at: datetime | None
    waiting_jobs: int
    oldest_job_seconds: float
    failed_jobs: int
    disk_free: int
    disk_total: int
    sends_mail: bool
    letters_waiting: int
    letter_sent_at: datetime | None
    mail_unreachable_at: datetime | None
    letters_refused: int
    sealed: int
    unsealed: int
    sealed_at: datetime | None
    unsealed_since: datetime | None
    trail: Verified | None
    rollups: Verified | None
    backup_at: datetime | None


def judge(facts: Facts) -> list[Finding]:
    """Every matter, in order."""
    return [finding for look in _LOOKS for finding in look(facts)]


def worst(findings: Iterable[Finding]) -> HealthState:
    """How the whole stands."""
    order = list(HealthState)
    return max((finding.state for finding in findings), key=order.index, default=HealthState.OK)


def _database(facts: Facts) -> Iterator[Finding]:
    is_crowded = facts.connections > CROWDED * facts.most_connections
    yield Finding(
        Matter.DATABASE,
        HealthState.ATTENTION if is_crowded else HealthState.OK,
        "database-crowded" if is_crowded else "database-well",
        {
            "server": facts.server,
            "size": Size(facts.database_bytes),
            "used": str(facts.connections),
            "most": str(facts.most_connections),
        },
    )


def _replica(facts: Facts) -> Iterator[Finding]:
    if not facts.replica_delays:
        return
    slowest = max(facts.replica_delays)
    is_behind = slowest > REPLICA_BEHIND.total_seconds()
    said: dict[str, Value] = {"replicas": Count(len(facts.replica_delays), "replica"), "delay": Span(slowest)}
    state, code = (HealthState.ATTENTION, "replica-behind") if is_behind else (HealthState.OK, "replica-well")
    yield Finding(Matter.REPLICA, state, code, said)


def _schema(facts: Facts) -> Iterator[Finding]:
    said: dict[str, Value] = {"version": facts.version, "revision": facts.revision}
    if facts.is_current:
        yield Finding(Matter.SCHEMA, HealthState.OK, "schema-well", said)
    else:
        yield Finding(Matter.SCHEMA, HealthState.STOPPED, "schema-old", said)


def _clock(facts: Facts) -> Iterator[Finding]:
    apart = abs(facts.database_now - facts.now)
    said: dict[str, Value] = {"apart": Span(apart.total_seconds())}
    if apart <= CLOCK_WELL:
        yield Finding(Matter.CLOCK, HealthState.OK, "clock-well", said)
    else:
        yield Finding(
            Matter.CLOCK, HealthState.STOPPED if apart > CLOCK_BAD else HealthState.ATTENTION, "clock-off", said
        )


def judge_worker(facts: Facts) -> Finding:
    """Somebody takes jobs off the queue, and in time."""
    said: dict[str, Value] = {
        "workers": Count(facts.workers, "worker"),
        "waiting": Count(facts.waiting_jobs, "job"),
        "oldest": Span(facts.oldest_job_seconds),
    }
    if facts.workers and facts.oldest_job_seconds <= JOB_BEHIND.total_seconds():
        return Finding(Matter.WORKER, HealthState.OK, "worker-well", said)
    if facts.workers:
        return Finding(Matter.WORKER, HealthState.ATTENTION, "worker-behind", said)
    if facts.worker_heard_at is None:
        return Finding(Matter.WORKER, HealthState.STOPPED, "worker-never", said)
    silence = facts.database_now - facts.worker_heard_at
    return Finding(
        Matter.WORKER, HealthState.STOPPED, "worker-none", {**said, "silence": Span(silence.total_seconds())}
    )


def _worker(facts: Facts) -> Iterator[Finding]:
    yield judge_worker(facts)
    if facts.failed_jobs:
        yield Finding(Matter.JOBS, HealthState.ATTENTION, "jobs-failed", {"failed": Count(facts.failed_jobs, "job")})
    else:
        yield Finding(Matter.JOBS, HealthState.OK, "jobs-well")


def _storage(facts: Facts) -> Iterator[Finding]:
    free = facts.disk_free
    is_low = free < DISK_LOW_BYTES or (free < DISK_PLENTY_BYTES and free < DISK_LOW_SHARE * facts.disk_total)
    said: dict[str, Value] = {"free": Size(free), "total": Size(facts.disk_total)}
    if free < DISK_FULL_BYTES:
        yield Finding(Matter.STORAGE, HealthState.STOPPED, "disk-full", said)
    else:
        state, code = (HealthState.ATTENTION, "disk-low") if is_low else (HealthState.OK, "disk-well")
        yield Finding(Matter.STORAGE, state, code, said)


def judge_mail(facts: Facts) -> Finding:
    """Letters leave."""
    said: dict[str, Value] = {"waiting": Count(facts.letters_waiting, "letter")}
    if not facts.sends_mail:
        return Finding(Matter.MAIL, HealthState.OK, "mail-off")
    if facts.mail_unreachable_at is not None:
        since = Span((facts.now - facts.mail_unreachable_at).total_seconds())
        return Finding(Matter.MAIL, HealthState.ATTENTION, "mail-unreachable", {**said, "since": since})
    if facts.letters_refused:
        refused = Count(facts.letters_refused, "letter")
        return Finding(Matter.MAIL, HealthState.ATTENTION, "mail-refused", {**said, "refused": refused})
    if facts.letter_sent_at is None:
        return Finding(Matter.MAIL, HealthState.OK, "mail-never", said)
    since = Span((facts.now - facts.letter_sent_at).total_seconds())
    return Finding(Matter.MAIL, HealthState.OK, "mail-well", {**said, "since": since})


def _mail(facts: Facts) -> Iterator[Finding]:
    yield judge_mail(facts)


def _trail(facts: Facts) -> Iterator[Finding]:
    said: dict[str, Value] = {"sealed": Count(facts.sealed, "record"), "waiting": Count(facts.unsealed, "record")}
    # Facts of a sample are older than their rows: before the first seal nothing is late.
    times = (facts.sealed_at, facts.unsealed_since)
    is_late = all(time is not None and facts.now - time > SEAL_BEHIND for time in times)
    if is_late and (facts.trail is None or facts.trail.is_whole):
        yield Finding(Matter.TRAIL, HealthState.ATTENTION, "trail-unsealed", said)
    else:
        yield _verified(Matter.TRAIL, facts.trail, facts.now, said)


def _rollups(facts: Facts) -> Iterator[Finding]:
    yield _verified(Matter.ROLLUPS, facts.rollups, facts.now, {})


def _verified(matter: Matter, last: Verified | None, now: datetime, said: Mapping[str, Value]) -> Finding:
    if last is None:
        return Finding(matter, HealthState.OK, f"{matter}-never", said)
    said = {**said, "since": Span((now - last.at).total_seconds())}
    if not last.is_whole:
        return Finding(matter, HealthState.STOPPED, f"{matter}-broken", said)
    if now - last.at > VERIFIED_AGAIN:
        return Finding(matter, HealthState.ATTENTION, f"{matter}-long-ago", said)
    return Finding(matter, HealthState.OK, f"{matter}-well", said)


def _backup(facts: Facts) -> Iterator[Finding]:
    """Only where backups are made by us: others are made elsewhere, and nobody tells us."""
    if facts.backup_at is None:
        return
    age = facts.now - facts.backup_at
    state, code = (HealthState.ATTENTION, "backup-old") if age > BACKUP_OLD else (HealthState.OK, "backup-well")
    yield Finding(Matter.BACKUP, state, code, {"since": Span(age.total_seconds())})


_LOOKS = (_database, _replica, _schema, _clock, _worker, _storage, _mail, _trail, _rollups, _backup)
