"""What happens to settings."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar

from monitoria.platform.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class CategoryCreated(Event):
    name: ClassVar[str] = "category.created"
    key: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CategoryUpdated(Event):
    name: ClassVar[str] = "category.updated"
    key: str
    label: str
    changes: dict[str, tuple[object, object]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class InstallationUpdated(Event):
    name: ClassVar[str] = "installation.updated"
    changes: dict[str, tuple[object, object]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class HolidayAdded(Event):
    """No deadline runs on `day` from now on; those already promised stay."""

    name: ClassVar[str] = "holiday.added"
    day: date
    holiday_name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HolidayRemoved(Event):
    """`day` is a working day from now on, unless it falls on a weekend."""

    name: ClassVar[str] = "holiday.removed"
    day: date
    holiday_name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HolidaysInstalled(Event):
    """The national holidays of a year that were missing are there."""

    name: ClassVar[str] = "holiday.installed"
    year: int
    added: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupMade(Event):
    """A copy of everything was taken out by whoever `by` is on his machine."""

    name: ClassVar[str] = "backup.made"
    by: str
    files: int
    is_encrypted: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupRestored(Event):
    """Everything is again as it was when the copy was made."""

    name: ClassVar[str] = "backup.restored"
    by: str
    made_at: str
