"""How many evaluators may score at once: each saves every ten seconds, loads a call a minute, and hears it meanwhile.

The generator is one thread of asyncio over plain sockets; it shares the machine with what it asks, and its processor
time is told apart. One evaluator alone, ten times as quick, gives what the others are held against.
"""

from __future__ import annotations

import asyncio
import io
import json
import os
import random
import tempfile
import time
import urllib.request
import wave
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import cycle, islice
from pathlib import Path
from typing import Any

import numpy as np
import psutil
import psycopg

from bench.client import Client
from bench.faults.load import BOUNDARY
from bench.keeping import keep
from bench.measure import percentile
from bench.operations import CRITERIA
from bench.recordings import RATE
from bench.stage import Server, postgres, prepare, serving

CALLS, EVALUATIONS = 100_000, 10_000
STEPS = (1, 50, 100, 200, 400, 500, 700)
SAVE_SECONDS, LOAD_SECONDS, HEAR_SECONDS = 10.0, 60.0, 10.0
# A call of ten minutes, one channel of 8 kHz and 16 bits: ten seconds of it are 160 kB.
CALL_SECONDS, BYTES_A_SECOND = 600, 2 * RATE
ALONE_IS_QUICKER = 10.0
WARM_SECONDS = 6.0
GROWTH_ALLOWED = 4.0
TARGET = 500
EVALUATOR_ACCOUNTS = 8


@dataclass(frozen=True, slots=True)
class Desk:
    """One evaluator's work: whose token, which call, which draft, which sound."""

    authorization: str
    call_id: str
    draft: dict[str, Any]
    recording_id: str


@dataclass
class Seen:
    """What a step saw: milliseconds by kind of request, and what went wrong."""

    taken: dict[str, list[float]] = field(default_factory=dict)
    faults: Counter[str] = field(default_factory=Counter)
    counting_from: float = 0.0

    def note(self, kind: str, began: float, status: int) -> None:
        """One answer."""
        if began < self.counting_from:
            return
        self.taken.setdefault(kind, []).append((time.perf_counter() - began) * 1000)
        if not 200 <= status < 300:
            self.faults[f"{kind} {status}"] += 1


