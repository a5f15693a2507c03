"""What happens to settings."""

from __future__ import annotations

from dataclasses import dataclass, field
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
