"""Evaluations of the past: one row an evaluation, one column an item of the scorecard that they were made with."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any

from monitoria.evaluations.rules import Answer
from monitoria.imports.rules.moments import DateOrder, read_moment
from monitoria.imports.rules.near import value_key
from monitoria.imports.rules.problems import LONGEST_VALUE, RowProblem, Unreadable
from monitoria.imports.rules.values import read_label, read_number, read_yes
from monitoria.platform.search import strip_accents
from monitoria.platform.tables import Cell, cell_text, is_blank
from monitoria.scorecards.rules import Criterion, Definition, Kind, Option, ScoringMode, Section
from monitoria.settings.rules import keys_from_label

ITEM = "item_"
_NOT_APPLICABLE = frozenset(["nsa", "n/a", "na", "nao se aplica", "-", "--", "not applicable"])
_MAXIMA = tuple(map(Decimal, (1, 2, 3, 4, 5, 10, 15, 20, 25, 50, 100)))
# Totals that were rounded elsewhere differ by this much without being wrong.
_TOLERANCE = Decimal("0.1")
_NAMES = ("operator", "evaluator", "external_id", "customer_name")
_NO_DATE = "A linha não tem a data da chamada nem a da monitoria."
Value = Decimal | bool | None


@dataclass(frozen=True, slots=True)
class PastEvaluation:
    """What a row says. `answers`: column → value, None where the item does not apply; times are as written."""

    row: int
    operator: str
    evaluator: str
    external_id: str | None
    customer_name: str | None
    notes: str
    started_at: datetime | None
    evaluated_at: datetime | None
    total: Decimal | None
    answers: Mapping[int, Value]


def item_columns(mapping: Mapping[str, int]) -> list[int]:
    """The columns that are items of the scorecard."""
    return sorted(column for name, column in mapping.items() if name.startswith(ITEM))


def guess_items(header: Sequence[str], sample: Sequence[Sequence[Cell]], taken: Iterable[int]) -> dict[str, int]:
    """Every free column whose values are all marks, yes or no, or "not applicable" is an item."""
    found, busy = {}, set(taken)
    for index in range(len(header)):
        values = [row[index] for row in sample if index < len(row) and not is_blank(row[index])]
        if index not in busy and values and all(_is_mark(value) for value in values):
            found[f"{ITEM}{index}"] = index
    return found


def _is_mark(cell: Cell) -> bool:
    try:
        read_mark(cell)
    except Unreadable:
        return False
    return True


def read_mark(cell: Cell) -> Value:
    """The answer to one item: a number, yes or no, or None where it does not apply. Raises `Unreadable`."""
    if is_blank(cell) or strip_accents(cell_text(cell)) in _NOT_APPLICABLE:
        return None
    text = cell_text(cell).removesuffix("%").strip()
    try:
        number = Decimal(str(read_number(cell if not isinstance(cell, str) else text)))
    except Unreadable:
        return read_yes(cell)
    if not 0 <= number <= 1_000:
        raise Unreadable("mark", f"“{text[:40]}” não é uma nota.")
    return number


class PastReader:
    """Reads rows by one mapping; `problems` are those of the last row."""

    def __init__(self, mapping: Mapping[str, int], order: DateOrder | None, width: int) -> None:
        self._at, self._order, self._width = dict(mapping), order or DateOrder.DAY_FIRST, width
        self._items = item_columns(mapping)
        self.problems: list[RowProblem] = []

    def read(self, row: int, cells: Sequence[Cell]) -> PastEvaluation | None:
        """The evaluation of a row, or None when something in it can't be read."""
        self.problems = []
        if len(cells) < self._width:
            message = f"A linha tem {len(cells)} colunas; o cabeçalho tem {self._width}."
            self.problems.append(RowProblem(row, None, "ragged", message))
            return None
        answers = {column: self._try(row, column, cells, read_mark) for column in self._items}
        total = self._try(row, self._at.get("total"), cells, read_mark)
        moments = [self._try(row, self._at.get(name), cells, self._moment) for name in ("started_at", "evaluated_on")]
        texts = {name: self._text(row, name, cells) for name in _NAMES}
        notes = self._text(row, "notes", cells)
        if not any(moments):
            self.problems.append(RowProblem(row, None, "missing", _NO_DATE))
        if answers and all(value is None for value in answers.values()):
            self.problems.append(RowProblem(row, None, "missing", "A linha não tem nenhuma resposta."))
        if self.problems:
            return None
        return PastEvaluation(
            row=row,
            operator=texts["operator"],
            evaluator=texts["evaluator"],
            external_id=texts["external_id"] or None,
            customer_name=texts["customer_name"] or None,
            notes=notes,
            started_at=moments[0],
            evaluated_at=moments[1],
            total=total if isinstance(total, Decimal) else None,
            answers=answers,
        )

    def _moment(self, cell: Cell) -> datetime | None:
        return None if is_blank(cell) else read_moment(cell, self._order)

    def _text(self, row: int, name: str, cells: Sequence[Cell]) -> str:
        longest = 4_000 if name == "notes" else 100
        return self._try(row, self._at.get(name), cells, lambda cell: read_label(cell, longest)) or ""

    def _try(self, row: int, column: int | None, cells: Sequence[Cell], read: Callable[[Cell], Any]) -> Any:
        if column is None:
            return None
        try:
            return read(cells[column])
        except Unreadable as fault:
            value = cell_text(cells[column])[:LONGEST_VALUE]
            self.problems.append(RowProblem(row, column, fault.rule, str(fault), value))
            return None


