"""Shapes of settings that cross HTTP."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated

from pydantic import BaseModel, Field, StringConstraints

from monitoria.platform.access import Actor, Permission, allowed
from monitoria.platform.http import Page, Payload, Query, Shape, Version
from monitoria.settings.models import Category, Installation

Label = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=80)]


class CategoryPath(BaseModel):
    key: str = Field(max_length=60)


class CategoryQuery(Query):
    active: bool | None = None


class CategoryBody(Payload):
    label: Label


class CategoryUpdateBody(CategoryBody):
    version: Version
    active: bool = True


class CategoryOut(Shape):
    """What a call was about."""

    key: str
    label: str
    active: bool
    version: int
    actions: list[str]


class CategoryPage(Page[CategoryOut]):
    """Every category, by label."""


class SettingsBody(Payload):
    version: Version
    pass_mark: Decimal = Field(ge=0, le=100, decimal_places=2)


class SettingsOut(Shape):
    """The installation's settings."""

    pass_mark: float
    time_zone: str
    demo: bool
    version: int
    actions: list[str]


def show_category(actor: Actor, category: Category) -> CategoryOut:
    """A category as `actor` sees it."""
    return CategoryOut(
        key=category.key,
        label=category.label,
        active=category.is_active,
        version=category.version,
        actions=allowed(actor, [Permission.SETTINGS_UPDATE]),
    )


def show_settings(actor: Actor, installation: Installation, *, time_zone: str, is_demo: bool) -> SettingsOut:
    """The settings as `actor` sees them."""
    return SettingsOut(
        pass_mark=float(installation.pass_mark),
        time_zone=time_zone,
        demo=is_demo,
        version=installation.version,
        actions=allowed(actor, [Permission.SETTINGS_UPDATE]),
    )
