"""Jobs of people, run by a real worker on a real queue."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from uuid import uuid4

import procrastinate
from sqlalchemy import text

from monitoria.app import QUEUE, make_bus
from monitoria.people.tasks import forget_what_expired
from monitoria.platform.clock import utc_now
from monitoria.platform.database import Database, make_engine
from monitoria.platform.events import Circumstances
from monitoria.platform.jobs import defer, queue_on, worker_context

FAILURE = text("INSERT INTO sign_in_failures (id, username_key, address, at) VALUES (:id, 'x', 'y', :at)")
JOBS = text("SELECT status::text FROM procrastinate_jobs WHERE task_name LIKE '%forget_what_expired'")


def test_a_worker_forgets_failures_that_no_longer_count(own_database_url: str) -> None:
    engine = make_engine(own_database_url)
    database, now = Database(engine, make_bus()), utc_now()
    with database.unit_of_work(Circumstances(None, now)) as session:
        for minutes in (1, 20):
            session.execute(FAILURE, {"id": uuid4(), "at": now - timedelta(minutes=minutes)})
        defer(session, forget_what_expired, timestamp=0)
    with queue_on(QUEUE, own_database_url) as queue:
        asyncio.run(_work_off(queue, database))
    with database.unit_of_work(Circumstances(None, now)) as session:
        left = session.execute(text("SELECT count(*) FROM sign_in_failures")).scalar_one()
        jobs = session.execute(JOBS).scalars().all()
    engine.dispose()
    assert (left, jobs) == (1, ["succeeded"])


async def _work_off(queue: procrastinate.App, database: Database) -> None:
    async with queue.open_async():
        context = worker_context(database)
        await queue.run_worker_async(
            wait=False, delete_jobs="never", additional_context=context, install_signal_handlers=False
        )
