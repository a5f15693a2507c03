"""What happens to evaluations."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import ClassVar
from uuid import UUID

from monitoria.platform.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class EvaluationEvent(Event):
    """Something about one evaluation. Of answers, comments and the summary nothing is told but what was counted."""

    evaluation_id: UUID
    call_id: UUID
    protocol: str
    operator_id: UUID
    team_id: UUID | None
    evaluator_id: UUID
    scorecard_id: UUID
    scorecard_version_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class EvaluationDrafted(EvaluationEvent):
    """A draft was opened. An evaluation that is published at once was never one."""

    name: ClassVar[str] = "evaluation.drafted"


@dataclass(frozen=True, slots=True, kw_only=True)
class EvaluationUpdated(EvaluationEvent):
    """A draft was saved; `criteria` names what was answered anew."""

    name: ClassVar[str] = "evaluation.updated"
    criteria: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class EvaluationPublished(EvaluationEvent):
    """It counts from now on, on `day` (the installation's).

    Scores are 0-100, None when nothing that weighs applied; `earned` maps each scored criterion to its p (0-1).
    """

    name: ClassVar[str] = "evaluation.published"
    day: date
    raw_score: Decimal | None
    final_score: Decimal | None
    outcome: str | None
    critical_score: Decimal | None
    has_fatal: bool
    earned: Mapping[str, Decimal] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class EvaluationDiscarded(EvaluationEvent):
    """A draft is gone."""

    name: ClassVar[str] = "evaluation.discarded"
