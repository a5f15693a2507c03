"""The verbs of reports."""

from monitoria.reports.service.exporting import FOLDER_PREFIX, Making
from monitoria.reports.service.exports import drop_export, request_export, sweep_exports, take_file
from monitoria.reports.service.running import Surroundings, run_export
from monitoria.reports.service.taking import export_list, taken

__all__ = [
    "FOLDER_PREFIX",
    "Making",
    "Surroundings",
    "drop_export",
    "export_list",
    "request_export",
    "run_export",
    "sweep_exports",
    "take_file",
    "taken",
]
