"""Every list that can leave as a file, each declared once in a file of its own."""

from monitoria.reports.queries.lists.audit import AUDIT
from monitoria.reports.queries.lists.calls import CALLS
from monitoria.reports.queries.lists.coaching import PLANS
from monitoria.reports.queries.lists.evaluations import ANSWERS, EVALUATIONS
from monitoria.reports.queries.lists.imports import IMPORTS
from monitoria.reports.queries.lists.listing import Asked, Listing, Sheet
from monitoria.reports.queries.lists.people import TEAMS, USERS
from monitoria.reports.queries.lists.privacy import HOLDS, REQUESTS
from monitoria.reports.queries.lists.scorecards import SCORECARDS
from monitoria.reports.queries.lists.settings import CATEGORIES, HOLIDAYS

_ALL = (
    CALLS,
    EVALUATIONS,
    ANSWERS,
    USERS,
    TEAMS,
    SCORECARDS,
    PLANS,
    AUDIT,
    IMPORTS,
    CATEGORIES,
    HOLIDAYS,
    HOLDS,
    REQUESTS,
)
LISTINGS = {listing.name: listing for listing in _ALL}

__all__ = ["LISTINGS", "Asked", "Listing", "Sheet"]
