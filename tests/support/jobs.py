"""Taking jobs off the queue inside a test's own transaction."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from sqlalchemy import text

from monitoria.app import QUEUE
from monitoria.platform.clock import utc_now
from monitoria.platform.config import Config
from monitoria.platform.database import Database
from monitoria.platform.events import Circumstances
from monitoria.platform.jobs import worker_context

_TAKE = text("DELETE FROM procrastinate_jobs RETURNING id, task_name, args")


def work_off(database: Database, config: Config) -> list[str]:
    """Run everything that waits, and what that defers in turn; gives the names of what ran."""
    ran: list[str] = []
    while jobs := _take(database):
        for number, name, arguments in jobs:
            run_job(database, config, name, number, **arguments)
            ran.append(name)
    return ran


def run_job(database: Database, config: Config, name: str, number: int = 0, **arguments: Any) -> None:
    """Run one job as a worker would."""
    context = SimpleNamespace(additional_context=worker_context(database, config), job=SimpleNamespace(id=number))
    QUEUE.tasks[name].func(context, **arguments)


def _take(database: Database) -> list[tuple[int, str, dict[str, Any]]]:
    with database.unit_of_work(Circumstances(None, utc_now())) as session:
        return [(number, name, args) for number, name, args in session.execute(_TAKE).all()]
