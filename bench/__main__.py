"""`python -m bench`: what it does is said by `--help`."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from bench import (
    billion,
    dashboards,
    exports,
    faults,
    imports,
    load,
    notifications,
    page,
    recordings,
    reports,
    soak,
    speed,
)

SIZES = {"10k": 10_000, "100k": 100_000, "1m": 1_000_000, "10m": 10_000_000}


def main() -> int:
    """Run what was asked; 0 when every bar was met and nothing went wrong."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument(
        "--home", type=Path, help="keep the databases here and use them again (default: a temporary one)"
    )
    parser.add_argument("--sizes", help="samples to measure, of 10k, 100k, 1m and 10m calls")
    parser.add_argument("--seconds", type=float, default=3.0, help="how long each operation is measured")
    verbs = parser.add_subparsers(dest="verb")
    soaking = verbs.add_parser("soak", help="mixed load; reports every answer that is not 2xx")
    soaking.add_argument("--minutes", type=float, default=5.0)
    soaking.add_argument("--clients", type=int, default=6)
    failing = verbs.add_parser(
        "faults", help="everything that breaks, in turn and under load: outage, lost writes, lost jobs"
    )
    failing.add_argument("--only", help="only faults with this in their name")
    writing = verbs.add_parser("page", help="docs/benchmarks.md anew, from the latest results")
    writing.add_argument("--note", default="", help="what the reader has to know of the circumstances")
    planning = verbs.add_parser("billion", help="months and shards of a partitioned copy, drawn out to a billion calls")
    planning.add_argument("--rows", default="200000,800000,1600000", help="how many calls, one size after the other")
    loading = verbs.add_parser("load", help="evaluators that score at once, until the slowest answers take too long")
    loading.add_argument("--steps", default=",".join(map(str, load.STEPS)), help="how many, one step after the other")
    loading.add_argument("--step-seconds", type=float, default=40.0)
    importing = verbs.add_parser("imports", help="a large CSV imported, against PostgreSQL's own COPY of its rows")
    importing.add_argument("--rows", type=int, default=1_000_000)
    leaving = verbs.add_parser("exports", help="a list as CSV, against PostgreSQL's own COPY TO; a workbook")
    leaving.add_argument("--rows", type=int, default=1_000_000)
    verbs.add_parser("recordings", help="measuring, serving and receiving the sound of an hour's call")
    telling = verbs.add_parser("notifications", help="open pages that ask for news: their cost, and how soon it shows")
    telling.add_argument("--pages", type=int, default=1_000)
    verbs.add_parser("dashboards", help="charts over a year, small and large, against the raw rows (usual: 100k,10m)")
    printing = verbs.add_parser("reports", help="evaluation sheets as PDF: processor time of one, and of many as a ZIP")
    printing.add_argument("--sheets", type=int, default=500)
    asked = parser.parse_args()
    verbs_of = {
        "reports": lambda: reports.run(asked.home, sheets=asked.sheets),
        "imports": lambda: imports.run(rows=asked.rows),
        "exports": lambda: exports.run(asked.home, rows=asked.rows),
        "notifications": lambda: notifications.run(pages=asked.pages, seconds=max(asked.seconds, 20.0)),
        "recordings": lambda: recordings.run(asked.seconds),
        "soak": lambda: soak.run(minutes=asked.minutes, clients=asked.clients),
        "page": lambda: page.run(asked.note),
        "billion": lambda: billion.run([int(rows) for rows in asked.rows.split(",")]),
        "load": lambda: load.run(asked.home, [int(step) for step in asked.steps.split(",")], asked.step_seconds),
        "faults": lambda: faults.run(asked.only),
        "dashboards": lambda: dashboards.run(_sizes(asked.sizes or "100k,10m"), asked.home, asked.seconds),
        None: lambda: speed.run(_sizes(asked.sizes or "10k,100k,1m"), asked.home, asked.seconds),
    }
    return verbs_of[asked.verb]()


def _sizes(said: str) -> list[int]:
    return [SIZES[name.strip().lower()] for name in said.split(",")]


if __name__ == "__main__":
    sys.exit(main())
