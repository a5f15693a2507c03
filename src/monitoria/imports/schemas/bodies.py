"""What comes in about imports."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated
from uuid import UUID

from pydantic import Field, StringConstraints

from monitoria.imports.rules.changes import ImportChanges
from monitoria.imports.rules.decisions import Decision, DecisionAction
from monitoria.imports.rules.fields import ImportKind
from monitoria.imports.rules.moments import DateOrder
from monitoria.imports.rules.near import value_key
from monitoria.imports.rules.options import FileFormat, Options, Unanswered
from monitoria.imports.rules.values import DurationUnit
from monitoria.platform.http import PageQuery, Payload, Query, UploadedFile, UploadForm, Version

Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=80)]
Word = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=60)]
Column = Annotated[int, Field(ge=0, le=1_000)]


class ImportForm(UploadForm):
    """The file to import. `preset`: a built-in key or the identifier of a saved one."""

    file: UploadedFile
    kind: ImportKind = ImportKind.CALLS
    preset: Annotated[str, StringConstraints(max_length=80)] | None = None
    source: Word | None = None


class ImportQuery(PageQuery):
    """Which imports."""

    kind: ImportKind | None = None


class ProblemQuery(PageQuery):
    """Which problems: of one rule, of one column (-1: of the whole row)."""

    rule: Word | None = None
    column: Annotated[int, Field(ge=-1, le=1_000)] | None = None


class PresetQuery(Query):
    """Which presets."""

    kind: ImportKind | None = None


class OptionsBody(Payload):
    """How the file is read; what is absent stays."""

    source: Word | None = None
    date_order: DateOrder | None = None
    duration_unit: DurationUnit | None = None
    id_with_date: bool | None = None
    unanswered: Unanswered | None = None
    format: FileFormat | None = None
    category: Word | None = None
    channel: Word | None = None
    status: Word | None = None
    priority: Word | None = None
    scorecard_name: Name | None = None
    encoding: Word | None = None
    separator: Annotated[str, StringConstraints(strip_whitespace=False, min_length=1, max_length=1)] | None = None
    sheet: Annotated[str, StringConstraints(max_length=120)] | None = None
    has_header: bool | None = None

    def over(self, present: Options) -> Options:
        """The present options with what is said here."""
        return replace(present, **{name: getattr(self, name) for name in self.model_fields_set})


class DecisionBody(Payload):
    """What becomes of one unknown value; `action` null takes a decision back.

    `target`: what to map to; or the name to create under (values created under one name become one).
    """

    field: Word
    value: Annotated[str, StringConstraints(max_length=200)]
    action: DecisionAction | None
    target: Annotated[str, StringConstraints(strip_whitespace=True, max_length=160)] | None = None
    team_id: UUID | None = None


class ImportUpdateBody(Payload):
    """What to change; absent members stay. `mapping`: field → column from 0."""

    version: Version
    mapping: dict[Annotated[str, StringConstraints(max_length=60)], Column | None] | None = Field(None, max_length=60)
    options: OptionsBody | None = None
    decisions: list[DecisionBody] | None = Field(None, max_length=2_000)

    def as_changes(self, present: Options) -> ImportChanges:
        """The changes asked for."""
        mapping = None if self.mapping is None else {f: c for f, c in self.mapping.items() if c is not None}
        decisions = {(d.field, value_key(d.value)): _decision(d) for d in self.decisions or ()}
        options = None if self.options is None else self.options.over(present)
        return ImportChanges(self.version, mapping, options, decisions or None)


def _decision(body: DecisionBody) -> Decision | None:
    return None if body.action is None else Decision(body.action, body.target, body.team_id)


class PresetBody(Payload):
    """Keep how this import is read under a name."""

    import_id: UUID
    name: Name
