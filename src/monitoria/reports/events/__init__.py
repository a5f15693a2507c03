"""Facts about reports, in the past tense."""

from monitoria.reports.events.exports import ListExported
from monitoria.reports.events.printing import ReportPrinted

__all__ = ["ListExported", "ReportPrinted"]
