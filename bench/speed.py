"""The whole measurement: every size, its floors, and the bars."""

from __future__ import annotations

import json
import tempfile
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bench.client import Client
from bench.floors import Recorder, commit_floor, replay
from bench.measure import Timing, measure, throughput
from bench.operations import EVALUATIONS_PREPARED, find_targets, reading, readings, writings
from bench.report import judge, print_bars, print_size
from bench.stage import postgres, prepare, serving, serving_nothing

RESULTS = Path(__file__).parent / "results"
CONNECTIONS = 4
RECORDED_PATHS = 5

Results = dict[str, Any]


def run(sizes: list[int], home: Path | None, seconds: float) -> int:
    """Measure each size in one run; 0 when every bar is met."""
    with ExitStack() as stack:
        folder = home or Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="monitoria-bench-")))
        folder.mkdir(parents=True, exist_ok=True)
        server = stack.enter_context(postgres(folder))
        found: dict[int, Results] = {}
        for calls in sizes:
            url = prepare(server, calls, calls // 10)
            found[calls] = _measure_size(folder, url, seconds)
            print_size(calls, found[calls])
    bars = judge(found)
    print_bars(bars)
    _keep(found, bars)
    return 0 if all(bar.is_met for bar in bars) else 1


def _measure_size(folder: Path, url: str, seconds: float) -> Results:
    found: Results = {"operations": {}, "floors": {}}
    with serving_nothing(folder) as empty:
        strangers = [Client(empty.port) for _ in range(CONNECTIONS)]
        found["empty"] = _measure_reading(strangers, ["/"], seconds).as_json()
    with serving(folder, url) as server:
        clients = [server.client() for _ in range(CONNECTIONS)]
        targets = find_targets(clients[0])
        paths = readings(targets)
        for name, addresses in paths.items():
            found["operations"][name] = _measure_reading(clients, addresses, seconds).as_json()
        found["floors"] = _floors(url, paths, seconds)
        for name, act in writings(server, targets).items():
            most = EVALUATIONS_PREPARED - 60 if name == "publish" else 1_000
            found["operations"][name] = measure(act, seconds, most).as_json()
        act, connection = commit_floor(url)
        found["commit"] = measure(act, min(seconds, 2.0)).as_json()
        connection.close()
        found["memory_mb"] = server.memory_mb()
    return found


def _measure_reading(clients: list[Client], paths: list[str], seconds: float) -> Timing:
    """Latency at one connection, then how many a second with all of them."""
    alone = measure(reading(clients[0], paths), seconds)
    waiting = iter(clients)
    together = throughput(lambda: reading(next(waiting), paths), min(seconds, 2.0), len(clients))
    return Timing(alone.n, alone.p50, alone.p95, together)


def _floors(url: str, paths: dict[str, list[str]], seconds: float) -> Results:
    recorder, floors = Recorder(url), {}
    for name, addresses in paths.items():
        for _ in range(2):  # the second time nothing is read for the first time
            statements = [recorder.record(path) for path in addresses[:RECORDED_PATHS]]
        act, connection = replay(url, statements[0])
        floors[name] = measure(act, min(seconds, 2.0)).as_json() | {"statements": len(statements[0])}
        connection.close()
    recorder.close()
    return floors


def _keep(found: dict[int, Results], bars: list[Any]) -> None:
    RESULTS.mkdir(exist_ok=True)
    path = RESULTS / f"{datetime.now(UTC):%Y%m%d-%H%M%S}.json"
    content = {"sizes": found, "bars": [bar.as_json() for bar in bars]}
    path.write_text(json.dumps(content, indent=1, ensure_ascii=False))
    print(f"\nKept in {path}")
