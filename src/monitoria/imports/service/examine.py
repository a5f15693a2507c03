"""Looking at a file: what its columns are called and hold, which is which, and how its dates and durations read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from monitoria.imports.errors import NotAboutCalls
from monitoria.imports.rules.fields import ImportKind
from monitoria.imports.rules.guessing import guess_mapping, is_about_calls
from monitoria.imports.rules.moments import weigh_dates
from monitoria.imports.rules.options import Options
from monitoria.imports.rules.past import guess_items
from monitoria.imports.rules.samples import pack_row
from monitoria.imports.rules.values import guess_unit
from monitoria.imports.service.tables import read_file, reading_document
from monitoria.platform.tables import Cell, TableFile, cell_text, is_blank

KEPT_ROWS = 30
MOST_SAMPLES = 5
_SAMPLE_LENGTH = 80


@dataclass(frozen=True, slots=True)
class Examined:
    """What an import keeps of its file, and what was guessed about it."""

    reading: dict[str, Any]
    sheets: list[str]
    columns: list[dict[str, Any]]
    dates: dict[str, Any]
    sample: list[Any]
    mapping: dict[str, int]
    options: Options
    rows: int


def examine_file(path: Path, kind: ImportKind, options: Options, mapping: Mapping[str, str] | None) -> Examined:
    """Examine the file; a mapping by columns' names (of a preset) is obeyed, otherwise it is guessed.

    Raises `FileRefused`, or `NotAboutCalls` when calls are wanted and there are none in it.
    """
    table, options = read_file(path, options)
    cells = [row for _, row in table.sample]
    guess = guess_mapping(kind, table.header, cells)
    if kind is ImportKind.EVALUATIONS:
        guess |= guess_items(table.header, cells, guess.values())
    chosen = _by_names(mapping, table.header) if mapping is not None else guess
    if kind is ImportKind.CALLS and not is_about_calls(chosen):
        raise NotAboutCalls()
    dates, options = weigh(chosen, cells, options, is_chosen=mapping is not None)
    return Examined(
        reading=reading_document(table.reading),
        sheets=table.sheets,
        columns=_columns(table, guess),
        dates=dates,
        sample=[pack_row(number, row) for number, row in table.sample[:KEPT_ROWS]],
        mapping=chosen,
        options=options,
        rows=table.reading.rows,
    )


def weigh(
    mapping: Mapping[str, int], sample: Sequence[Sequence[Cell]], options: Options, *, is_chosen: bool
) -> tuple[dict[str, Any], Options]:
    """How the dates of the mapped columns may be read, and the options that follow where nobody chose them."""
    columns = [mapping[name] for name in ("started_at", "date", "ended_at", "evaluated_on") if name in mapping]
    texts = [row[i] for i in columns for row in sample if i < len(row) and isinstance(row[i], str)]
    evidence = weigh_dates(str(value) for value in texts)
    dates = {"order": evidence.order, "is_proven": evidence.is_proven, "example": evidence.example}
    if is_chosen:
        return dates, options
    unit = options.duration_unit
    index = mapping.get("duration_seconds")
    if index is not None:
        unit = guess_unit(row[index] for row in sample if index < len(row))
    return dates, replace(options, date_order=evidence.order, duration_unit=unit)


def _by_names(mapping: Mapping[str, str], header: Sequence[str]) -> dict[str, int]:
    """Field → column of a mapping by names; a name that this file does not have is left out."""
    places = {name.casefold(): index for index, name in enumerate(header)}
    return {field: places[name.casefold()] for field, name in mapping.items() if name.casefold() in places}


def _columns(table: TableFile, guess: Mapping[str, int]) -> list[dict[str, Any]]:
    guessed = {index: name for name, index in guess.items()}
    return [
        {"index": index, "name": name[:120], "samples": _samples(table, index), "guess": guessed.get(index)}
        for index, name in enumerate(table.header)
    ]


def _samples(table: TableFile, index: int) -> list[str]:
    found: dict[str, None] = {}
    for _, row in table.sample:
        if index < len(row) and not is_blank(row[index]):
            found[cell_text(row[index])[:_SAMPLE_LENGTH]] = None
            if len(found) == MOST_SAMPLES:
                break
    return list(found)
