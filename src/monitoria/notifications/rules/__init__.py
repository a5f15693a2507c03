"""Who is told of what, in which words, and when a letter leaves."""

from monitoria.notifications.rules.kinds import KINDS, Audience, Kind, Mail, choices_for, screen_of
from monitoria.notifications.rules.mailing import (
    digest_cutoff,
    list_id,
    message_id,
)
from monitoria.notifications.rules.words import SAYINGS, Language, Saying, saying_of, sentence_of, subject_of

__all__ = [
    "KINDS",
    "SAYINGS",
    "Audience",
    "Kind",
    "Language",
    "Mail",
    "Saying",
    "choices_for",
    "digest_cutoff",
    "list_id",
    "message_id",
    "saying_of",
    "screen_of",
    "sentence_of",
    "subject_of",
]
