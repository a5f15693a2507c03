"""Tables of reports."""

from monitoria.reports.models.exports import Export

__all__ = ["Export"]
