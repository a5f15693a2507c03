"""Timing one operation again and again."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

MOST = 2_000
WARM_UP, LEAST = 12, 4


@dataclass(frozen=True, slots=True)
class Timing:
    """Milliseconds at one connection; `per_second` with several."""

    n: int
    p50: float
    p95: float
    per_second: float | None = None

    def as_json(self) -> dict[str, float | int | None]:
        return {"n": self.n, "p50_ms": self.p50, "p95_ms": self.p95, "per_second": self.per_second}


def warm_up(act: Callable[[], float], times: int = WARM_UP) -> None:
    """Calls that don't count."""
    for _ in range(times):
        act()


def sample(act: Callable[[], float], seconds: float, most: int = MOST) -> list[float]:
    """Call `act`, which gives the seconds it took, until time or the number is up; milliseconds."""
    taken: list[float] = []
    end = time.monotonic() + seconds
    while len(taken) < most and (time.monotonic() < end or len(taken) < LEAST):
        taken.append(act() * 1000)
    return taken


def summarise(taken: list[float], per_second: float | None = None) -> Timing:
    """What many calls took."""
    return Timing(len(taken), round(statistics.median(taken), 3), round(percentile(taken, 0.95), 3), per_second)


def measure(act: Callable[[], float], seconds: float, most: int = MOST) -> Timing:
    """One operation by itself."""
    warm_up(act, min(WARM_UP, most // 5))
    return summarise(sample(act, seconds, most))


def percentile(values: list[float], share: float) -> float:
    """The smallest value that is not below this share of all."""
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]


def throughput(make: Callable[[], Callable[[], float]], seconds: float, connections: int) -> float:
    """Operations a second with several connections at once; `make` gives each its own."""
    acts = [make() for _ in range(connections)]
    end = time.monotonic() + seconds

    def work(act: Callable[[], float]) -> int:
        done = 0
        while time.monotonic() < end:
            act()
            done += 1
        return done

    began = time.monotonic()
    with ThreadPoolExecutor(connections) as pool:
        total = sum(pool.map(work, acts))
    return round(total / (time.monotonic() - began), 1)
