"""The verbs of printing."""

from monitoria.reports.service.printing.evaluation import print_evaluation
from monitoria.reports.service.printing.printed import Printed

__all__ = ["Printed", "print_evaluation"]
