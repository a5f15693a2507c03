"""Tables of reports."""

from monitoria.reports.models.exports import Export
from monitoria.reports.models.schedules import ReportDelivery, ReportRecipient, ReportSchedule

__all__ = ["Export", "ReportDelivery", "ReportRecipient", "ReportSchedule"]
