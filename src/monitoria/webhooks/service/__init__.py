"""The verbs of webhooks: arrange them, tell through them, deliver."""

from monitoria.webhooks.service.arranging import (
    Wish,
    create_endpoint,
    delete_endpoint,
    rotate_secret,
    update_endpoint,
)
from monitoria.webhooks.service.delivering import Courier, deliver, forget_old_deliveries
from monitoria.webhooks.service.telling import resend, send_test, tell

__all__ = [
    "Courier",
    "Wish",
    "create_endpoint",
    "delete_endpoint",
    "deliver",
    "forget_old_deliveries",
    "resend",
    "rotate_secret",
    "send_test",
    "tell",
    "update_endpoint",
]
