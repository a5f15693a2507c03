"""Minutes of mixed load by several people at once. Every answer that is not 2xx is reported: none is expected."""

from __future__ import annotations

import random
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bench.client import Answer
from bench.measure import percentile
from bench.operations import CRITERIA
from bench.stage import Server, postgres, prepare, serving

CALLS, EVALUATIONS = 20_000, 2_000
PEOPLE = (
    ("admin", "admin123"),
    ("supervisor", "supervisor123"),
    ("avaliador1", "operator123"),
    ("avaliador2", "operator123"),
    ("ana.santos", "operator123"),
    ("joão.silva", "operator123"),
)
MOST_FAULTS_SHOWN = 50


@dataclass
class Log:
    """What happened, gathered from all threads."""

    taken: dict[str, list[float]] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)
    statuses: Counter[int] = field(default_factory=Counter)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def note(self, name: str, method: str, path: str, answer: Answer) -> None:
        """One answer."""
        with self.lock:
            self.taken.setdefault(name, []).append(answer.seconds * 1000)
            self.statuses[answer.status] += 1
            if not answer.is_good:
                self.faults.append(f"{answer.status} {method} {path}: {answer.body[:300]!r}")


class Person:
    """Somebody at work: each turn does one of the things his role does."""

    def __init__(self, server: Server, log: Log, username: str, password: str, seed: int) -> None:
        self.server, self.log = server, log
        self.username, self.password = username, password
        self.client = server.client(username, password)
        self.chance = random.Random(seed)  # noqa: S311 - a reproducible walk
        self.evaluates = not username.startswith(("ana", "joão"))
        self.operators: list[str] = []
        if self.evaluates:
            found = self.client.get("/api/users?role=operator&limit=50&active=true")["items"]
            self.operators = [person["id"] for person in found]

    def work(self, end: float) -> None:
        """Take turns until the time is up."""
        reads: list[Callable[[], Any]] = [self.look, self.look, self.search, self.dashboard, self.me]
        writes: list[Callable[[], Any]] = [self.register, self.score, self.score, self.edit]
        while time.monotonic() < end:
            self.chance.choice([*reads, *(writes if self.evaluates else [])])()

    def ask(self, name: str, method: str, path: str, body: Any = None) -> Any:
        """Ask and note; the answer's JSON, or None when it was not good."""
        answer = self.client.ask(method, path, body)
        self.log.note(name, method, path, answer)
        return answer.json() if answer.is_good and answer.body else None

    def look(self) -> None:
        """A list, its next page, and a call of it."""
        words = self.chance.choice(
            ("", "status=open", "priority=high&status=closed", "sort=-priority", "evaluated=true")
        )
        page = self.ask("list", "GET", f"/api/calls?{words}")
        if page and page["next_cursor"]:
            page = self.ask("list", "GET", f"/api/calls?{words}&cursor={page['next_cursor']}") or page
        if page and page["items"]:
            self.ask("detail", "GET", f"/api/calls/{self.chance.choice(page['items'])['id']}")

    def search(self) -> None:
        """Words."""
        word = self.chance.choice(("fatura", "cliente", "liga%C3%A7%C3%B5es", "roteador+luz", "202609", "maria"))
        self.ask("search", "GET", f"/api/calls?q={word}")
        self.ask("evaluations", "GET", "/api/evaluations?limit=10")

    def dashboard(self) -> None:
        """All three parts, as the screen asks for them."""
        for part in ("stats", "operator-performance", "recent-activity"):
            self.ask(part, "GET", f"/api/dashboard/{part}")

    def me(self) -> None:
        """Who am I; now and then a new session."""
        self.ask("me", "GET", "/api/auth/me")
        if self.chance.random() < 0.1:
            self.ask("login", "POST", "/api/auth/login", {"username": self.username, "password": self.password})

    def register(self) -> Any:
        """A new call."""
        body = {
            "operator_id": self.chance.choice(self.operators),
            "category": self.chance.choice(("billing", "sales", "complaint")),
            "priority": self.chance.choice(("low", "medium", "high", "urgent")),
            "subject": "Segunda via da fatura",
            "notes": "Cliente não recebeu a fatura; enviada de novo durante a ligação.",
        }
        return self.ask("create call", "POST", "/api/calls", body)

    def edit(self) -> None:
        """A call that nobody else knows of yet, changed and sometimes removed."""
        call = self.register()
        if call is None:
            return
        changed = {"version": call["version"], "status": "resolved", "notes": "Resolvido na ligação."}
        self.ask("update call", "PUT", f"/api/calls/{call['id']}", changed)
        if "delete" in call["actions"] and self.chance.random() < 0.3:
            self.ask("delete call", "DELETE", f"/api/calls/{call['id']}")

    def score(self) -> None:
        """A whole evaluation: begin, save twice, publish."""
        call = self.register()
        draft = call and self.ask("begin", "POST", "/api/evaluations", {"call_id": call["id"]})
        for part in (CRITERIA[:3], CRITERIA[3:]):
            if draft:
                answers = [{"criterion": key, "value": self.chance.randrange(4, 11)} for key in part]
                body = {"version": draft["version"], "answers": answers}
                draft = self.ask("save draft", "PUT", f"/api/evaluations/{draft['id']}", body)
        if draft:
            body = {"version": draft["version"]}
            self.ask("publish", "POST", f"/api/evaluations/{draft['id']}/publish", body)


def run(minutes: float, clients: int) -> int:
    """Soak a server on a sample of its own; 0 when every answer was good."""
    with tempfile.TemporaryDirectory(prefix="monitoria-soak-") as name, postgres(Path(name)) as database:
        url = prepare(database, CALLS, EVALUATIONS)
        with serving(Path(name), url) as server:
            log = Log()
            people = [Person(server, log, *PEOPLE[n % len(PEOPLE)], seed=n) for n in range(clients)]
            before = server.memory_mb()
            _work_together(people, minutes)
            return _report(log, before, server.memory_mb(), minutes)


def _work_together(people: list[Person], minutes: float) -> None:
    end = time.monotonic() + minutes * 60
    threads = [threading.Thread(target=person.work, args=(end,)) for person in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def _report(log: Log, before: dict[str, float], after: dict[str, float], minutes: float) -> int:
    total = sum(log.statuses.values())
    print(f"\n{total} answers in {minutes} min ({total / minutes / 60:.0f} a second): {dict(log.statuses)}")
    for name, taken in sorted(log.taken.items()):
        print(
            f"  {name:<22}{len(taken):>8}  p50 {percentile(taken, 0.5):>7.1f}  p95 {percentile(taken, 0.95):>7.1f} ms"
        )
    print(f"  memory: {before['pss']} MB before, {after['pss']} MB after")
    for fault in log.faults[:MOST_FAULTS_SHOWN]:
        print(f"  {fault}")
    print(f"{len(log.faults)} answers that were not 2xx")
    return 1 if log.faults else 0
