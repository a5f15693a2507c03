"""What somebody wants of a plan, before it is known whether he may."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID


@dataclass(frozen=True, slots=True)
class NewPlan:
    """What it takes to make a plan."""

    evaluation_ids: Sequence[UUID]
    objective: str
    criteria: Sequence[str]
    due_on: date
    actions: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class NewAction:
    """An action as it shall be; with `id` it is one that is there, and keeps its mark."""

    text: str
    id: UUID | None = None


@dataclass(frozen=True, slots=True)
class PlanChanges:
    """What shall be otherwise; None leaves it. `actions` are all there shall be, in their order."""

    version: int
    objective: str | None = None
    criteria: Sequence[str] | None = None
    due_on: date | None = None
    actions: Sequence[NewAction] | None = None


@dataclass(frozen=True, slots=True)
class NewSession:
    """A session that was held."""

    held_on: date
    notes: str = ""
