"""Shapes of saved views."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from pydantic import Field, StringConstraints

from monitoria.analytics.models import SavedView
from monitoria.analytics.rules import LONGEST_QUERY, LONGEST_VIEW_NAME, ViewPage
from monitoria.platform.http import Page, Payload, Shape, Version

ViewName = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=LONGEST_VIEW_NAME)]
ViewQuery = Annotated[str, StringConstraints(max_length=LONGEST_QUERY)]


class ViewBody(Payload):
    """A view to keep. `query` is what stands in the address from its question mark on."""

    name: ViewName
    page: ViewPage = ViewPage.ANALYTICS
    query: ViewQuery = ""
    is_home: bool = Field(False, description="What its owner's dashboards open with; the one before gives way.")


class ViewUpdateBody(ViewBody):
    version: Version


class ViewOut(Shape):
    id: UUID
    name: str
    page: ViewPage
    query: str
    is_home: bool
    version: int
    actions: list[str]


class ViewPageOut(Page[ViewOut]):
    """One's own views, by name."""


def show_view(view: SavedView) -> ViewOut:
    """A view, whose owner may do everything with it."""
    return ViewOut.model_construct(
        id=view.id,
        name=view.name,
        page=ViewPage(view.page),
        query=view.query,
        is_home=view.is_home,
        version=view.version,
        actions=["update", "delete"],
    )
