"""Minutes of mixed load by several people at once. Every answer that is not 2xx is reported: none is expected."""

from __future__ import annotations

import random
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from statistics import mean
from typing import Any

import psutil

from bench.client import Answer
from bench.keeping import keep
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
LOOK_SECONDS = 5.0
GROWTH_ALLOWED_PERCENT = 5.0


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


@dataclass(frozen=True, slots=True)
class Growth:
    """One process: its memory right after warm-up and at the end, each the mean over a fifth of the time."""

    process: str
    first_mb: float
    last_mb: float

    @property
    def percent(self) -> float:
        return round((self.last_mb / self.first_mb - 1) * 100, 1)


class Memory:
    """The memory of every process of ours, again and again: what is its own, and its share of what it shares (PSS)."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self._samples: dict[str, list[float]] = {}

    def watch(self, end: float) -> None:
        """Look until the time is up."""
        while (left := end - time.monotonic()) > 0:
            for name, megabytes in self._look().items():
                self._samples.setdefault(name, []).append(megabytes)
            time.sleep(min(LOOK_SECONDS, left))

    def judge(self) -> list[Growth]:
        """How every process that lived through it grew, after the first fifth."""
        longest = max(map(len, self._samples.values()))
        found = []
        for name, samples in sorted(self._samples.items()):
            part = max(1, len(samples) // 5)
            if len(samples) < longest * 0.9:
                print(f"  {name} did not live through it: seen {len(samples)} of {longest} times")
                continue
            first, last = samples[part : 2 * part], samples[-part:]
            found.append(Growth(name, round(mean(first or samples), 1), round(mean(last), 1)))
        return found

    def _look(self) -> dict[str, float]:
        found = {}
        for process in psutil.Process(self._server.process.pid).children(recursive=True):
            with suppress(psutil.Error):
                command = " ".join(process.cmdline())
                name = "worker" if "monitoria.worker" in command else "web" if "monitoria.cli.web" in command else ""
                if name:
                    found[f"{name} {process.pid}"] = process.memory_full_info().pss / 1e6
        return found


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

    def work(self, end: float, pause_seconds: float) -> None:
        """Take turns until the time is up, thinking for so long between two of them on the average."""
        reads: list[Callable[[], Any]] = [self.look, self.look, self.search, self.dashboard, self.me]
        writes: list[Callable[[], Any]] = [self.register, self.score, self.score, self.edit]
        while time.monotonic() < end:
            self.chance.choice([*reads, *(writes if self.evaluates else [])])()
            time.sleep(self.chance.uniform(0, 2 * pause_seconds))

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


def run(minutes: float, clients: int, pause_seconds: float) -> int:
    """Soak a server on a sample of its own; 0 when every answer was good and no process kept growing."""
    with tempfile.TemporaryDirectory(prefix="monitoria-soak-") as name, postgres(Path(name)) as database:
        url = prepare(database, CALLS, EVALUATIONS)
        with serving(Path(name), url) as server:
            log, memory = Log(), Memory(server)
            people = [Person(server, log, *PEOPLE[n % len(PEOPLE)], seed=n) for n in range(clients)]
            _work_together(people, minutes, pause_seconds, memory)
            return _report(log, memory, server.memory_mb(), minutes)


def _work_together(people: list[Person], minutes: float, pause_seconds: float, memory: Memory) -> None:
    end = time.monotonic() + minutes * 60
    threads = [threading.Thread(target=person.work, args=(end, pause_seconds)) for person in people]
    threads.append(threading.Thread(target=memory.watch, args=(end,)))
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def _report(log: Log, memory: Memory, after: dict[str, float], minutes: float) -> int:
    total = sum(log.statuses.values())
    print(f"\n{total} answers in {minutes} min ({total / minutes / 60:.0f} a second): {dict(log.statuses)}")
    for name, taken in sorted(log.taken.items()):
        print(
            f"  {name:<22}{len(taken):>8}  p50 {percentile(taken, 0.5):>7.1f}  p95 {percentile(taken, 0.95):>7.1f} ms"
        )
    growths = memory.judge()
    for growth in growths:
        told = f"{growth.first_mb:>7.1f} MB after warm-up, {growth.last_mb:>7.1f} MB at the end"
        print(f"  memory of {growth.process:<20}{told} ({growth.percent:+.1f} %)")
    print(f"  together: {after['pss']} MB in {after['processes']} processes")
    for fault in log.faults[:MOST_FAULTS_SHOWN]:
        print(f"  {fault}")
    is_flat = all(growth.percent <= GROWTH_ALLOWED_PERCENT for growth in growths)
    print(f"{len(log.faults)} answers that were not 2xx; memory {'flat' if is_flat else 'NOT flat'}")
    content = {
        "minutes": minutes,
        "answers": total,
        "statuses": dict(log.statuses),
        "faults": log.faults[:MOST_FAULTS_SHOWN],
        "memory": [asdict(growth) for growth in growths],
        "together_mb": after["pss"],
        "is_good": is_flat and not log.faults,
    }
    keep("soak", content)
    return 0 if content["is_good"] else 1
