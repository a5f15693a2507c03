"""Every SELECT of privacy."""

from monitoria.privacy.queries.data import Contributor, Package, gather, requests_of
from monitoria.privacy.queries.requests import get_request, list_requests, select_requests
from monitoria.privacy.queries.retention import (
    HoldRow,
    PolicyRow,
    find_policy,
    get_hold,
    holds_of_call,
    is_held,
    list_holds,
    list_policies,
    purgeable_calls,
    purgeable_recordings,
    select_holds,
    view_hold,
    what_is_due,
)
from monitoria.privacy.queries.terms import (
    TermRow,
    current_term,
    is_accepted,
    list_pending_terms,
    list_terms,
    owing_users,
    terms_of,
)

__all__ = [
    "Contributor",
    "HoldRow",
    "Package",
    "PolicyRow",
    "TermRow",
    "current_term",
    "find_policy",
    "gather",
    "get_hold",
    "get_request",
    "holds_of_call",
    "is_accepted",
    "is_held",
    "list_holds",
    "list_pending_terms",
    "list_policies",
    "list_requests",
    "list_terms",
    "owing_users",
    "purgeable_calls",
    "purgeable_recordings",
    "requests_of",
    "select_holds",
    "select_requests",
    "terms_of",
    "view_hold",
    "what_is_due",
]
