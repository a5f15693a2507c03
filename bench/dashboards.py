"""`python -m bench dashboards`: charts over a year, small and large, against the rows; what publishing pays.

Bars: a chart of the largest sample takes at most 1.3 times as long as of the smallest; its SQL is 20 times as quick as
the same question asked of the rows; publishing takes at most 1.3 times as long as with nobody who counts.
"""

from __future__ import annotations

import json
import tempfile
import time
from collections import defaultdict
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median
from typing import Any

import psycopg

from bench.client import Client
from bench.floors import Recorder, connect, replay
from bench.measure import sample, warm_up
from bench.operations import Act, reading
from bench.publishing import publishing_milliseconds
from bench.questions import Question, questions
from bench.report import Bar, print_bars
from bench.speed import RESULTS
from bench.stage import postgres, prepare, serving
from monitoria.platform.clock import Zone, utc_now

# A twentieth of the time, or less.
GROWTH, SHARE, PAID = 1.3, 0.05, 1.3
ROUNDS, RAW_TURNS = 8, 3


@dataclass(frozen=True, slots=True)
class Stand:
    """One size, served."""

    calls: int
    url: str
    client: Client


def run(sizes: list[int], home: Path | None, seconds: float) -> int:
    """Measure all sizes in one run; 0 when every bar is met."""
    zone = Zone("America/Sao_Paulo")
    today = zone.day_of(utc_now())
    asked = questions(today)
    days = zone.range_of(today - timedelta(days=364), today)
    with ExitStack() as stack:
        folder = home or Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="monitoria-bench-")))
        database = stack.enter_context(postgres(folder))
        urls = {calls: prepare(database, calls, calls // 10) for calls in sizes}
        stands = []
        for calls, url in urls.items():
            own = folder / f"serve_{calls}"
            own.mkdir(exist_ok=True)
            stands.append(Stand(calls, url, stack.enter_context(serving(own, url)).client()))
        found = {stand.calls: _Size() for stand in stands}
        _charts(stack, stands, asked, found, seconds)
        for stand in stands:
            with connect(stand.url) as connection:
                for name, question in asked.items():
                    if question.raw is not None:
                        found[stand.calls].raw[name] = _raw(connection, question.raw, days.start, days.end)
            found[stand.calls].publishing = publishing_milliseconds(folder, stand.url)
    return _judge(sizes, asked, found)


class _Size:
    """Milliseconds: the whole answer, its SQL alone, the rows asked; publishing with the sums and without."""

    def __init__(self) -> None:
        self.answer: dict[str, float] = {}
        self.sql: dict[str, float] = {}
        self.raw: dict[str, float] = {}
        self.publishing: tuple[float, float] = (0.0, 0.0)

    def as_json(self) -> dict[str, Any]:
        return {"answer": self.answer, "sql": self.sql, "raw": self.raw, "publishing": self.publishing}


def _charts(
    stack: ExitStack, stands: list[Stand], asked: dict[str, Question], found: dict[int, _Size], seconds: float
) -> None:
    """All sizes in turns, so that what else the machine does falls on all alike."""
    acts: dict[tuple[int, str, str], Act] = {}
    for stand in stands:
        recorder, connection = Recorder(stand.url), stack.enter_context(connect(stand.url))
        for name, question in asked.items():
            acts[stand.calls, "answer", name] = reading(stand.client, [question.path])
            recorder.record(question.path)
            acts[stand.calls, "sql", name] = replay(connection, recorder.record(question.path))
        recorder.close()
    taken: dict[tuple[int, str, str], list[float]] = defaultdict(list)
    for act in acts.values():
        warm_up(act)
    for _ in range(ROUNDS):
        for key, act in acts.items():
            taken[key] += sample(act, seconds / ROUNDS)
    for (calls, kind, name), values in taken.items():
        getattr(found[calls], kind)[name] = median(values)


def _raw(connection: psycopg.Connection[Any], raw: str, starts: datetime, ends: datetime) -> float:
    given = {"starts": starts, "ends": ends}
    taken = []
    for _ in range(RAW_TURNS):
        began = time.perf_counter()
        connection.execute(raw.encode(), given).fetchall()
        taken.append(1e3 * (time.perf_counter() - began))
    connection.rollback()
    return min(taken)


def _judge(sizes: list[int], asked: dict[str, Question], found: dict[int, _Size]) -> int:
    least, most = found[min(sizes)], found[max(sizes)]
    bars = []
    for name in asked:
        bars.append(Bar(f"{name}: largest / smallest", round(most.answer[name] / least.answer[name], 2), GROWTH))
    for name in most.raw:
        bars.append(Bar(f"{name}: its SQL / the rows asked", round(most.sql[name] / most.raw[name], 3), SHARE))
    for calls in sizes:
        kept, without = found[calls].publishing
        bars.append(Bar(f"publishing, {calls} calls: with the sums / without", round(kept / without, 2), PAID))
    for calls in sizes:
        print(f"\n{calls} calls, milliseconds: the answer, its SQL, the rows asked")
        for name in asked:
            size = found[calls]
            raw = f"{size.raw[name]:9.1f}" if name in size.raw else "        –"
            print(f"  {name:26} {size.answer[name]:8.2f} {size.sql[name]:8.2f} {raw}")
        kept, without = found[calls].publishing
        print(f"  publishing {kept:.2f}, with nobody who counts {without:.2f}")
    print_bars(bars)
    RESULTS.mkdir(exist_ok=True)
    path = RESULTS / f"dashboards-{datetime.now(UTC):%Y%m%d-%H%M%S}.json"
    path.write_text(json.dumps({calls: size.as_json() for calls, size in found.items()}, indent=1))
    print(f"\nKept in {path}")
    return 0 if all(bar.is_met for bar in bars) else 1
