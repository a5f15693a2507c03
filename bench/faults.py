"""PostgreSQL killed under load: what people see, how long, and whether anything acknowledged was lost."""

from __future__ import annotations

import os
import signal
import tempfile
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bench.client import Client
from bench.stage import Server, serving

CLIENTS = 4
CALM_SECONDS = 4.0
RECOVERY_SECONDS = 60.0
EXPECTED = (200, 201, 503)


@dataclass
class Record:
    """What the clients saw, gathered from all threads."""

    acknowledged: list[str] = field(default_factory=list)
    statuses: Counter[str] = field(default_factory=Counter)
    last_bad: float = 0.0
    odd: list[str] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)


def run(kills: int) -> int:
    """Kill the database so many times under load; 0 when it always came back and no acknowledged write was lost."""
    with tempfile.TemporaryDirectory(prefix="monitoria-faults-") as name:
        home = Path(name)
        with serving(home, None, "--demo") as server:
            record, stop = Record(), threading.Event()
            threads = [threading.Thread(target=_load, args=(server, record, stop, n)) for n in range(CLIENTS)]
            for thread in threads:
                thread.start()
            try:
                outages = [_kill_and_wait(server, home, record, number) for number in range(kills)]
            finally:
                time.sleep(CALM_SECONDS)
                stop.set()
                for thread in threads:
                    thread.join()
            return _report(record, outages, _lost(server, record))


def _load(server: Server, record: Record, stop: threading.Event, number: int) -> None:
    client = server.client()
    operators = [person["id"] for person in client.get("/api/users?role=operator")["items"]]
    turn = 0
    while not stop.is_set():
        turn += 1
        body = {"operator_id": operators[(turn + number) % len(operators)], "subject": f"Falha {number}.{turn}"}
        _note(record, client, "POST", "/api/calls", body)
        _note(record, client, "GET", "/api/calls", None)
        _note(record, client, "GET", "/api/dashboard/stats", None)


def _note(record: Record, client: Client, method: str, path: str, body: Any) -> None:
    answer = client.ask(method, path, body)
    with record.lock:
        record.statuses[f"{method} {answer.status}"] += 1
        if not answer.is_good:
            record.last_bad = time.monotonic()
        if answer.status == 201:
            record.acknowledged.append(answer.json()["id"])
        if answer.status not in EXPECTED:
            record.odd.append(f"{method} {path}: {answer.status} {answer.body[:200]!r}")


def _kill_and_wait(server: Server, home: Path, record: Record, number: int) -> dict[str, Any]:
    """One fault: kill (every second time the whole family at once), watch the health pages, wait for good answers."""
    time.sleep(CALM_SECONDS)
    probe = Client(server.port)
    pid = int((home / "postgres" / "postmaster.pid").read_text().splitlines()[0])
    kind = signal.SIGKILL if number % 2 == 0 else signal.SIGQUIT
    began = time.monotonic()
    os.kill(pid, kind)
    healthy: Counter[int] = Counter()
    ready: Counter[int] = Counter()
    ready_again = None
    while time.monotonic() - began < RECOVERY_SECONDS:
        healthy[probe.ask("GET", "/healthz").status] += 1
        status = probe.ask("GET", "/readyz").status
        ready[status] += 1
        if status == 200 and time.monotonic() - began > 1.0:
            ready_again = time.monotonic() - began
            break
        time.sleep(0.05)
    time.sleep(2.0)
    worst = max(0.0, record.last_bad - began)
    return {"signal": kind.name, "ready": ready_again, "last_bad": worst, "healthz": healthy, "readyz": ready}


def _lost(server: Server, record: Record) -> list[str]:
    client = server.client()
    return [call for call in record.acknowledged if client.ask("GET", f"/api/calls/{call}").status != 200]


def _report(record: Record, outages: list[dict[str, Any]], lost: list[str]) -> int:
    for outage in outages:
        print(
            f"  {outage['signal']}: ready again after {outage['ready'] or float('nan'):.1f} s, last refusal after "
            f"{outage['last_bad']:.1f} s; /healthz {dict(outage['healthz'])}, /readyz {dict(outage['readyz'])}"
        )
    print(f"  answers: {dict(record.statuses)}")
    print(f"  acknowledged writes: {len(record.acknowledged)}, lost: {len(lost)}")
    for fault in record.odd[:20]:
        print(f"  unexpected: {fault}")
    came_back = all(outage["ready"] is not None for outage in outages)
    always_alive = all(set(outage["healthz"]) == {200} for outage in outages)
    is_good = came_back and always_alive and not lost and not record.odd
    print("good" if is_good else "NOT good")
    return 0 if is_good else 1
