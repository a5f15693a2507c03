"""The verbs of reports."""

from monitoria.reports.service.exporting import Making
from monitoria.reports.service.printing import Printed, print_evaluation
from monitoria.reports.service.taking import export_list

__all__ = ["Making", "Printed", "export_list", "print_evaluation"]
