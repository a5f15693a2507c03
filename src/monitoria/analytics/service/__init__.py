"""The verbs about sums."""

from monitoria.analytics.service.rebuild import Wrong, rebuild_rollups, verify_rollups
from monitoria.analytics.service.rollups import add, apply_pending
from monitoria.analytics.service.views import ViewFields, delete_view, save_view, update_view

__all__ = [
    "ViewFields",
    "Wrong",
    "add",
    "apply_pending",
    "delete_view",
    "rebuild_rollups",
    "save_view",
    "update_view",
    "verify_rollups",
]
