"""The verbs about calls."""

from monitoria.calls.service.bulk import (
    BulkResult,
    Origin,
    StagedCall,
    remove_imported_calls,
    restore_calls,
    search_words,
    write_calls,
)
from monitoria.calls.service.single import (
    CallChanges,
    NewCall,
    create_call,
    delete_call,
    erase_customer,
    record_discard,
    record_evaluation,
    record_publication,
    record_withdrawal,
    reveal_call,
    update_call,
)

__all__ = [
    "BulkResult",
    "CallChanges",
    "NewCall",
    "Origin",
    "StagedCall",
    "create_call",
    "delete_call",
    "erase_customer",
    "record_discard",
    "record_evaluation",
    "record_publication",
    "record_withdrawal",
    "remove_imported_calls",
    "restore_calls",
    "reveal_call",
    "search_words",
    "update_call",
    "write_calls",
]
