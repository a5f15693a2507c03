"""Problems of reports."""

from monitoria.reports.errors.exports import ExportTooLarge

__all__ = ["ExportTooLarge"]
