"""The verbs of privacy."""

from monitoria.privacy.service.exporting import export_for_request, export_own_data
from monitoria.privacy.service.printing import print_package
from monitoria.privacy.service.requests import NewRequest, change_request, register_request
from monitoria.privacy.service.retention import (
    PURGED_AT_ONCE,
    Wish,
    place_hold,
    preview_purge,
    purge_recordings,
    purge_records,
    release_hold,
    remove_policy,
    set_policy,
)
from monitoria.privacy.service.terms import NewTerm, accept_term, note_owed_terms, publish_term

__all__ = [
    "PURGED_AT_ONCE",
    "NewRequest",
    "NewTerm",
    "Wish",
    "accept_term",
    "change_request",
    "export_for_request",
    "export_own_data",
    "note_owed_terms",
    "place_hold",
    "preview_purge",
    "print_package",
    "publish_term",
    "purge_recordings",
    "purge_records",
    "register_request",
    "release_hold",
    "remove_policy",
    "set_policy",
]
