"""The worker door: takes the jobs off the queue. The list of jobs is the application's."""

from __future__ import annotations

import asyncio
import os
import signal
from contextlib import suppress

import procrastinate
import psycopg
import structlog
from procrastinate.exceptions import ConnectorException
from psycopg_pool import PoolTimeout

from monitoria.app import QUEUE, open_database
from monitoria.platform.config import Config
from monitoria.platform.jobs import LONGEST_RETRY_SECONDS, queue_on, worker_context
from monitoria.platform.logs import configure_logs
from monitoria.platform.metrics.door import Door
from monitoria.platform.metrics.meters import begin_counting
from monitoria.platform.tracing import begin_tracing, end_tracing

CONCURRENCY = 2
STOP_SECONDS = 6.0
FIRST_DELAY = 0.5
LONGEST_DELAY = 10.0
# A worker that has not been heard of for this long is dead, and its jobs are taken up again.
STALLED_SECONDS = 60
RESCUE_SECONDS = 30.0

_DATABASE_GONE = (ConnectorException, psycopg.OperationalError, PoolTimeout)

log = structlog.get_logger(__name__)


def run_worker(config: Config) -> None:
    """Work until SIGTERM or SIGINT; jobs that are running get `STOP_SECONDS` to finish, then are asked to abort.

    A database that goes away is waited for. `config.database_url` must be set.
    """
    if config.database_url is None:
        raise ValueError("run_worker needs a database URL: start the embedded PostgreSQL first")
    configure_logs(config.log_level, config.log_form)
    begin_counting("worker")
    begin_tracing(config.otlp_endpoint, "worker")
    if config.worker_metrics_port:
        Door(config).listen(config.host, config.worker_metrics_port)
    try:
        asyncio.run(_work(config))
    finally:
        end_tracing()


async def _work(config: Config) -> None:
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    delay = FIRST_DELAY
    while not stop.is_set():
        began = asyncio.get_running_loop().time()
        await _work_until(stop, config)
        delay = FIRST_DELAY if asyncio.get_running_loop().time() - began > LONGEST_DELAY else delay * 2
        with suppress(TimeoutError):
            await asyncio.wait_for(stop.wait(), min(delay, LONGEST_DELAY))


async def _work_until(stop: asyncio.Event, config: Config) -> None:
    """Work until told to stop or until the database goes away."""
    working = asyncio.create_task(_work_on(config))
    stopping = asyncio.create_task(stop.wait())
    await asyncio.wait({working, stopping}, return_when=asyncio.FIRST_COMPLETED)
    stopping.cancel()
    working.cancel()
    if not (await asyncio.wait({working}, timeout=STOP_SECONDS + 1))[0]:
        # The database went away first, and saying goodbye to it hangs; what was running is taken up by others.
        os._exit(1)
    try:
        await working
    except asyncio.CancelledError:
        return
    except _DATABASE_GONE as error:
        log.warning("the database is gone; the worker waits for it", error=str(error))


async def _work_on(config: Config) -> None:
    url = config.database_url or ""
    # Two each: a job may hold a claim on one connection while it works on another.
    database = open_database(config, pool_size=2 * CONCURRENCY, application="monitoria-worker")
    with queue_on(QUEUE, url) as app:
        async with app.open_async():
            rescuing = asyncio.create_task(_rescue_stalled_jobs(app))
            try:
                await app.run_worker_async(
                    concurrency=CONCURRENCY,
                    delete_jobs="successful",
                    additional_context=worker_context(database, config),
                    install_signal_handlers=False,
                    shutdown_graceful_timeout=STOP_SECONDS,
                    stalled_worker_timeout=STALLED_SECONDS,
                )
            finally:
                rescuing.cancel()
                database.close()


# No retry waits so long: it was put off by a clock that ran ahead, and has since been set right.
_PUT_OFF_TOO_FAR = """
    UPDATE procrastinate_jobs SET scheduled_at = now()
     WHERE status = 'todo' AND attempts > 0 AND scheduled_at > now() + make_interval(secs => %(seconds)s)
"""


async def _rescue_stalled_jobs(app: procrastinate.App) -> None:
    """Put the jobs of workers that died back in the queue, and forward those that were put off too far."""
    while True:
        await app.connector.execute_query_async(_PUT_OFF_TOO_FAR, seconds=LONGEST_RETRY_SECONDS)
        for job in await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=STALLED_SECONDS):
            await app.job_manager.retry_job(job)
        await asyncio.sleep(RESCUE_SECONDS)


if __name__ == "__main__":
    run_worker(Config.from_environment(os.environ))
