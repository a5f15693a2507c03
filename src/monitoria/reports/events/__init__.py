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

__all__ = [
    "ExportCancelled",
    "ExportEvent",
    "ExportExpired",
    "ExportFailed",
    "ExportReady",
    "ExportRemoved",
    "ExportRequested",
    "ListExported",
]
