"""`docs/benchmarks.md`, made of the latest results of each kind; a kind that was not measured keeps what stands."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from bench.keeping import latest

PAGE = Path(__file__).resolve().parents[1] / "docs" / "benchmarks.md"
HEAD = """# Benchmarks

Figures of `python -m bench`, written here by `python -m bench page` from the results of the latest runs. Each section
says when and on what it was measured. They say what holds on such a machine, no more: run the same commands on yours.
"""
Rows = Iterable[Iterable[object]]


def run(note: str = "") -> int:
    """Write the page; `note` says what the reader has to know of the circumstances."""
    standing = PAGE.read_text() if PAGE.exists() else ""
    sections = [HEAD.strip(), *([f"**{note}**"] if note else [])]
    for kind, make in SECTIONS.items():
        found = latest(kind)
        section = _told(kind, found, make) if found else _standing(standing, kind)
        if section:
            sections.append(section)
    PAGE.write_text("\n\n".join(sections) + "\n")
    print(f"written: {PAGE}")
    return 0


def _told(kind: str, found: dict[str, Any], make: Callable[[dict[str, Any]], str]) -> str:
    machine = found["machine"]
    where = f"{machine['processors']} processors, {machine['model'] or 'unknown'}, Python {machine['python']}"
    at = found["at"][:16].replace("T", " ")
    return f"<!-- {kind} -->\n{make(found).strip()}\n\n*{at} UTC; {where}.*\n<!-- /{kind} -->"


def _standing(page: str, kind: str) -> str:
    found = re.search(rf"<!-- {kind} -->.*?<!-- /{kind} -->", page, re.DOTALL)
    return found.group(0) if found else ""


def _table(head: Iterable[str], rows: Rows) -> str:
    names = list(head)
    lines = [f"| {' | '.join(names)} |", f"|{' --- |' * len(names)}"]
    return "\n".join([*lines, *(f"| {' | '.join(map(str, row))} |" for row in rows)])


def _faults(found: dict[str, Any]) -> str:
    rows = [
        (
            one["name"],
            f"{one['held_seconds']:.0f} s" if one["held_seconds"] else "—",
            one["requests"],
            one["failed"],
            f"{one['share']:.1%}",
            "never" if one["recovery_seconds"] is None else f"{one['recovery_seconds']:.1f} s",
            one["acknowledged"],
            one["lost"],
        )
        for one in found["faults"]
    ]
    jobs = [
        (name, one["asked"], one["lost"], one["doubled"], one.get("told", 0), one["unsure"])
        for name, one in found["jobs"].items()
    ]
    head = ("fault", "held", "requests", "failed", "share", "well again after", "writes acknowledged", "lost")
    return f"""## Faults

`python -m bench faults`: eight people list, read, register calls, save drafts, publish, send recordings and ask for
files, while one thing after the other breaks. *Well again after*: from the end of the fault (of a kill: from the kill)
to the last request that failed; a connection that broke under a request counts as a failure. Acknowledged writes are
asked for again at the end, recordings byte for byte.

{_table(head, rows)}

Jobs are counted by what they left behind: files made, recordings measured, letters that reached the mail server.
*Told*: it could not be done, and whoever asked reads why (no room on the disk). *Unsure*: a letter whose connection
broke between its last byte and the answer; it is neither sent again nor called sent.

{_table(("jobs", "asked", "lost", "doubled", "told", "unsure"), jobs)}

All jobs were through {found["jobs_through_after_seconds"]:.0f} s after the last fault."""


def _load(found: dict[str, Any]) -> str:
    kinds = list(found["steps"][0]["kinds"])
    head = [
        "evaluators",
        *(f"{kind} p50 / p95, ms" for kind in kinds),
        "× of one",
        "web",
        "database",
        "generator",
        "failed",
    ]
    rows = []
    for step in found["steps"]:
        cpu = step["processors"]
        timings = [f"{step['kinds'][kind]['p50_ms']} / {step['kinds'][kind]['p95_ms']}" for kind in kinds]
        parts = [f"{cpu[name]:.2f}" for name in ("web", "database", "generator")]
        rows.append([step["evaluators"], *timings, step["growth"], *parts, sum(step["faults"].values())])
    return f"""## Evaluators at once

`python -m bench load`: each saves a draft every 10 s, loads a call once a minute (call, evaluation, recordings,
waveform) and hears it (10 s of sound every 10 s), on 100,000 calls. *× of one*: the worst p95 against the p95 of one
evaluator alone. Processors are counted whole: 1.00 is one of them.

{_table(head, rows)}

Held, with every p95 at most 4 × that of one: **{found["held"]} evaluators** (asked for: {found["target"]})."""


def _soak(found: dict[str, Any]) -> str:
    rows = [
        (
            one["process"].partition(" ")[0],
            one["first_mb"],
            one["last_mb"],
            f"{(one['last_mb'] / one['first_mb'] - 1):+.1%}",
        )
        for one in found["memory"]
    ]
    return f"""## Soak

`python -m bench soak --minutes {found["minutes"]:.0f}`: {found["answers"]} answers, {len(found["faults"])} of them
not good. Memory (PSS) of each process, the mean of the second fifth of the time against the last: together
{found["together_mb"]} MB at the end.

{_table(("process", "MB after warm-up", "MB at the end", "growth"), rows)}"""


def _billion(found: dict[str, Any]) -> str:
    sizes = found["sizes"]
    measured = [
        (name, *(one["milliseconds"][name]["p50"] for one in sizes), sizes[-1]["milliseconds"][name]["partitions"])
        for name in sizes[-1]["milliseconds"]
    ]
    head = ["measured, ms", *(f"{one['rows']:,} calls" for one in sizes), "months looked at"]
    space = [
        (
            f"{one['rows']:,}",
            one["calls"]["bytes_a_row"],
            one["calls"]["index_bytes_a_row"],
            one["evaluations"]["bytes_a_row"],
            one["load_rows_per_second"],
            one["live_rows_per_second"],
        )
        for one in sizes
    ]
    spread = [(name, one["shards_asked"], one["one_ms"], one["all_ms"]) for name, one in found["shards"].items()]
    kept = found["retention"]
    gone = [(name.removesuffix("_ms").replace("_", " "), value) for name, value in kept.items() if name != "rows"]
    drawn = [
        (name, one["measured_ms"], one["one_machine_ms"], one["sharded_ms"])
        for name, one in found["projection"]["queries"].items()
    ]
    told = [(name.replace("_", " "), f"{value:,}") for name, value in found["projection"].items() if name != "queries"]
    return f"""## A billion calls

`python -m bench billion`, {found["months"]} months a table; what it means:
[a billion calls](explanation/a-billion-calls.md).

{_table(head, measured)}

{_table(("calls", "bytes a call", "of them indexes", "bytes an evaluation", "rows/s in bulk", "rows/s live"), space)}

{_table((f"a month of {kept['rows']:,} calls", "ms"), gone)}

{_table(("shards by team", "shards asked", "one, ms", "all, ms"), spread)}

**Calculated** from these slopes, not measured:

{_table(("10⁹ calls, ms", "largest measured", "one machine", "sharded"), drawn)}

{_table(("", ""), told)}"""


SECTIONS: dict[str, Callable[[dict[str, Any]], str]] = {
    "faults": _faults,
    "load": _load,
    "soak": _soak,
    "billion": _billion,
}
