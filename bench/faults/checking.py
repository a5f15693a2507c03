"""Afterwards: is everything that was acknowledged there, and was every job done, once?"""

from __future__ import annotations

import hashlib
import time
import urllib.request
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import psycopg

from bench.client import Client
from bench.faults.load import Record
from bench.faults.stack import Stack

# A worker that was killed is known to be dead after 60 s, and looked for every 30.
JOBS_SECONDS = 240.0


_OPEN = """
    SELECT 'letters', state, count(*), max(due_at) - now() FROM notification_deliveries GROUP BY 2
    UNION ALL SELECT task_name, status::text || ' ' || attempts, count(*), max(scheduled_at) - now()
      FROM procrastinate_jobs GROUP BY 1, 2
    UNION ALL SELECT 'exports', status, count(*), NULL FROM exports GROUP BY 2
"""


@dataclass(frozen=True, slots=True)
class Jobs:
    """Jobs by what they left behind: asked for, not done, done more than once.

    `told`: ended for a reason that whoever asked reads (no room on the disk). `unsure`: see letters.
    """

    asked: int
    lost: int
    doubled: int
    unsure: int = 0
    told: int = 0


def lost_writes(stack: Stack, record: Record) -> list[tuple[float, str]]:
    """Every acknowledged write that is not there: when it was acknowledged, and what it was."""
    client = Client(stack.port).sign_in("admin", "admin123")
    checks: dict[str, Callable[[Client, str, Any], bool]] = {
        "call": lambda c, identity, _: c.ask("GET", f"/api/calls/{identity}").is_good,
        "save": lambda c, identity, what: _is_saved(c, record, identity, what),
        "publish": lambda c, identity, _: _evaluation(c, identity).get("status", "draft") != "draft",
        "recording": lambda c, identity, what: _sound(c, stack.port, identity) == what,
    }
    lost = []
    for (kind, identity), (at, what) in record.writes.items():
        if not checks[kind](client, identity, what):
            lost.append((at, f"{kind} {identity} {what}"))
    return lost


def _evaluation(client: Client, identity: str) -> dict[str, Any]:
    answer = client.ask("GET", f"/api/evaluations/{identity}")
    return dict(answer.json()) if answer.is_good else {}


def _is_saved(client: Client, record: Record, identity: str, what: tuple[int, int]) -> bool:
    """The version did not fall back, and what stands there is what was acknowledged, or sent after it."""
    found = _evaluation(client, identity)
    values = {answer["value"] for answer in found.get("answers", []) if answer["criterion"] == "greeting"}
    return found.get("version", 0) >= what[0] and values <= record.attempts[identity] | {what[1]} and bool(values)


def _sound(client: Client, port: int, identity: str) -> str:
    request = urllib.request.Request(
        f"http://127.0.0.1:{port}/api/calls/{identity}/audio", headers={"Authorization": client.authorization}
    )
    try:
        with urllib.request.urlopen(request, timeout=20) as answer:  # noqa: S310
            return hashlib.sha256(answer.read()).hexdigest()
    except OSError as error:
        return repr(error)


def jobs_done(stack: Stack, record: Record) -> tuple[dict[str, Jobs], float]:
    """Every kind of job, once all are through or the time is up; and how long that took."""
    began = time.monotonic()
    while True:
        with psycopg.connect(stack.url) as connection:
            found = {
                "exports": _exports(connection, record),
                "recordings measured": _measured(connection, record),
                "letters": _letters(connection, stack),
            }
            states = connection.execute(_OPEN).fetchall()
        took = time.monotonic() - began
        if took > JOBS_SECONDS:
            print(f"  still open: {states}")
        if took > JOBS_SECONDS or not any(jobs.lost for jobs in found.values()):
            return found, took
        time.sleep(2)


def _exports(connection: psycopg.Connection[Any], record: Record) -> Jobs:
    rows = connection.execute("SELECT facts->>'export_id' FROM audit_entries WHERE name = 'export.ready'").fetchall()
    times = Counter(identity for (identity,) in rows)
    ended = connection.execute("SELECT id::text FROM exports WHERE status = 'failed' AND problem <> ''").fetchall()
    told = {identity for (identity,) in ended} & set(record.exports)
    done = [times[identity] for identity in record.exports if identity not in told]
    return Jobs(len(record.exports), done.count(0), sum(one > 1 for one in done), told=len(told))


def _measured(connection: psycopg.Connection[Any], record: Record) -> Jobs:
    ids = [identity.rpartition("/")[2] for kind, identity in record.writes if kind == "recording"]
    rows = connection.execute("SELECT status, count(*) FROM recordings WHERE id = ANY(%s) GROUP BY 1", [ids]).fetchall()
    by_status = dict(rows)
    return Jobs(len(ids), len(ids) - by_status.get("ready", 0), 0)


def _letters(connection: psycopg.Connection[Any], stack: Stack) -> Jobs:
    """A letter whose connection broke between its last byte and the answer is neither sent again nor called sent."""
    rows = connection.execute("SELECT state, count(*) FROM notification_deliveries GROUP BY 1").fetchall()
    states = dict(rows)
    arrived = Counter(stack.letters.read_text().split())
    waiting = states.get("pending", 0) + states.get("sending", 0) + states.get("failed", 0)
    missing = max(0, states.get("sent", 0) - len(arrived))
    doubled = sum(times > 1 for times in arrived.values())
    return Jobs(sum(states.values()), waiting + missing, doubled, states.get("unsure", 0))