@dataclass(slots=True)
class Scales:
    """What the answers to each item look like, and how the file's totals are counted."""

    largest: dict[int, Decimal] = field(default_factory=dict)
    worded: set[int] = field(default_factory=set)
    totals: list[Decimal] = field(default_factory=list)

    def see(self, past: PastEvaluation) -> None:
        """One row more."""
        for column, value in past.answers.items():
            if isinstance(value, bool):
                self.worded.add(column)
            elif value is not None:
                self.largest[column] = max(value, self.largest.get(column, Decimal(0)))
        if past.total is not None:
            self.totals.append(past.total)

    def definition(self, names: Mapping[int, str], columns: Sequence[int]) -> Definition:
        """The scorecard: each item worth its largest mark, so that the score is what was earned over what could be."""
        taken: set[str] = set()
        criteria = []
        for column in columns:
            key = next(k for k in keys_from_label(value_key(names[column])) if _as_key(k) not in taken)
            taken.add(_as_key(key))
            criteria.append(self._criterion(_as_key(key), names[column][:200], column))
        sections = (Section(key="imported", label="Atendimento", criteria=tuple(criteria)),)
        return Definition(sections=sections, scoring=ScoringMode.POINTS)

    def _criterion(self, key: str, label: str, column: int) -> Criterion:
        if column in self.worded and column not in self.largest:
            options = (Option("yes", "Sim", score=Decimal(1)), Option("no", "Não", score=Decimal(0)))
            return Criterion(key, label, kind=Kind.SINGLE, na_allowed=True, options=options)
        largest = self.largest.get(column, Decimal(1))
        best = next((maximum for maximum in _MAXIMA if maximum >= largest), largest)
        zero = Decimal(0)
        return Criterion(key, label, kind=Kind.NUMBER, weight=best, na_allowed=True, minimum=zero, maximum=best)


def _as_key(key: str) -> str:
    return key if key[0].isalpha() else f"item_{key}"[:60]


def answers_of(definition: Definition, columns: Sequence[int], past: PastEvaluation) -> tuple[Answer, ...]:
    """The row's answers as the scorecard asks for them; yes is all, no is nothing where others gave marks."""
    made = []
    for (_, criterion), column in zip(definition.criteria(), columns, strict=True):
        value = past.answers[column]
        if value is None:
            made.append(Answer(criterion.key, not_applicable=True))
        elif criterion.kind is Kind.SINGLE:
            made.append(Answer(criterion.key, options=("yes" if value else "no",)))
        elif isinstance(value, bool):
            made.append(Answer(criterion.key, value=criterion.maximum if value else Decimal(0)))
        else:
            made.append(Answer(criterion.key, value=value))
    return tuple(made)


def total_unit(pairs: Iterable[tuple[Decimal, Decimal]], possible: Decimal) -> Decimal:
    """What one point of the file's totals is worth in percent: whatever most rows (total, our score) agree with."""
    units = [Decimal(1), Decimal(10), Decimal(100), Decimal(100) / possible if possible else Decimal(1)]
    seen = list(pairs)
    return max(units, key=lambda unit: sum(is_same_total(total, ours, unit) for total, ours in seen))


def is_same_total(total: Decimal, ours: Decimal, unit: Decimal) -> bool:
    """Whether the file's total says the same as our score, rounding aside."""
    return abs(total * unit - ours) <= _TOLERANCE * max(Decimal(1), unit / 10)
