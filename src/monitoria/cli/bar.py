"""How far a long command is."""

from __future__ import annotations

import sys
import time

_BAR = 30


class Bar:
    """How far it is, on standard error: a bar at a terminal, a line every tenth otherwise."""

    def __init__(self, title: str, total: int | None, unit: str = "linhas") -> None:
        self._title, self._unit, self._total = title, unit, max(1, total or 1)
        self._began, self._told = time.monotonic(), -1

    def show(self, rows: int) -> None:
        """So many rows are through."""
        share = min(1.0, rows / self._total)
        rate = rows / max(0.001, time.monotonic() - self._began)
        left = round((self._total - rows) / rate) if rate and rows < self._total else 0
        wait = f"faltam {left // 60:02}:{left % 60:02}"
        text = f"{self._title} {share:>4.0%} · {rows} {self._unit} · {rate:.0f}/s · {wait}"
        if sys.stderr.isatty():
            filled = round(share * _BAR)
            print(f"\r[{'█' * filled}{' ' * (_BAR - filled)}] {text}  ", end="", file=sys.stderr, flush=True)
        elif int(share * 10) != self._told:
            self._told = int(share * 10)
            print(text, file=sys.stderr, flush=True)

    def end(self) -> None:
        """Leave the bar where it is."""
        if sys.stderr.isatty():
            print(file=sys.stderr)
