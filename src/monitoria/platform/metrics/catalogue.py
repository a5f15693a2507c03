"""The metrics as a page of the reference."""

from __future__ import annotations

from collections.abc import Iterable

from monitoria.platform.metrics import meters
from monitoria.platform.metrics.figures import DATABASE_UP, FigureSource

_TOP = """# Metrics

What `GET /metrics` tells, in the text format of Prometheus. Printed from the program: `monitoria openapi --all`.
Who may ask, and what to watch: [observar](../how-to/observar.md).

## Counted

By every process as it works; the answer is the sum over the processes of one `monitoria serve`.

| Metric | Kind | Labels | What it is |
| --- | --- | --- | --- |
"""
_LOOKED_UP = """
## Looked up

When somebody asks, and remembered for the seconds named. Nothing large is counted: beyond some ten thousand rows a
figure is PostgreSQL's own estimate.

| Metric | Labels | At most every | What it is |
| --- | --- | --- | --- |
"""


def catalogue_text(sources: Iterable[FigureSource]) -> str:
    """The page."""
    lines = []
    for metric in meters.REGISTRY.collect():
        collector = meters.REGISTRY._names_to_collectors[metric.name]
        name = metric.name + ("_total" if metric.type == "counter" else "")
        lines.append(f"| `{name}` | {metric.type} | {_labels(collector._labelnames)} | {metric.documentation} |")  # type: ignore[attr-defined]
    looked = [f"| `{DATABASE_UP.name}` | — | — | {DATABASE_UP.help} |"]
    for source in sources:
        for figure in source.declared:
            every = f"{source.every_seconds:.0f} s"
            looked.append(f"| `{figure.name}` | {_labels(figure.labels)} | {every} | {figure.help} |")
    return _TOP + "\n".join(sorted(lines)) + "\n" + _LOOKED_UP + "\n".join(sorted(looked)) + "\n"


def _labels(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names) or "—"
