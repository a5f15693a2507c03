"""The verbs of printing."""

from monitoria.reports.service.printing.blank import print_blank
from monitoria.reports.service.printing.evaluation import print_evaluation
from monitoria.reports.service.printing.person import print_person_month
from monitoria.reports.service.printing.printed import Printed
from monitoria.reports.service.printing.team import print_team_month

__all__ = ["Printed", "print_blank", "print_evaluation", "print_person_month", "print_team_month"]
