"""The trade of reports in plain functions."""

from monitoria.reports.rules.exports import (
    KEPT,
    MOST_OPEN,
    MOST_RUNS,
    OPEN,
    PREFIX,
    SILENT,
    ExportStatus,
    actions_of,
    reach_mark,
    rows_per_second,
)

__all__ = [
    "KEPT",
    "MOST_OPEN",
    "MOST_RUNS",
    "OPEN",
    "PREFIX",
    "SILENT",
    "ExportStatus",
    "actions_of",
    "reach_mark",
    "rows_per_second",
]