class Line:
    """A connection that is opened again when the server closed it while it idled, as browsers do."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._ends: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def ask(self, request: bytes) -> tuple[int, bytes]:
        """The status and the body; status 0 when nothing came."""
        for _ in range(2):
            try:
                if self._ends is None or self._ends[0].at_eof():
                    self.close()
                    self._ends = await asyncio.open_connection("127.0.0.1", self._port, limit=1 << 20)
                return await self._exchange(request, *self._ends)
            except (OSError, asyncio.IncompleteReadError):
                self.close()
        return 0, b""

    @staticmethod
    async def _exchange(
        request: bytes, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> tuple[int, bytes]:
        writer.write(request)
        head = (await reader.readuntil(b"\r\n\r\n")).lower()
        length = head.partition(b"\r\ncontent-length:")[2].partition(b"\r\n")[0]
        return int(head[9:12]), await reader.readexactly(int(length)) if length else b""

    def close(self) -> None:
        """Hang up."""
        if self._ends is not None:
            self._ends[1].close()
            self._ends = None


class Evaluator:
    """One person at a desk."""

    def __init__(self, port: int, desk: Desk, seen: Seen, pace: float, seed: int) -> None:
        self._port, self._desk, self._seen, self._pace = port, desk, seen, pace
        self._chance = random.Random(seed)  # noqa: S311 - spread, no secret
        self._version = int(desk.draft["version"])
        self._turn = 0

    async def work(self, end: float) -> None:
        """Save, load and hear until the time is up."""
        acts = ((self._save, SAVE_SECONDS), (self._load, LOAD_SECONDS), (self._hear, HEAR_SECONDS))
        await asyncio.gather(*(self._again(act, seconds / self._pace, end) for act, seconds in acts))

    async def _again(self, act: Callable[[Line], Any], seconds: float, end: float) -> None:
        line = Line(self._port)
        due = time.perf_counter() + self._chance.random() * seconds
        while due < end:
            await asyncio.sleep(due - time.perf_counter())
            await act(line)
            due = max(due + seconds, time.perf_counter())
        line.close()

    async def _ask(self, line: Line, kind: str, method: str, path: str, more: str = "", body: bytes = b"") -> bytes:
        head = f"{method} {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: {self._desk.authorization}\r\n{more}"
        began = time.perf_counter()
        status, answer = await line.ask(f"{head}\r\n".encode() + body)
        self._seen.note(kind, began, status)
        return answer if 200 <= status < 300 else b""

    async def _save(self, line: Line) -> None:
        self._turn += 1
        criterion = CRITERIA[self._turn % len(CRITERIA)]
        answers = [{"criterion": criterion, "value": self._turn % 11}]
        body = json.dumps({"version": self._version, "answers": answers}).encode()
        more = f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n"
        answer = await self._ask(line, "save", "PUT", f"/api/evaluations/{self._desk.draft['id']}", more, body)
        if answer:
            self._version = json.loads(answer)["version"]
            self._desk.draft["version"] = self._version

    async def _load(self, line: Line) -> None:
        call, recording = self._desk.call_id, self._desk.recording_id
        for path in (
            f"/api/calls/{call}",
            f"/api/evaluations/{self._desk.draft['id']}",
            f"/api/calls/{call}/recordings",
            f"/api/calls/{call}/recordings/{recording}/peaks",
        ):
            await self._ask(line, "load", "GET", path)

    async def _hear(self, line: Line) -> None:
        step = int(HEAR_SECONDS * BYTES_A_SECOND)
        first = self._chance.randrange(CALL_SECONDS - int(HEAR_SECONDS)) * BYTES_A_SECOND
        path = f"/api/calls/{self._desk.call_id}/recordings/{self._desk.recording_id}/audio"
        await self._ask(line, "hear", "GET", path, f"Range: bytes={first}-{first + step - 1}\r\n")


def run(home: Path | None, steps: Sequence[int], seconds: float) -> int:
    """Measure every step; 0 when at least `TARGET` evaluators (or the last step, if less) were held."""
    with tempfile.TemporaryDirectory(prefix="monitoria-load-") as name:
        folder = home or Path(name)
        folder.mkdir(parents=True, exist_ok=True)
        with postgres(folder) as database:
            url = prepare(database, CALLS, EVALUATIONS)
            serve = folder / "serve_load"
            serve.mkdir(exist_ok=True)
            with serving(serve, url) as server:
                owner = database.url(f"bench_{CALLS}").replace("+psycopg", "", 1)
                desks = _prepare_desks(server, owner, serve / "files", max(steps))
                found = [_measure_step(server, database.pid, desks[:count], seconds) for count in steps]
                memory = server.memory_mb()
    return _report(found, memory, min(TARGET, max(steps)))


def _prepare_desks(server: Server, owner: str, files: Path, count: int) -> list[Desk]:
    """A draft each, on calls of their own; one recording is uploaded and its rows and files doubled."""
    people = [server.client(f"avaliador{n}", "operator123") for n in range(1, EVALUATOR_ACCOUNTS + 1)]
    calls = _free_calls(people[0], count)
    recording = _upload(server, people[0], calls[0])
    desks = []
    for client, call in islice(zip(cycle(people), calls, strict=False), count):
        draft = client.expect("POST", "/api/evaluations", {"call_id": call})
        desks.append((client.authorization, call, {"id": draft["id"], "version": draft["version"]}))
    recordings = _double(owner, files, recording, calls[:count])
    return [Desk(*desk, recordings[desk[1]]) for desk in desks]


def _free_calls(client: Client, count: int) -> list[str]:
    found: list[str] = []
    path = "/api/calls?evaluated=false&limit=200"
    cursor = ""
    while len(found) < count:
        page = client.get(path + cursor)
        found += [call["id"] for call in page["items"]]
        cursor = f"&cursor={page['next_cursor']}"
    return found[:count]


def _upload(server: Server, client: Client, call: str) -> str:
    sound, file = np.random.default_rng(3).normal(0, 900, CALL_SECONDS * RATE).astype("<i2"), io.BytesIO()
    with wave.open(file, "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(RATE)
        out.writeframes(sound.tobytes())
    head = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="a.wav"\r\n\r\n'.encode()
    request = urllib.request.Request(
        f"http://127.0.0.1:{server.port}/api/calls/{call}/recordings",
        head + file.getvalue() + f"\r\n--{BOUNDARY}--\r\n".encode(),
        {"Authorization": client.authorization, "Content-Type": f"multipart/form-data; boundary={BOUNDARY}"},
    )
    with urllib.request.urlopen(request, timeout=60) as answer:  # noqa: S310 - our own server
        identity = str(json.loads(answer.read())["id"])
    while client.get(f"/api/calls/{call}/recordings/{identity}")["status"] == "waiting":
        time.sleep(0.2)
    return identity


def _double(owner: str, files: Path, recording: str, calls: Sequence[str]) -> dict[str, str]:
    """The same recording on every call: rows of their own, links to the same bytes."""
    copy = """
        INSERT INTO recordings SELECT (jsonb_populate_record(r, jsonb_build_object('id', gen_random_uuid(),
          'call_id', c.id, 'storage_key', r.storage_key || '-' || c.n))).* FROM recordings r,
          unnest(%s::uuid[]) WITH ORDINALITY AS c(id, n) WHERE r.id = %s AND c.id <> r.call_id
        RETURNING call_id::text, id::text, storage_key
    """
    with psycopg.connect(owner) as connection:
        where = "SELECT call_id::text, storage_key FROM recordings WHERE id = %s"
        first, key = connection.execute(where, [recording]).fetchone() or ("", "")
        made = connection.execute(copy, [list(calls), recording]).fetchall()
    originals = [path for path in files.rglob("*") if path.is_file() and key in str(path)]
    for _, _, other in made:
        for path in originals:
            target = Path(str(path).replace(key, other))
            target.parent.mkdir(parents=True, exist_ok=True)
            os.link(path, target)
    return {first: recording} | {call: identity for call, identity, _ in made}


def _measure_step(server: Server, postmaster: int | None, desks: Sequence[Desk], seconds: float) -> dict[str, Any]:
    seen, pace = Seen(), ALONE_IS_QUICKER if len(desks) == 1 else 1.0
    processes = _processes(server, postmaster)
    began = time.perf_counter()
    seen.counting_from, end = began + WARM_SECONDS, began + WARM_SECONDS + seconds
    before: dict[str, float] = {}

    async def all_at_once() -> None:
        people = [Evaluator(server.port, desk, seen, pace, n) for n, desk in enumerate(desks)]
        working = asyncio.gather(*(person.work(end) for person in people))
        await asyncio.sleep(WARM_SECONDS)
        before.update(_used(processes))
        await working

    asyncio.run(all_at_once())
    used = {name: round((cpu - before[name]) / seconds, 3) for name, cpu in _used(processes).items()}
    kinds = {
        kind: {"n": len(taken), "p50_ms": round(percentile(taken, 0.5), 1), "p95_ms": round(percentile(taken, 0.95), 1)}
        for kind, taken in sorted(seen.taken.items())
    }
    print(f"  {len(desks)} evaluators: {kinds}; processors {used}; {dict(seen.faults)}", flush=True)
    return {"evaluators": len(desks), "pace": pace, "kinds": kinds, "processors": used, "faults": dict(seen.faults)}


def _processes(server: Server, postmaster: int | None) -> dict[str, list[psutil.Process]]:
    found: dict[str, list[psutil.Process]] = {"web": [], "worker": [], "generator": [psutil.Process()]}
    for child in psutil.Process(server.process.pid).children(recursive=True):
        command = " ".join(child.cmdline())
        found["worker" if "monitoria.worker" in command else "web"].append(child)
    found["database"] = [psutil.Process(postmaster)] if postmaster else []
    return found


def _used(processes: dict[str, list[psutil.Process]]) -> dict[str, float]:
    """Processor seconds so far; a database's own processes are counted with their parent."""
    found = {}
    for name, own in processes.items():
        everyone = [p for process in own for p in (process, *process.children())] if name == "database" else own
        times = [process.cpu_times() for process in everyone]
        found[name] = sum(time.user + time.system for time in times)
    return found


