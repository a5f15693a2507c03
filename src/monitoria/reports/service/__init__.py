"""The verbs of reports."""

from monitoria.reports.service.exporting import Making
from monitoria.reports.service.taking import export_list

__all__ = ["Making", "export_list"]
