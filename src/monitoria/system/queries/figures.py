"""Figures of `/metrics` that are looked up. None of them counts a large table: sums that are kept, or estimates."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Iterator

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from monitoria.analytics.models import TeamDay
from monitoria.evaluations.models import Evaluation
from monitoria.evaluations.rules import Status
from monitoria.notifications.models import LetterState, NotificationDelivery
from monitoria.people.models import User
from monitoria.platform.clock import utc_now
from monitoria.platform.config import Config
from monitoria.platform.metrics.figures import Figure, FigureSource, Reading
from monitoria.system.queries.facts import existing
from monitoria.system.queries.jobs import count_jobs, find_workers, oldest_jobs

# Up to here rows are counted; beyond, PostgreSQL's own estimate is told.
COUNTED_ROWS = 20_000
_SAMPLED_ROWS = 2_000

JOBS = Figure("monitoria_jobs", "Jobs in the queue, by state; done ones leave it.", ("queue", "task", "state"))
OLDEST = Figure(
    "monitoria_jobs_oldest_seconds",
    "How long the oldest job that is due has waited.",
    ("queue", "task"),
)
WORKERS = Figure("monitoria_workers", "Workers heard of in the last minute.")
LETTERS = Figure("monitoria_letters_waiting", "Letters of notices that wait to be sent.")
DATABASE_BYTES = Figure("monitoria_database_bytes", "Size of the database on disk.")
CONNECTIONS = Figure("monitoria_database_connections", "Connections to this database, of every program.")
REPLICA_DELAY = Figure(
    "monitoria_replica_delay_seconds", "How far each streaming replica is behind, as the primary sees it.", ("replica",)
)
DISK_FREE = Figure("monitoria_disk_free_bytes", "Free space where MONITORIA_HOME lies.")
DISK_TOTAL = Figure("monitoria_disk_bytes", "Size of the file system where MONITORIA_HOME lies.")
FILES = Figure("monitoria_recording_files", "Recordings kept.")
FILE_BYTES = Figure("monitoria_recording_bytes", "Bytes of the recordings kept, estimated from some of them.")
CALLS = Figure("monitoria_calls", "Calls, from the sums that the dashboard reads.")
EVALUATIONS = Figure("monitoria_evaluations", "Evaluations, by state.", ("state",))
CONTESTS = Figure("monitoria_contests_open", "Evaluations whose contest waits for a decision.")
OVERDUE = Figure("monitoria_overdue", "What should have been done by now.", ("what",))
USERS = Figure("monitoria_users_active", "People who can sign in, by role.", ("role",))

_REPLICAS = text(
    """
    SELECT coalesce(application_name, ''), extract(epoch FROM coalesce(replay_lag, '0')) FROM pg_stat_replication
    """
)


def _read_queue(session: Session, _config: Config) -> Iterator[Reading]:
    yield JOBS, [((job.queue, job.task, job.state), job.count) for job in count_jobs(session)]
    yield OLDEST, [((job.queue, job.task), job.seconds) for job in oldest_jobs(session)]
    yield WORKERS, [((), find_workers(session).alive)]
    waiting = NotificationDelivery.state.in_((LetterState.PENDING.value, LetterState.SENDING.value))
    yield LETTERS, [((), session.scalar(select(func.count()).where(waiting)) or 0)]


def _read_places(session: Session, config: Config) -> Iterator[Reading]:
    size, used = session.execute(
        text(
            "SELECT pg_database_size(current_database()), "
            "(SELECT count(*) FROM pg_stat_activity WHERE datname = current_database())"
        )
    ).one()
    yield DATABASE_BYTES, [((), size)]
    yield CONNECTIONS, [((), used)]
    # Who may not see the details sees none of it: the figure is absent then.
    behind = session.execute(_REPLICAS).all()
    delays: Counter[str] = Counter()
    for name, seconds in behind:
        delays[name] = max(delays[name], seconds)
    yield REPLICA_DELAY, [((name,), float(seconds)) for name, seconds in delays.items()]
    disk = shutil.disk_usage(existing(config.home))
    yield DISK_FREE, [((), disk.free)]
    yield DISK_TOTAL, [((), disk.total)]


def _read_trade(session: Session, _config: Config) -> Iterator[Reading]:
    files, size = _files(session)
    yield FILES, [((), files)]
    yield FILE_BYTES, [((), size)]
    yield CALLS, [((), session.scalar(select(func.coalesce(func.sum(TeamDay.calls), 0))) or 0)]
    yield EVALUATIONS, [((state,), count) for state, count in sorted(_evaluations(session).items())]
    contested = Evaluation.status == Status.CONTESTED.value
    yield CONTESTS, [((), session.scalar(select(func.count()).where(contested)) or 0)]
    now = utc_now()
    decisions = select(func.count()).where(contested, Evaluation.decide_by < now)
    answers = select(func.count()).where(Evaluation.acknowledge_by.is_not(None), Evaluation.acknowledge_by < now)
    yield (
        OVERDUE,
        [
            (("contest-decision",), session.scalar(decisions) or 0),
            (("acknowledgement",), session.scalar(answers) or 0),
        ],
    )
    active = select(User.role, func.count()).where(User.is_active).group_by(User.role).order_by(User.role)
    yield USERS, [((role,), count) for role, count in session.execute(active)]


def _rows(session: Session, table: str) -> int | None:
    """How many rows PostgreSQL believes there are; None when they are few enough to be counted."""
    known, pages = session.execute(
        text("SELECT reltuples, relpages FROM pg_class WHERE oid = CAST(:table AS regclass)"), {"table": table}
    ).one()
    is_small = known <= COUNTED_ROWS if known >= 0 else pages == 0
    return None if is_small else int(max(known, 0))


def _files(session: Session) -> tuple[int, int]:
    rows = _rows(session, "recordings")
    if rows is None:
        few = text("SELECT count(*), coalesce(sum(size_bytes), 0) FROM recordings")
        count, size = session.execute(few).one()
        return int(count), int(size)
    share = min(100.0 * _SAMPLED_ROWS / max(rows, 1), 100.0)
    some = text(f"SELECT coalesce(avg(size_bytes), 0) FROM recordings TABLESAMPLE SYSTEM ({share:.6f})")
    return rows, int(rows * float(session.execute(some).scalar_one()))


def _evaluations(session: Session) -> dict[str, int]:
    """Those that wait for somebody are counted, by their own indexes; the others estimated once there are many."""
    rows = _rows(session, "evaluations")
    by_status = select(Evaluation.status, func.count()).group_by(Evaluation.status)
    if rows is None:
        return {Status(status).value: count for status, count in session.execute(by_status)}
    waiting = by_status.where(Evaluation.status.in_((Status.DRAFT.value, Status.CONTESTED.value)))
    shares = session.execute(
        text(
            "SELECT unnest(most_common_vals::text::text[]), unnest(most_common_freqs) FROM pg_stats "
            "WHERE tablename = 'evaluations' AND attname = 'status' AND schemaname = current_schema()"
        )
    )
    found = {status: int(rows * share) for status, share in shares}
    return found | {status: count for status, count in session.execute(waiting)}


FIGURES = (
    FigureSource((JOBS, OLDEST, WORKERS, LETTERS), _read_queue, 5.0),
    FigureSource((DATABASE_BYTES, CONNECTIONS, REPLICA_DELAY, DISK_FREE, DISK_TOTAL), _read_places, 15.0),
    FigureSource((FILES, FILE_BYTES, CALLS, EVALUATIONS, CONTESTS, OVERDUE, USERS), _read_trade, 60.0),
)