def _report(found: list[dict[str, Any]], memory: dict[str, float], target: int) -> int:
    alone = found[0]["kinds"]
    print(f"\n{'evaluators':>10}" + "".join(f"{kind + ' p50':>11}{'p95':>8}{'×':>6}" for kind in alone), end="")
    print(f"{'web':>8}{'database':>10}{'generator':>11}  faults")
    held = 0
    for step in found:
        worst = 0.0
        line = f"{step['evaluators']:>10}"
        for kind, own in alone.items():
            timing = step["kinds"].get(kind, {"p50_ms": float("inf"), "p95_ms": float("inf")})
            growth = timing["p95_ms"] / own["p95_ms"]
            worst = max(worst, growth)
            line += f"{timing['p50_ms']:>11.1f}{timing['p95_ms']:>8.1f}{growth:>6.1f}"
        cpu = step["processors"]
        print(f"{line}{cpu['web']:>8.2f}{cpu['database']:>10.2f}{cpu['generator']:>11.2f}  {step['faults']}")
        step["growth"] = round(worst, 2)
        if worst <= GROWTH_ALLOWED and not step["faults"]:
            held = max(held, step["evaluators"])
    print(f"\nheld: {held} evaluators (p95 ≤ {GROWTH_ALLOWED:.0f} × that of one); asked for: {target}")
    keep("load", {"steps": found, "held": held, "target": TARGET, "memory_mb": memory})
    return 0 if held >= target else 1
