"""What comes in about scorecards. Numbers are JSON numbers; inside they are exact decimals."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, BeforeValidator, Field, PlainSerializer, StringConstraints, WithJsonSchema
from pydantic_core import PydanticCustomError

from monitoria.platform.http import PageQuery, Payload, Version
from monitoria.scorecards.rules import (
    CardStatus,
    CommentRequired,
    DefectClass,
    Definition,
    FatalScope,
    Kind,
    ScoringMode,
    Severity,
    from_document,
    to_document,
)


def _exact(value: object) -> object:
    """JSON numbers as the decimals that were written; a text is not a number, however it looks."""
    if isinstance(value, str):
        raise PydanticCustomError("decimal_type", "a number is not a text")
    if isinstance(value, bool):
        return value
    if isinstance(value, int):
        return Decimal(value)
    return Decimal(repr(value)) if isinstance(value, float) else value


Number = Annotated[
    Decimal,
    BeforeValidator(_exact),
    Field(max_digits=15, decimal_places=6),
    PlainSerializer(float, return_type=float, when_used="json"),
    WithJsonSchema({"type": "number"}),
]
Key = Annotated[str, StringConstraints(min_length=1, max_length=60)]
Label = Annotated[str, StringConstraints(max_length=200)]
LongText = Annotated[str, StringConstraints(max_length=4_000)]
CardName = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=120)]


class OptionBody(Payload):
    """One possible answer."""

    key: Key
    label: Label
    score: Number | None = Field(None, description="0 to 1; absent on a scale.")
    value: Number | None = Field(None, description="The scale point it describes, or the least number of its band.")
    anchor: LongText = ""
    fatal_scope: FatalScope | None = None
    bonus: Number = Decimal(0)


class ShownWhenBody(Payload):
    """The criterion is shown only when an earlier one was answered so."""

    criterion: Key
    options: list[Key] = Field(default_factory=list, max_length=50)
    at_least: Number | None = None
    at_most: Number | None = None


class CriterionBody(Payload):
    """One question."""

    key: Key
    label: Label
    kind: Kind = Kind.SCALE
    weight: Number = Decimal(1)
    minimum: Number | None = None
    maximum: Number | None = None
    step: Number | None = None
    required: bool = True
    na_allowed: bool = False
    comment_required: CommentRequired = CommentRequired.NEVER
    comment_below: Number | None = None
    severity: Severity = Severity.NONE
    fatal_scope: FatalScope | None = None
    fails_below: Number | None = None
    defect_class: DefectClass | None = None
    shown_when: ShownWhenBody | None = None
    guidance: LongText = ""
    options: list[OptionBody] = Field(default_factory=list, max_length=50)


class SectionBody(Payload):
    """A block of criteria."""

    key: Key
    label: Label
    weight: Number = Decimal(1)
    na_allowed: bool = False
    excluded: bool = False
    criteria: list[CriterionBody] = Field(default_factory=list, max_length=200)


class ScorecardBody(Payload):
    """A new scorecard; it starts as a draft and may be unfinished."""

    name: CardName
    description: LongText = ""
    scoring: ScoringMode = ScoringMode.SHARES
    pass_mark: Number | None = Field(None, description="0 to 100; null: the installation's.")
    sections: list[SectionBody] = Field(default_factory=list, max_length=50)


class ScorecardUpdateBody(Payload):
    """Fields that are absent stay as they are; `sections` are replaced whole."""

    version: Version
    name: CardName | None = None
    description: LongText | None = None
    scoring: ScoringMode | None = None
    pass_mark: Number | None = None
    sections: list[SectionBody] | None = Field(None, max_length=50)


class ScorecardMoveBody(Payload):
    """With a `version`, a scorecard that changed since is left alone."""

    version: Version | None = None


class ScorecardQuery(PageQuery):
    status: CardStatus | None = None


class VersionPath(BaseModel):
    id: UUID
    version_id: UUID


_DEFINING = {"scoring", "pass_mark", "sections"}


def definition_of(body: ScorecardBody) -> Definition:
    """The definition in a body, however unfinished."""
    return from_document(body.model_dump(include=_DEFINING))


def changed_definition(body: ScorecardUpdateBody, before: Definition) -> Definition | None:
    """`before` with what the body gives; None when it gives nothing of the definition."""
    given = body.model_dump(include=_DEFINING & body.model_fields_set)
    if not given:
        return None
    kept = to_document(before)
    return from_document({**kept, **{name: v for name, v in given.items() if v is not None or name == "pass_mark"}})
