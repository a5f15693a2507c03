"""Results as JSON: each run's own, and the latest of its kind, of which `docs/benchmarks.md` is made."""

from __future__ import annotations

import json
import os
import platform
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

RESULTS = Path(__file__).parent / "results"


def keep(kind: str, content: dict[str, Any]) -> Path:
    """Write the results of a run; gives where they are."""
    RESULTS.mkdir(exist_ok=True)
    at = datetime.now(UTC)
    told = {"kind": kind, "at": at.isoformat(timespec="seconds"), "machine": machine(), **content}
    text = json.dumps(told, indent=1, ensure_ascii=False)
    path = RESULTS / f"{kind}-{at:%Y%m%d-%H%M%S}.json"
    path.write_text(text)
    (RESULTS / f"{kind}.json").write_text(text)
    print(f"\nKept in {path}")
    return path


def latest(kind: str) -> dict[str, Any] | None:
    """The results of the latest run of this kind; None when there was none."""
    path = RESULTS / f"{kind}.json"
    return dict(json.loads(path.read_text())) if path.exists() else None


def machine() -> dict[str, Any]:
    """What it was measured on."""
    model = next(
        (line.partition(":")[2].strip() for line in _lines("/proc/cpuinfo") if line.startswith("model name")), ""
    )
    return {"processors": os.cpu_count(), "model": model, "python": platform.python_version()}


def _lines(path: str) -> list[str]:
    try:
        return Path(path).read_text().splitlines()
    except OSError:
        return []
