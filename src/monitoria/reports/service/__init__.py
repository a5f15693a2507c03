"""The verbs of reports."""

from monitoria.reports.service.exporting import Making
from monitoria.reports.service.printing import (
    Printed,
    print_blank,
    print_evaluation,
    print_person_month,
    print_team_month,
)
from monitoria.reports.service.taking import export_list

__all__ = [
    "Making",
    "Printed",
    "export_list",
    "print_blank",
    "print_evaluation",
    "print_person_month",
    "print_team_month",
]
