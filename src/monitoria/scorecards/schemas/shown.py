"""What goes out about scorecards."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from pydantic import Field

from monitoria.platform.access import Actor, Permission, allowed, decide
from monitoria.platform.http import Page, Shape
from monitoria.scorecards.models import Scorecard, ScorecardVersion
from monitoria.scorecards.rules import (
    CardStatus,
    CommentRequired,
    DefectClass,
    FatalScope,
    Kind,
    ScoringMode,
    Severity,
    allowed_moves,
    check_definition,
    from_document,
)
from monitoria.scorecards.schemas.bodies import Number


class OptionOut(Shape):
    key: str
    label: str
    score: Number | None
    value: Number | None
    anchor: str
    fatal_scope: FatalScope | None
    bonus: Number


class ShownWhenOut(Shape):
    criterion: str
    options: list[str]
    at_least: Number | None
    at_most: Number | None


class CriterionOut(Shape):
    key: str
    label: str
    kind: Kind
    weight: Number
    minimum: Number | None
    maximum: Number | None
    step: Number | None
    required: bool
    na_allowed: bool
    comment_required: CommentRequired
    comment_below: Number | None
    severity: Severity
    fatal_scope: FatalScope | None
    fails_below: Number | None
    defect_class: DefectClass | None
    shown_when: ShownWhenOut | None
    guidance: str
    options: list[OptionOut]


class SectionOut(Shape):
    key: str
    label: str
    weight: Number
    na_allowed: bool
    excluded: bool
    criteria: list[CriterionOut]


class FaultOut(Shape):
    """A place of a draft that keeps it from being published."""

    pointer: str
    message: str
    rule: str


class VersionOut(Shape):
    """One version of a scorecard with all it asks."""

    id: UUID
    scorecard_id: UUID
    number: int
    published_at: datetime | None
    scoring: ScoringMode
    pass_mark: Number | None
    sections: list[SectionOut]
    faults: list[FaultOut] = Field(description="What keeps a draft from being published; empty once published.")


class VersionSummary(Shape):
    id: UUID
    number: int
    published_at: datetime | None


class ScorecardSummary(Shape):
    """A scorecard as lists show it."""

    id: UUID
    name: str
    description: str
    status: CardStatus
    is_default: bool
    current_version_id: UUID | None
    version: int
    created_at: datetime
    updated_at: datetime
    actions: list[str]


class ScorecardOut(ScorecardSummary):
    """A scorecard with its version in use (a card never published: its draft) and, for editors, its draft."""

    scoring: ScoringMode
    pass_mark: Number | None
    sections: list[SectionOut]
    version_number: int
    draft: VersionOut | None
    versions: list[VersionSummary]


class ScorecardPage(Page[ScorecardSummary]):
    """Scorecards."""


def _actions(actor: Actor, card: Scorecard, *, has_draft: bool) -> list[str]:
    moves = allowed_moves(CardStatus(card.status), is_default=card.is_default, has_draft=has_draft)
    return [move.value for move in moves if decide(actor, Permission(f"scorecard:{move.value}")).is_allowed]


def show_summary(actor: Actor, card: Scorecard, *, has_draft: bool) -> ScorecardSummary:
    """A scorecard as a list shows it to `actor`."""
    return ScorecardSummary(
        id=card.id,
        name=card.name,
        description=card.description,
        status=CardStatus(card.status),
        is_default=card.is_default,
        current_version_id=card.current_version_id,
        version=card.version,
        created_at=card.created_at,
        updated_at=card.updated_at,
        actions=_actions(actor, card, has_draft=has_draft),
    )


def show_version(version: ScorecardVersion) -> VersionOut:
    """A version with all it asks."""
    definition = from_document(version.definition)
    faults = () if version.published_at else check_definition(definition)
    return VersionOut(
        id=version.id,
        scorecard_id=version.scorecard_id,
        number=version.number,
        published_at=version.published_at,
        scoring=definition.scoring,
        pass_mark=definition.pass_mark,
        sections=[SectionOut.model_validate(section) for section in definition.sections],
        faults=[FaultOut.model_validate(fault) for fault in faults],
    )


def show_scorecard(actor: Actor, card: Scorecard, versions: Sequence[ScorecardVersion]) -> ScorecardOut:
    """A scorecard with its versions, newest first, as `actor` sees them."""
    draft = next((version for version in versions if version.published_at is None), None)
    current = next((version for version in versions if version.id == card.current_version_id), None)
    shown = show_version(current or versions[0])
    summary = show_summary(actor, card, has_draft=draft is not None)
    return ScorecardOut(
        **dict(summary) | {"actions": [*summary.actions, *allowed(actor, [Permission.SCORECARD_PRINT])]},
        scoring=shown.scoring,
        pass_mark=shown.pass_mark,
        sections=shown.sections,
        version_number=shown.number,
        draft=show_version(draft) if draft else None,
        versions=[VersionSummary.model_validate(version) for version in versions],
    )
