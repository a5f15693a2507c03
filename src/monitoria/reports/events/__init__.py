"""Facts about reports, in the past tense."""

from monitoria.reports.events.exports import ListExported

__all__ = ["ListExported"]
