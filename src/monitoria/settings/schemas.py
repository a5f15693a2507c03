"""Shapes of settings that cross HTTP."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from importlib import metadata
from typing import Annotated, Any

from pydantic import BaseModel, Field, StringConstraints

from monitoria.platform.access import Actor, Permission, allowed
from monitoria.platform.database import newest_revision
from monitoria.platform.http import Day, Page, Payload, Query, Shape, Version
from monitoria.platform.schema import SchemaState, state_of_revision
from monitoria.settings.models import Category, Holiday, Installation
from monitoria.settings.rules import LATEST_CLOSING_DAY, MOST_DAYS, MOST_NOTICE_DAYS, MOST_ROUNDS

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


WorkingDays = Annotated[int, Field(ge=1, le=MOST_DAYS, description="In working days. Null leaves it as it is.")]
Year = Annotated[int, Field(ge=1970, le=2199)]


class SettingsBody(Payload):
    """What to change: what is absent or null stays as it is, but for the closing day, which may be null.

    Deadlines that were promised stay, too.
    """

    version: Version
    pass_mark: Decimal | None = Field(None, ge=0, le=100, decimal_places=2)
    acknowledge_days: WorkingDays | None = None
    contest_days: WorkingDays | None = None
    decide_days: WorkingDays | None = None
    contest_rounds: int | None = Field(None, ge=1, le=MOST_ROUNDS, description="How often one evaluation is contested.")
    notice_days: int | None = Field(None, ge=1, le=MOST_NOTICE_DAYS, description="Working days before a deadline.")
    closing_day: int | None = Field(
        None, ge=1, le=LATEST_CLOSING_DAY, description="On which day a reporting month closes; null: on its last."
    )

    def as_changes(self) -> dict[str, Any]:
        """The settings that were sent, by name."""
        sent = {name: value for name, value in self if name != "version" and value is not None}
        return {**sent, "closing_day": self.closing_day} if "closing_day" in self.model_fields_set else sent


class SettingsOut(Shape):
    """The installation's settings."""

    pass_mark: float
    acknowledge_days: int = Field(description="Working days that an operator has to acknowledge an evaluation.")
    contest_days: int = Field(description="Working days that an operator has to contest it.")
    decide_days: int = Field(description="Working days in which a contest is to be decided.")
    contest_rounds: int = Field(description="How often one evaluation may be contested.")
    notice_days: int = Field(description="How many working days before a deadline it is told of.")
    closing_day: int | None = Field(description="The day on which a reporting month closes; null: the month's last.")
    time_zone: str
    demo: bool
    version: int
    actions: list[str]


class HolidayPath(BaseModel):
    on: date


class HolidayQuery(Query):
    year: Year | None = Field(None, description="The year; all of them when absent.")


class HolidayBody(Payload):
    on: Day
    name: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=120)]


class HolidayYearBody(Payload):
    year: Year


class HolidayOut(Shape):
    """A day on which no deadline runs. `optional`: a day off by custom, that many work on."""

    on: date
    name: str
    optional: bool
    actions: list[str]


class HolidayPage(Page[HolidayOut]):
    """Holidays, in order."""


def show_holidays(actor: Actor, found: list[Holiday]) -> HolidayPage:
    """Holidays as `actor` sees them; there are never so many that they need pages."""
    actions = allowed(actor, [Permission.SETTINGS_UPDATE])
    items = [HolidayOut(on=h.day, name=h.name, optional=h.is_optional, actions=actions) for h in found]
    return HolidayPage(items=items, next_cursor=None, total=len(items))


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
        acknowledge_days=installation.acknowledge_days,
        contest_days=installation.contest_days,
        decide_days=installation.decide_days,
        contest_rounds=installation.contest_rounds,
        notice_days=installation.notice_days,
        closing_day=installation.closing_day,
        time_zone=time_zone,
        demo=is_demo,
        version=installation.version,
        actions=allowed(actor, [Permission.SETTINGS_UPDATE]),
    )


class ProductReleaseOut(Shape):
    """What answers and what it stands on. `schema_state`: current; ahead (a newer version has migrated); behind."""

    version: str
    schema_expected: str
    schema_found: str | None
    schema_state: SchemaState


def show_product_version(found: str | None) -> ProductReleaseOut:
    """This program, before a database that stands at `found`."""
    return ProductReleaseOut(
        version=metadata.version("monitoria"),
        schema_expected=newest_revision(),
        schema_found=found,
        schema_state=state_of_revision(found),
    )
