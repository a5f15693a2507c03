"""The verbs about notices."""

from monitoria.notifications.service.choosing import Choice, update_preferences
from monitoria.notifications.service.mailing import Post, has_due_letters, send_due_letters
from monitoria.notifications.service.reading import forget_old_notices, read_all, read_notification
from monitoria.notifications.service.telling import tell

__all__ = [
    "Choice",
    "Post",
    "forget_old_notices",
    "has_due_letters",
    "read_all",
    "read_notification",
    "send_due_letters",
    "tell",
    "update_preferences",
]
