"""Facts about reports, in the past tense."""

from monitoria.reports.events.exports import (
    ExportCancelled,
    ExportEvent,
    ExportExpired,
    ExportFailed,
    ExportReady,
    ExportRemoved,
    ExportRequested,
    ListExported,
)
from monitoria.reports.events.printing import ReportPrinted

__all__ = [
    "ExportCancelled",
    "ExportEvent",
    "ExportExpired",
    "ExportFailed",
    "ExportReady",
    "ExportRemoved",
    "ExportRequested",
    "ListExported",
    "ReportPrinted",
]
