"""What processes count as they work. Names and labels are promises: dashboards and alerts stand on them.

No label holds what a client can make up: routes are ours, methods are a list, statuses are classes.
"""

from __future__ import annotations

from importlib.metadata import version

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram

# Ours alone: the default one tells of one process, whichever happens to answer.
REGISTRY = CollectorRegistry()

_ANSWER_BANDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 15.0)
_JOB_BANDS = (0.05, 0.25, 1.0, 5.0, 15.0, 60.0, 300.0, 1800.0)

REQUESTS = Counter("monitoria_requests", "Requests answered.", ["route", "method", "status"], registry=REGISTRY)
REQUEST_SECONDS = Histogram(
    "monitoria_request_duration_seconds",
    "How long the application took to answer.",
    ["route", "method"],
    buckets=_ANSWER_BANDS,
    registry=REGISTRY,
)
IN_FLIGHT = Gauge(
    "monitoria_requests_in_flight", "Requests being answered now.", multiprocess_mode="livesum", registry=REGISTRY
)
PULSES = Counter(
    "monitoria_pulses", "Questions of open pages answered “nothing new” without the application.", registry=REGISTRY
)
JOBS = Counter("monitoria_jobs_run", "Jobs run, by how they ended.", ["task", "outcome"], registry=REGISTRY)
JOB_SECONDS = Histogram(
    "monitoria_job_duration_seconds", "How long a job took.", ["task"], buckets=_JOB_BANDS, registry=REGISTRY
)
JOB_WAIT_SECONDS = Histogram(
    "monitoria_job_wait_seconds",
    "How long a job waited from the time for which it was scheduled until it began.",
    ["task"],
    buckets=_JOB_BANDS,
    registry=REGISTRY,
)
POOL_SIZE = Gauge(
    "monitoria_database_pool_size",
    "Connections to the database that processes may hold.",
    ["process"],
    multiprocess_mode="livesum",
    registry=REGISTRY,
)
POOL_USED = Gauge(
    "monitoria_database_pool_in_use",
    "Connections to the database in use now.",
    ["process"],
    multiprocess_mode="livesum",
    registry=REGISTRY,
)
POOL_WAITING = Gauge(
    "monitoria_database_pool_waiting",
    "Threads that wait for a connection to the database.",
    ["process"],
    multiprocess_mode="livesum",
    registry=REGISTRY,
)
SLOW_STATEMENTS = Counter(
    "monitoria_slow_statements", "Database statements that took too long.", ["route"], registry=REGISTRY
)
LETTERS = Counter(
    "monitoria_mail", "Letters handed to the mail server, by what came of it.", ["outcome"], registry=REGISTRY
)
BUILD = Gauge(
    "monitoria_build",
    "1; which version runs.",
    ["version"],
    multiprocess_mode="livemax",
    registry=REGISTRY,
)


class _Process:
    name = "command"


def begin_counting(name: str) -> None:
    """Say which process this is ("web", "worker") and which version it runs."""
    _Process.name = name
    BUILD.labels(version("monitoria")).set(1)


def process_name() -> str:
    """Which process this is."""
    return _Process.name
