"""The bars, and how the figures stand against them."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

Results = dict[str, Any]

FLAT = ("list, page 1", "detail", "dashboard, 30 days")
GROWTH_ALLOWED, DEPTH_ALLOWED = 1.5, 1.2
OVER_FLOOR = {"detail": 4.0, "list, page 1": 5.0, "dashboard, 30 days": 5.0}
MEMORY_ALLOWED_MB = 400.0


@dataclass(frozen=True, slots=True)
class Bar:
    """A promise: a ratio (or megabytes) that may not pass a limit."""

    name: str
    value: float
    limit: float

    @property
    def is_met(self) -> bool:
        return self.value <= self.limit

    def as_json(self) -> dict[str, Any]:
        return asdict(self) | {"met": self.is_met}


def judge(found: dict[int, Results]) -> list[Bar]:
    """Every bar that the measured sizes allow to judge."""
    smallest, largest = min(found), max(found)
    bars = []
    if smallest != largest:
        for name in FLAT:
            ratio = _p50(found[largest], name) / _p50(found[smallest], name)
            bars.append(Bar(f"{name}: {largest} / {smallest} calls", round(ratio, 2), GROWTH_ALLOWED))
    at = found[largest]
    deep = _p50(at, "list, page 200") / _p50(at, "list, page 1")
    bars.append(Bar("list: page 200 / page 1", round(deep, 2), DEPTH_ALLOWED))
    for name, limit in OVER_FLOOR.items():
        floor = at["empty"]["p50_ms"] + at["floors"][name]["p50_ms"]
        bars.append(Bar(f"{name}: over empty route + bare SQL", round(_p50(at, name) / floor, 2), limit))
    memory = max(results["memory_mb"]["pss"] for results in found.values())
    bars.append(Bar("memory of web and worker, MB", memory, MEMORY_ALLOWED_MB))
    return bars


def _p50(results: Results, name: str) -> float:
    return float(results["operations"][name]["p50_ms"])


def print_size(calls: int, found: Results) -> None:
    """A table of one size."""
    print(f"\n{calls} calls{'p50':>26} {'p95':>9} {'a second':>10} {'bare SQL':>10} {'ratio':>7}")
    empty = found["empty"]
    print(f"  {'empty route':<24}{empty['p50_ms']:>9.2f} {empty['p95_ms']:>9.2f} {empty['per_second']:>10.0f}")
    for name, timing in found["operations"].items():
        line = f"  {name:<24}{timing['p50_ms']:>9.2f} {timing['p95_ms']:>9.2f}"
        line += f" {timing['per_second']:>10.0f}" if timing["per_second"] else " " * 11
        floor = found["floors"].get(name)
        if floor is not None:
            ratio = timing["p50_ms"] / (empty["p50_ms"] + floor["p50_ms"])
            line += f" {floor['p50_ms']:>10.2f} {ratio:>7.1f}"
        print(line)
    print(f"  {'one row and a commit':<24}{found['commit']['p50_ms']:>9.2f} {found['commit']['p95_ms']:>9.2f}")
    memory = found["memory_mb"]
    print(
        f"  memory: {memory['pss']} MB in {memory['processes']} processes ({memory['rss']} MB with shared pages twice)"
    )


def print_bars(bars: list[Bar]) -> None:
    """Every bar, met or not."""
    print("\nBars")
    for bar in bars:
        print(f"  {'met   ' if bar.is_met else 'MISSED'} {bar.name:<52} {bar.value:>8} (at most {bar.limit})")
