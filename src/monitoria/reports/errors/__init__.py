"""Problems of reports."""

from monitoria.reports.errors.exports import ExportNotReady, ExportReachChanged, ExportTooLarge, TooManyExports

__all__ = ["ExportNotReady", "ExportReachChanged", "ExportTooLarge", "TooManyExports"]
