"""What happens to evaluations."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
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
    origin: str


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

    Scores are 0-100, None when nothing that weighs applied; `earned` maps each scored criterion to its p (0-1), `lost`
    to the points of the form that it took. `fatal` and `not_applicable` name criteria; `defects` says of each class
    with scored criteria whether one of them failed. Until when its operator may answer; None for one of the past, that
    asks nothing of him any more.
    """

    name: ClassVar[str] = "evaluation.published"
    day: date
    raw_score: Decimal | None
    final_score: Decimal | None
    outcome: str | None
    critical_score: Decimal | None
    has_fatal: bool
    earned: Mapping[str, Decimal] = field(default_factory=dict)
    lost: Mapping[str, Decimal] = field(default_factory=dict)
    fatal: tuple[str, ...] = ()
    not_applicable: tuple[str, ...] = ()
    defects: Mapping[str, bool] = field(default_factory=dict)
    acknowledge_by: datetime | None = None
    contest_by: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EvaluationDiscarded(EvaluationEvent):
    """A draft is gone."""

    name: ClassVar[str] = "evaluation.discarded"


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedbackEvent(EvaluationEvent):
    """What followed publication: `waited_minutes`, whole ones, after what it answers to.

    `published_on`: the local day on which the evaluation counts; None for one of the past, that asked nothing.
    """

    published_on: date | None
    waited_minutes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class EvaluationRead(FeedbackEvent):
    """Its operator has opened it for the first time."""

    name: ClassVar[str] = "evaluation.read"


@dataclass(frozen=True, slots=True, kw_only=True)
class EvaluationAcknowledged(FeedbackEvent):
    """Its operator has taken note of it; `agrees` false: "ciente, mas discordo".

    A changed score is acknowledged anew: `is_first` of all times, `is_first_disagreement` of those that disagree.
    """

    name: ClassVar[str] = "evaluation.acknowledged"
    agrees: bool
    is_first: bool
    is_first_disagreement: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class EvaluationContested(FeedbackEvent):
    """Its operator asks for another answer to these criteria; somebody who did not publish it decides in time."""

    name: ClassVar[str] = "evaluation.contested"
    contest_id: UUID
    round: int
    criteria: tuple[str, ...]
    opened_on: date
    decide_by: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ContestFileAdded(EvaluationEvent):
    """The operator put a file beside his open contest."""

    name: ClassVar[str] = "evaluation.file-added"
    contest_id: UUID
    size_bytes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ContestDecided(FeedbackEvent):
    """The contest is answered: `changed` when at least one answer became another.

    `decisions` tells what became of each criterion that was contested. It waited since it was opened.
    """

    name: ClassVar[str] = "evaluation.decided"
    contest_id: UUID
    round: int
    decided_by: UUID
    changed: bool
    opened_on: date
    decisions: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """What the sums hold of one revision, in the words of `EvaluationPublished`."""

    raw_score: Decimal | None
    final_score: Decimal | None
    outcome: str | None
    critical_score: Decimal | None
    has_fatal: bool
    earned: Mapping[str, Decimal] = field(default_factory=dict)
    lost: Mapping[str, Decimal] = field(default_factory=dict)
    fatal: tuple[str, ...] = ()
    not_applicable: tuple[str, ...] = ()
    defects: Mapping[str, bool] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class EvaluationRevised(EvaluationEvent):
    """Its score is another from now on. It counts on `day`, when it was published, as before: `after`, not `before`."""

    name: ClassVar[str] = "evaluation.revised"
    revision: int
    day: date
    before: Counted
    after: Counted


@dataclass(frozen=True, slots=True, kw_only=True)
class EvaluationClosed(FeedbackEvent):
    """Nothing more happens to it. `reason`: `expired` (its operator's deadlines passed) or `concluded` (a person)."""

    name: ClassVar[str] = "evaluation.closed"
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadlineNeared(EvaluationEvent):
    """A deadline comes close, told once. `waits_for`: `acknowledge`, `contest` (its operator), `decide` (a decider)."""

    name: ClassVar[str] = "evaluation.deadline-neared"
    waits_for: str
    due_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionOverdue(EvaluationEvent):
    """A contest was not decided in time. It stays open: silence never decides against an operator."""

    name: ClassVar[str] = "evaluation.decision-overdue"
    contest_id: UUID
    due_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class EvaluationWithdrawn(EvaluationEvent):
    """Its import is undone: it counts no longer on `day`. It waited so long to be read, if it ever was.

    `published_on`: None for one of the past, that asked nothing.
    """

    name: ClassVar[str] = "evaluation.withdrawn"
    day: date
    counted: Counted
    published_on: date | None
    read_after_minutes: int | None
