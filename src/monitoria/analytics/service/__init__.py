"""The verbs about sums."""

from monitoria.analytics.service.rebuild import Wrong, rebuild_rollups, verify_rollups
from monitoria.analytics.service.rollups import add, apply_pending

__all__ = ["Wrong", "add", "apply_pending", "rebuild_rollups", "verify_rollups"]
