"""What a list is asked for when it is to leave: the list's own filters, and how."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any, Literal

from pydantic import Field, create_model

from monitoria.platform.http import PageQuery, Query
from monitoria.platform.tables import Format
from monitoria.reports.queries.lists import Listing

Language = Literal["pt-BR", "en"]
# A file has no pages.
_OF_PAGES = frozenset(PageQuery.model_fields)


class ExportQuery(Query):
    """How a list leaves, besides its own filters."""

    format: Format = Field(Format.CSV, description="`csv`: as Excel opens it in Brazil; `csv-intl`: `,`, point, ISO.")
    lang: Language = Field("pt-BR", description="The language of titles and words.")

    def filters(self) -> dict[str, Any]:
        """The filters that were given, as they can be kept."""
        return self.model_dump(mode="json", by_alias=True, exclude_unset=True, exclude={"format", "lang"})


@cache
def export_query(listing: Listing) -> type[ExportQuery]:
    """The query of the export of `listing`: whatever narrows or sorts the list narrows and sorts the file."""
    own: Any = {
        name: (field.annotation, field) for name, field in listing.query.model_fields.items() if name not in _OF_PAGES
    }
    name = "".join(part.capitalize() for part in listing.name.split("-"))
    return create_model(f"{name}ExportQuery", __base__=ExportQuery, __module__=__name__, **own)


def list_query(listing: Listing, asked: ExportQuery) -> Query:
    """The list's own query that says the same."""
    return read_filters(listing, asked.filters())


def read_filters(listing: Listing, filters: Mapping[str, Any]) -> Query:
    """The list's own query for filters that were kept. Raises pydantic's `ValidationError`."""
    return listing.query.model_validate(filters)
