"""Base shapes of what crosses HTTP: payloads in (strict), answers out, queries and paths."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Annotated, Self
from uuid import UUID

from pydantic import AfterValidator, BaseModel, ConfigDict, Field
from pydantic_core import PydanticCustomError

from monitoria.platform.clock import DayRange, Zone
from monitoria.platform.errors import Invalid

FIRST_DAY, LAST_DAY = date(1970, 1, 1), date(2199, 12, 31)


class Payload(BaseModel):
    """A JSON body. Types are strict ("8" is not 8); texts are trimmed; fields nobody knows are ignored."""

    model_config = ConfigDict(strict=True, allow_inf_nan=False, str_strip_whitespace=True)


class Query(BaseModel):
    """Query parameters: everything arrives as text, so types are read leniently."""

    model_config = ConfigDict(allow_inf_nan=False, str_strip_whitespace=True, populate_by_name=True)


class Shape(BaseModel):
    """An answer. Built from our own values, so it is checked when built and written as it stands."""

    model_config = ConfigDict(from_attributes=True)

    def as_kept(self) -> Self:
        """What is kept to answer the same request again: the same, but for what is only ever shown once."""
        return self


class IdPath(BaseModel):
    """The identifier in a path; one that can't be an identifier is simply not found."""

    id: UUID


def _sane_day(day: date) -> date:
    if not FIRST_DAY <= day <= LAST_DAY:
        raise PydanticCustomError("day_out_of_range", "a data deve ficar entre 1970 e 2199")
    return day


def _sane_instant(instant: datetime) -> datetime:
    _sane_day(instant.date())
    return instant if instant.tzinfo is None else instant.astimezone(UTC)


Day = Annotated[date, AfterValidator(_sane_day)]
# With an offset it is that instant; without one the domain reads it in the installation's zone.
Instant = Annotated[datetime, AfterValidator(_sane_instant)]
Version = Annotated[int, Field(ge=1, le=2_147_483_647, description="The version you read; a stale one answers 409.")]


def days_between(zone: Zone, first: date | None, last: date | None, pointer: str = "/to") -> DayRange | None:
    """The local days that `from` and `to` of a list ask for, None for all. Raises `Invalid` when `to` comes first."""
    if first is None and last is None:
        return None
    if first is not None and last is not None and last < first:
        raise Invalid.at(pointer, "O último dia não pode vir antes do primeiro.", "range")
    return zone.range_of(first or FIRST_DAY, last or LAST_DAY)
