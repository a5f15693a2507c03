"""What happens to scorecards."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from monitoria.platform.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class ScorecardEvent(Event):
    """Something about one scorecard; `number` is the version it is about."""

    scorecard_id: UUID
    scorecard_name: str
    number: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ScorecardCreated(ScorecardEvent):
    name: ClassVar[str] = "scorecard.created"


@dataclass(frozen=True, slots=True, kw_only=True)
class ScorecardUpdated(ScorecardEvent):
    name: ClassVar[str] = "scorecard.updated"


@dataclass(frozen=True, slots=True, kw_only=True)
class ScorecardPublished(ScorecardEvent):
    name: ClassVar[str] = "scorecard.published"


@dataclass(frozen=True, slots=True, kw_only=True)
class ScorecardRetired(ScorecardEvent):
    name: ClassVar[str] = "scorecard.retired"


@dataclass(frozen=True, slots=True, kw_only=True)
class DefaultScorecardSet(ScorecardEvent):
    name: ClassVar[str] = "scorecard.set-default"
