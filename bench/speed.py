"""The whole measurement: every size, its floors, and the bars.

All sizes are served at once and every reading is measured in short turns, one after the other and round again: what
else the machine does then falls on all of them alike, and their ratios hold.
"""

from __future__ import annotations

import json
import tempfile
from collections import defaultdict
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bench.client import Client
from bench.floors import Recorder, commit_floor, connect, replay
from bench.measure import measure, sample, summarise, throughput, warm_up
from bench.operations import EVALUATIONS_PREPARED, Act, Targets, find_targets, reading, readings, writings
from bench.report import judge, print_bars, print_size
from bench.stage import Server, postgres, prepare, serving, serving_nothing

RESULTS = Path(__file__).parent / "results"
CONNECTIONS, ROUNDS, RECORDED_PATHS = 4, 6, 5

Results = dict[str, Any]
Key = tuple[int, str, str]  # calls, "operations" or "floors", name


@dataclass(frozen=True, slots=True)
class Stand:
    """One size, served."""

    calls: int
    url: str
    server: Server
    clients: list[Client]
    targets: Targets


def run(sizes: list[int], home: Path | None, seconds: float) -> int:
    """Measure all sizes in one run; 0 when every bar is met."""
    with ExitStack() as stack:
        folder = home or Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="monitoria-bench-")))
        folder.mkdir(parents=True, exist_ok=True)
        database = stack.enter_context(postgres(folder))
        urls = {calls: prepare(database, calls, calls // 10) for calls in sizes}
        empty = stack.enter_context(serving_nothing(folder))
        stands = [_open_stand(stack, folder, calls, url) for calls, url in urls.items()]
        found = _measure_all(stack, stands, [Client(empty.port) for _ in range(CONNECTIONS)], seconds)
    for calls in sizes:
        print_size(calls, found[calls])
    bars = judge(found)
    print_bars(bars)
    _keep(found, bars)
    return 0 if all(bar.is_met for bar in bars) else 1


def _open_stand(stack: ExitStack, folder: Path, calls: int, url: str) -> Stand:
    home = folder / f"serve_{calls}"
    home.mkdir(exist_ok=True)
    server = stack.enter_context(serving(home, url))
    clients = [server.client() for _ in range(CONNECTIONS)]
    return Stand(calls, url, server, clients, find_targets(clients[0]))


def _measure_all(stack: ExitStack, stands: list[Stand], strangers: list[Client], seconds: float) -> dict[int, Results]:
    acts: dict[Key, Act] = {(0, "operations", "empty"): reading(strangers[0], ["/"])}
    for stand in stands:
        for name, paths in readings(stand.targets).items():
            acts[stand.calls, "operations", name] = reading(stand.clients[0], paths)
        for name, act in _floors(stack, stand).items():
            acts[stand.calls, "floors", name] = act
    taken = _take_turns(acts, seconds)
    empty = summarise(taken[0, "operations", "empty"], _together(strangers, ["/"], seconds)).as_json()
    found: dict[int, Results] = {}
    for stand in stands:
        result: Results = {"operations": {}, "floors": {}, "empty": empty}
        for name, paths in readings(stand.targets).items():
            rate = _together(stand.clients, paths, seconds)
            result["operations"][name] = summarise(taken[stand.calls, "operations", name], rate).as_json()
            result["floors"][name] = summarise(taken[stand.calls, "floors", name]).as_json()
        _measure_writing(stack, stand, result, seconds)
        result["memory_mb"] = stand.server.memory_mb()
        found[stand.calls] = result
    return found


def _take_turns(acts: dict[Key, Act], seconds: float) -> dict[Key, list[float]]:
    taken: dict[Key, list[float]] = defaultdict(list)
    for act in acts.values():
        warm_up(act)
    for _ in range(ROUNDS):
        for key, act in acts.items():
            taken[key] += sample(act, seconds / ROUNDS)
    return taken


def _together(clients: list[Client], paths: list[str], seconds: float) -> float:
    waiting = iter(clients)
    return throughput(lambda: reading(next(waiting), paths), min(seconds, 2.0), len(clients))


def _floors(stack: ExitStack, stand: Stand) -> dict[str, Act]:
    connection = stack.enter_context(connect(stand.url))
    recorder, floors = Recorder(stand.url), {}
    for name, paths in readings(stand.targets).items():
        for path in paths[:RECORDED_PATHS]:
            recorder.record(path)  # so that what is read once a process is known
        floors[name] = replay(connection, recorder.record(paths[0]))
    recorder.close()
    return floors


def _measure_writing(stack: ExitStack, stand: Stand, result: Results, seconds: float) -> None:
    for name, act in writings(stand.server, stand.targets).items():
        most = EVALUATIONS_PREPARED - 60 if name == "publish" else 1_000
        result["operations"][name] = measure(act, seconds, most).as_json()
    connection = stack.enter_context(connect(stand.url))
    result["commit"] = measure(commit_floor(connection), min(seconds, 2.0)).as_json()


def _keep(found: dict[int, Results], bars: list[Any]) -> None:
    RESULTS.mkdir(exist_ok=True)
    path = RESULTS / f"{datetime.now(UTC):%Y%m%d-%H%M%S}.json"
    content = {"sizes": found, "bars": [bar.as_json() for bar in bars]}
    path.write_text(json.dumps(content, indent=1, ensure_ascii=False))
    print(f"\nKept in {path}")
