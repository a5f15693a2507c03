"""What the measured slopes say of a billion calls. Everything here is calculated; the assumptions stand at the top."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil, log
from typing import Any

CALLS = 1_000_000_000
YEARS = 5
# Months whose indexes people use all day, and have to be in memory.
HOT_MONTHS = 3
# A machine as they are rented: what of its disk and memory may be used, and what it costs a month. Put in your own.
NODE_DISK_TB, NODE_DISK_SHARE = 2.0, 0.7
NODE_MEMORY_GB, NODE_MEMORY_SHARE = 64.0, 0.6
NODE_DOLLARS = 550.0
COPIES = 2  # each shard and its replica


def slope(points: Sequence[tuple[float, float]]) -> tuple[float, float]:
    """Least squares: what one more of x adds to y, and y without any x."""
    n = len(points)
    mean_x, mean_y = sum(x for x, _ in points) / n, sum(y for _, y in points) / n
    spread = sum((x - mean_x) ** 2 for x, _ in points)
    if spread == 0:
        return mean_y / mean_x, 0.0
    rise = sum((x - mean_x) * (y - mean_y) for x, y in points) / spread
    return rise, mean_y - rise * mean_x


def project(found: Sequence[dict[str, Any]], shards: dict[str, Any]) -> dict[str, Any]:
    """Storage, memory, machines and money for a billion calls, and the queries that would then be too slow."""
    calls, base = slope([(one["rows"], one["calls"]["bytes"]) for one in found])
    evaluations, more = slope([(one["rows"], one["evaluations"]["bytes"]) for one in found])
    total = calls * CALLS + base + evaluations * CALLS + more
    months = YEARS * 12
    index_share = found[-1]["calls"]["index_bytes_a_row"] + 0.1 * found[-1]["evaluations"]["index_bytes_a_row"]
    hot = index_share * CALLS / months * HOT_MONTHS
    by_disk = ceil(total / (NODE_DISK_TB * 1e12 * NODE_DISK_SHARE))
    by_memory = ceil(hot / (NODE_MEMORY_GB * 1e9 * NODE_MEMORY_SHARE))
    nodes = max(by_disk, by_memory)
    return {
        "calls": CALLS,
        "years": YEARS,
        "bytes_a_call_with_its_evaluations": round(calls + evaluations),
        "terabytes": round(total / 1e12, 2),
        "hot_index_gigabytes": round(hot / 1e9, 1),
        "calls_a_month": round(CALLS / months),
        "calls_a_second_on_average": round(CALLS / (YEARS * 365.25 * 86_400), 1),
        "live_rows_per_second_measured": found[-1]["live_rows_per_second"],
        "hours_to_load_in_bulk": round(CALLS * 1.1 / found[-1]["load_rows_per_second"] / 3_600, 1),
        "nodes_by_disk": by_disk,
        "nodes_by_memory": by_memory,
        "nodes": nodes,
        "machines_with_replicas": nodes * COPIES,
        "dollars_a_month": round(nodes * COPIES * NODE_DOLLARS),
        "queries": {name: _drawn_out(found, name, nodes) for name in found[-1]["milliseconds"]},
        "overhead_of_asking_all_shards": _overhead(shards),
    }


# What has to pass over rows grows as they do; what goes down an index grows as its depth, with their logarithm.
PASSING_OVER = ("list, rare words", "raw rows")


def _drawn_out(found: Sequence[dict[str, Any]], name: str, nodes: int) -> dict[str, float]:
    """Milliseconds at a billion, on one machine and on so many, if they grew on as they did here."""
    scale = float if any(word in name for word in PASSING_OVER) else log
    rise, base = slope([(scale(one["rows"]), one["milliseconds"][name]["p50"]) for one in found])
    rise, last = max(0.0, rise), found[-1]["milliseconds"][name]["p50"]
    return {
        "measured_ms": last,
        "one_machine_ms": round(max(last, base + rise * scale(CALLS)), 1),
        "sharded_ms": round(max(last, base + rise * scale(CALLS / nodes)), 1),
    }


def _overhead(shards: dict[str, Any]) -> float:
    spread = [one["all_ms"] / one["one_ms"] for one in shards.values() if one["shards_asked"] > 1]
    return round(max(spread, default=1.0), 2)


def print_plan(content: dict[str, Any]) -> None:
    """The measured table, then what follows from it."""
    print(f"\nMeasured, {content['months']} months ({content['seconds']} s in all)")
    for one in content["sizes"]:
        print(
            f"  {one['rows']:>10} calls: {one['calls']['bytes_a_row']} bytes a call, "
            f"{one['evaluations']['bytes_a_row']} an evaluation, {one['live_rows_per_second']} rows a second live"
        )
    for name in content["sizes"][-1]["milliseconds"]:
        line = "".join(f"{one['milliseconds'][name]['p50']:>10.2f}" for one in content["sizes"])
        last = content["sizes"][-1]["milliseconds"][name]
        drawn = content["projection"]["queries"][name]
        print(
            f"  {name:<32}{line} ms, {last['partitions']:>3} months looked at; 10⁹: {drawn['one_machine_ms']:>9.1f} ms"
            f" on one machine, {drawn['sharded_ms']:>8.1f} sharded"
        )
    told = {name: value for name, value in content["projection"].items() if name != "queries"}
    print("\nCalculated")
    for name, value in told.items():
        print(f"  {name.replace('_', ' '):<40}{value:>16}")
