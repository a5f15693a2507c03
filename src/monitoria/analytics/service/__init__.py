"""The verbs about daily sums."""

from monitoria.analytics.service.rebuild import rebuild_rollups
from monitoria.analytics.service.rollups import add, apply_pending

__all__ = ["add", "apply_pending", "rebuild_rollups"]
