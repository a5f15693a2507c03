"""What goes out about imports."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from monitoria.imports.models import Import, ImportPreset, ImportValue
from monitoria.imports.queries import may_delete_preset
from monitoria.imports.rules.decisions import DecisionAction
from monitoria.imports.rules.fields import FIELDS, ImportKind
from monitoria.imports.rules.lifecycle import ImportMove, ImportStatus, is_dead, is_possible
from monitoria.imports.rules.moments import DateOrder, read_day
from monitoria.imports.rules.options import FileFormat, Unanswered, options_document, options_from
from monitoria.imports.rules.past import ITEM
from monitoria.imports.rules.presets import BuiltIn
from monitoria.imports.rules.problems import Unreadable
from monitoria.imports.rules.values import DurationUnit
from monitoria.imports.schemas.masking import mask_cell
from monitoria.platform.access import Actor, Permission, allowed
from monitoria.platform.http import Page, Shape


class ImportFileOut(Shape):
    name: str
    size_bytes: int
    sha256: str


class ReadingOut(Shape):
    """How the file is read: text by encoding and separator, a workbook by its sheet."""

    encoding: str | None
    separator: str | None
    sheet: str | None
    header_row: int
    rows: int


class ColumnOut(Shape):
    """A column: its name, some of its values, and the field it was guessed to hold."""

    index: int
    name: str
    samples: list[str]
    guess: str | None


class FieldOut(Shape):
    """What a column may be mapped to."""

    name: str
    label: str


class DatesOut(Shape):
    """How the dates may be read. `order` null: the person must choose. `readings`: the example by each order."""

    order: DateOrder | None
    is_proven: bool
    example: str | None
    readings: dict[str, str | None]


class NearOut(Shape):
    """What an unknown value may be: something known, or (`id` null) another unknown spelling."""

    id: str | None
    label: str


class DecisionOut(Shape):
    action: DecisionAction
    target: str | None
    team_id: UUID | None


class UnknownValueOut(Shape):
    """A value that names nothing known, and in how many rows; `value` empty: rows without any."""

    field: str
    value: str
    rows: int
    near: list[NearOut]
    decision: DecisionOut | None


class ImportProgressOut(Shape):
    """How far the present run is; `rate` in rows a second."""

    rows: int
    total: int | None
    rate: float | None
    seconds_left: int | None


class ImportOptionsOut(Shape):
    """How the file is read."""

    source: str
    date_order: DateOrder | None
    duration_unit: DurationUnit
    id_with_date: bool
    unanswered: Unanswered
    format: FileFormat
    category: str
    channel: str
    status: str
    priority: str
    scorecard_name: str | None
    encoding: str | None
    separator: str | None
    sheet: str | None
    has_header: bool | None


class ImportBriefOut(Shape):
    """An import in a list. `is_stalled`: its run has died; cancel it and resume."""

    id: UUID
    kind: ImportKind
    status: ImportStatus
    file: ImportFileOut
    source: str
    counts: dict[str, int]
    progress: ImportProgressOut
    problem: str | None
    is_stalled: bool
    created_by_id: UUID | None
    created_by_name: str | None
    created_at: datetime
    updated_at: datetime
    finished_at: datetime | None
    actions: list[str]
    version: int


class ImportOut(ImportBriefOut):
    """An import with everything that its screens show. `counts`: rows, good, rejected, skipped, warned, known before
    it is committed; created, updated, unchanged afterwards."""

    sheets: list[str]
    reading: ReadingOut
    columns: list[ColumnOut]
    fields: list[FieldOut]
    mapping: dict[str, int]
    options: ImportOptionsOut
    dates: DatesOut
    unknown_values: list[UnknownValueOut]


class ImportPage(Page[ImportBriefOut]):
    """Imports, the newest first."""


class RowProblemOut(Shape):
    """What is wrong in a row; `column` null: the whole row. A warning does not keep the row out."""

    row: int
    column: int | None
    column_name: str | None
    rule: str
    message: str
    value: str
    is_warning: bool


class RowProblemPage(Page[RowProblemOut]):
    """Problems by row and column."""


class ProblemCountOut(Shape):
    """In how many rows a column has one kind of problem; `column` null: the whole row."""

    rule: str
    column: int | None
    column_name: str | None
    message: str
    rows: int
    is_warning: bool


class ProblemCountsOut(Shape):
    """Every kind of problem, the most frequent first. `message` is that of the first row which has it."""

    items: list[ProblemCountOut]


class PreviewRowOut(Shape):
    """A row as it will be read: field → text; `raw`: what the file itself says there."""

    row: int
    values: dict[str, str | None]
    raw: dict[str, str | None]
    problems: list[RowProblemOut]


class PreviewOut(Shape):
    """The first rows as they will be read."""

    rows: list[PreviewRowOut]


class PresetOut(Shape):
    """A layout under a name. `key` goes into `preset` of an upload; a built-in one has no `id`."""

    key: str
    id: UUID | None
    name: str
    kind: ImportKind
    mapping: dict[str, str]
    options: ImportOptionsOut
    actions: list[str]


class PresetPage(Page[PresetOut]):
    """Every preset: the built-in ones, then the saved ones by name."""


_MOVES = tuple(Permission(f"import:{move.value}") for move in ImportMove)


def _brief(actor: Actor, found: Import, created_by: str | None, now: datetime) -> dict[str, Any]:
    status = ImportStatus(found.status)
    is_running = status in (ImportStatus.CHECKING, ImportStatus.COMMITTING, ImportStatus.UNDOING)
    moves = [ImportMove(word) for word in allowed(actor, _MOVES) if is_possible(status, ImportMove(word))]
    return {
        "id": found.id,
        "kind": found.kind,
        "status": status,
        "file": ImportFileOut(name=found.file_name, size_bytes=found.size_bytes, sha256=found.sha256),
        "source": found.options["source"],
        "counts": found.counts,
        "progress": _progress(found),
        "problem": found.problem,
        "is_stalled": is_running and is_dead(found.progress_at or found.updated_at, now),
        "created_by_id": found.created_by_id,
        "created_by_name": created_by,
        "created_at": found.created_at,
        "updated_at": found.updated_at,
        "finished_at": found.finished_at,
        "actions": [move.value for move in moves],
        "version": found.version,
    }


def _progress(found: Import) -> ImportProgressOut:
    rate = left = None
    if found.progress_at is not None and found.run_started_at is not None:
        seconds = (found.progress_at - found.run_started_at).total_seconds()
        rows = found.rows_done - found.run_rows_from
        rate = round(rows / seconds, 1) if seconds > 0 and rows > 0 else None
    if rate and found.rows_total is not None:
        left = max(0, round((found.rows_total - found.rows_done) / rate))
    return ImportProgressOut(rows=found.rows_done, total=found.rows_total, rate=rate, seconds_left=left)


def show_brief(actor: Actor, found: Import, created_by: str | None, now: datetime) -> ImportBriefOut:
    """An import as a list shows it."""
    return ImportBriefOut(**_brief(actor, found, created_by, now))


def show_import(
    actor: Actor, found: Import, values: list[ImportValue], created_by: str | None, now: datetime
) -> ImportOut:
    """An import as `actor` sees it."""
    return ImportOut(
        **_brief(actor, found, created_by, now),
        sheets=found.sheets,
        reading=ReadingOut(**found.reading),
        columns=[_column(found, column) for column in found.columns],
        fields=_fields(found),
        mapping=found.mapping,
        options=_options(found.options),
        dates=_dates(found.dates),
        unknown_values=[_value(value) for value in values],
    )


def _column(found: Import, column: dict[str, Any]) -> ColumnOut:
    samples = [mask_cell(found, column["index"], sample) for sample in column["samples"]]
    return ColumnOut(**{**column, "samples": samples})


def _fields(found: Import) -> list[FieldOut]:
    """What columns may be; of past evaluations any column may be an item of the scorecard."""
    kind = ImportKind(found.kind)
    known = [FieldOut(name=field.name, label=field.label) for field in FIELDS[kind]]
    if kind is not ImportKind.EVALUATIONS:
        return known
    items = [FieldOut(name=f"{ITEM}{c['index']}", label=f"Item da ficha: {c['name']}") for c in found.columns]
    return known + items


def _options(document: dict[str, Any]) -> ImportOptionsOut:
    return ImportOptionsOut(**options_document(options_from(document)))


def _dates(document: dict[str, Any]) -> DatesOut:
    example = document["example"]
    readings = {} if example is None else {order.value: _reading(example, order) for order in DateOrder}
    return DatesOut(**document, readings=readings)


def _reading(example: str, order: DateOrder) -> str | None:
    try:
        return read_day(example, order).isoformat()
    except Unreadable:
        return None


def _value(value: ImportValue) -> UnknownValueOut:
    return UnknownValueOut(
        field=value.field,
        value=value.value,
        rows=value.rows,
        near=[NearOut(**near) for near in value.near],
        decision=DecisionOut(**value.decision) if value.decision else None,
    )


def show_preset(actor: Actor, preset: ImportPreset) -> PresetOut:
    """A saved preset as `actor` sees it."""
    return PresetOut(
        key=str(preset.id),
        id=preset.id,
        name=preset.name,
        kind=ImportKind(preset.kind),
        mapping=preset.mapping,
        options=_options(preset.options),
        actions=["delete"] if may_delete_preset(actor, preset) else [],
    )


def show_built_in(preset: BuiltIn) -> PresetOut:
    """A preset that every installation has."""
    return PresetOut(
        key=preset.key,
        id=None,
        name=preset.name,
        kind=ImportKind.CALLS,
        mapping=dict(preset.mapping or {}),
        options=_options(options_document(preset.options)),
        actions=[],
    )
