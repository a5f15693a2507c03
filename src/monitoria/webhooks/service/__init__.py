"""The verbs of webhooks: arrange them, tell through them, deliver."""

from monitoria.webhooks.service.arranging import (
    PURPOSE,
    Wish,
    create_endpoint,
    delete_endpoint,
    rotate_secret,
    seal_anew,
    update_endpoint,
)
from monitoria.webhooks.service.delivering import Courier, deliver, forget_old_deliveries
from monitoria.webhooks.service.telling import resend, send_test, tell

__all__ = [
    "PURPOSE",
    "Courier",
    "Wish",
    "create_endpoint",
    "delete_endpoint",
    "deliver",
    "forget_old_deliveries",
    "resend",
    "rotate_secret",
    "seal_anew",
    "send_test",
    "tell",
    "update_endpoint",
]
