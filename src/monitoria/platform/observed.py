"""Around every job: where it comes from, one line when it is over, and what its log lines carry."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime
from functools import wraps
from typing import Any

import structlog
from sqlalchemy.orm import Session

from monitoria.platform import logs, tracing
from monitoria.platform.clock import utc_now
from monitoria.platform.events import circumstances_of
from monitoria.platform.metrics import meters

log = structlog.get_logger(__name__)

# The argument beside a job's own: the request it comes from, and when it was asked for.
ORIGIN = "_origin"


def origin_of(session: Session) -> dict[str, str]:
    """What a job that is deferred in this session is told of where it comes from."""
    origin = {
        "at": utc_now().isoformat(),
        "request_id": circumstances_of(session).request_id,
        "traceparent": tracing.traceparent(),
    }
    return {name: value for name, value in origin.items() if value is not None}


def observed(name: str, run: Callable[..., Any]) -> Callable[..., Any]:
    """`run`, which does the job of this name, told of: the lines it writes carry the request that it comes from."""

    @wraps(run)
    def told(context: Any, **arguments: Any) -> Any:
        origin: dict[str, str] = arguments.pop(ORIGIN, None) or {}
        job = context.job
        request_id = origin.get("request_id") or f"job-{job.id}"
        attempt = getattr(job, "attempts", 0) + 1
        with logs.bound(request_id=request_id, job_id=job.id, task=name, attempt=attempt):
            waited = _waited(job, origin, arguments)
            began = time.perf_counter()
            try:
                with tracing.span(name, "consumer", origin.get("traceparent"), **{"monitoria.request_id": request_id}):
                    result = run(context, **arguments)
            except BaseException as error:
                _tell(name, "failed", began, waited, error)
                raise
            _tell(name, "done", began, waited)
            return result

    return told


def _waited(job: Any, origin: dict[str, str], arguments: dict[str, Any]) -> float:
    """Seconds between when it should have run (its time; else when it was asked for) and now."""
    due = getattr(job, "scheduled_at", None)
    if due is None and "at" in origin:
        due = datetime.fromisoformat(origin["at"])
    if due is None and isinstance(arguments.get("timestamp"), int):
        due = datetime.fromtimestamp(arguments["timestamp"], UTC)
    return max((utc_now() - due).total_seconds(), 0.0) if due is not None else 0.0


def _tell(task: str, outcome: str, began: float, waited: float, error: BaseException | None = None) -> None:
    seconds = time.perf_counter() - began
    meters.JOBS.labels(task, outcome).inc()
    meters.JOB_SECONDS.labels(task).observe(seconds)
    meters.JOB_WAIT_SECONDS.labels(task).observe(waited)
    fields = {
        "outcome": outcome,
        "duration_seconds": round(seconds, 6),
        "waited_seconds": round(waited, 3),
    }
    if error is not None:
        log.error("job", **fields, exc_info=error)
    elif logs.tells_requests():
        log.info("job", **fields)
