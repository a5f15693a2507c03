"""The facts that health is judged by. Each costs little, at any size: it is asked while something may be wrong."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from datetime import datetime, timedelta
from importlib.metadata import version
from pathlib import Path
from typing import Any

from alembic.runtime.migration import MigrationContext
from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from monitoria.audit.queries import chain_state, find_last
from monitoria.notifications.models import LetterState, NotificationDelivery
from monitoria.platform.config import Config
from monitoria.platform.database import newest_revision
from monitoria.system.queries.jobs import count_failed, count_jobs, find_workers, oldest_jobs
from monitoria.system.rules import Facts, Verified

LATELY = timedelta(hours=24)
# Of the letters: the latest, by their identifiers, which grow with time.
_LATEST = 2_000
# A failure to reach the server is old news when letters have left since, or after so long.
_UNREACHABLE_FOR = timedelta(hours=24)

_SERVER = text(
    """
    SELECT clock_timestamp(), current_setting('server_version'), pg_database_size(current_database()),
           (SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend'),
           current_setting('max_connections')::int
    """
)
_REPLICAS = text("SELECT extract(epoch FROM coalesce(replay_lag, '0')) FROM pg_stat_replication")


def read_facts(session: Session, config: Config, now: datetime) -> Facts:
    """Everything there is to judge. `now` is the application's, taken right before."""
    database_now, server, size, connections, most = session.execute(_SERVER).one()
    revision = MigrationContext.configure(session.connection()).get_current_revision() or "—"
    workers, waiting = find_workers(session), [job for job in count_jobs(session) if job.state == "todo"]
    disk = shutil.disk_usage(existing(config.home))
    chain, mail = chain_state(session), _mail(session, now)
    return Facts(
        now=now,
        database_now=database_now,
        version=version("monitoria"),
        revision=revision,
        is_current=revision == newest_revision(),
        server=f"PostgreSQL {server.partition(' ')[0]}",
        database_bytes=size,
        connections=connections,
        most_connections=most,
        replica_delays=tuple(float(delay) for delay in session.scalars(_REPLICAS)),
        workers=workers.alive,
        worker_heard_at=workers.heard_at,
        waiting_jobs=sum(job.count for job in waiting),
        oldest_job_seconds=max((job.seconds for job in oldest_jobs(session)), default=0.0),
        failed_jobs=count_failed(session, now - LATELY),
        disk_free=disk.free,
        disk_total=disk.total,
        sends_mail=bool(config.smtp_url),
        letters_waiting=mail.waiting,
        letter_sent_at=mail.sent_at,
        mail_unreachable_at=mail.unreachable_at,
        letters_refused=mail.refused,
        sealed=chain.last.position,
        unsealed=chain.waiting,
        sealed_at=chain.sealed_at,
        unsealed_since=chain.waiting_since,
        trail=_verified(session, "trail"),
        rollups=_verified(session, "rollups"),
        backup_at=_backup_at(session),
    )


def existing(folder: Path) -> Path:
    """The folder, or what there is of it."""
    return next(path for path in (folder, *folder.parents) if path.exists())


@dataclass(frozen=True, slots=True)
class _Mail:
    waiting: int
    refused: int
    sent_at: datetime | None
    unreachable_at: datetime | None


def _mail(session: Session, now: datetime) -> _Mail:
    row = NotificationDelivery
    open_states = (LetterState.PENDING.value, LetterState.SENDING.value)
    waiting, unreachable_at = session.execute(
        select(func.count(), func.max(row.unreachable_at)).where(row.state.in_(open_states))
    ).one()
    latest: Any = (
        select(row.state, row.sent_at, row.told_at).order_by(row.notification_id.desc()).limit(_LATEST).subquery()
    )
    is_refused = (latest.c.state == LetterState.FAILED.value) & (latest.c.told_at > now - LATELY)
    sent_at, refused = session.execute(select(func.max(latest.c.sent_at), func.count().filter(is_refused))).one()
    is_over = unreachable_at is not None and (
        (sent_at is not None and sent_at > unreachable_at) or now - unreachable_at > _UNREACHABLE_FOR
    )
    return _Mail(waiting, refused, sent_at, None if is_over else unreachable_at)


def _verified(session: Session, what: str) -> Verified | None:
    found = find_last(session, "system.verified", what)
    return None if found is None else Verified(found.at, bool(found.facts["is_whole"]))


def _backup_at(session: Session) -> datetime | None:
    """When `monitoria backup` last said that it was done."""
    found = find_last(session, "backup.made")
    return None if found is None else found.at
