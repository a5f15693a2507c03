"""What the command itself says while it runs: to a person, or as a line among the logs of its processes."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from datetime import UTC, datetime


def teller(form: str) -> Callable[[str], None]:
    """Says a sentence on standard error, in the form that the logs have. Without the library: `serve` stays small."""
    return _as_line if form == "json" else _as_sentence


def _as_sentence(sentence: str) -> None:
    print(f"monitoria: {sentence}", file=sys.stderr, flush=True)


def _as_line(sentence: str) -> None:
    line = {"time": datetime.now(UTC).isoformat(timespec="milliseconds"), "level": "warning", "event": sentence}
    sys.stderr.write(json.dumps(line, ensure_ascii=False) + "\n")
    sys.stderr.flush()
