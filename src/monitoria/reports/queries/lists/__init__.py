"""Every list that can leave as a file, each declared once in a file of its own."""

from monitoria.reports.queries.lists.calls import CALLS
from monitoria.reports.queries.lists.listing import Asked, Listing, Sheet

_ALL = (CALLS,)
LISTINGS = {listing.name: listing for listing in _ALL}

__all__ = ["LISTINGS", "Asked", "Listing", "Sheet"]
