"""Which column is which: by what stands above it and by what its values look like."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from monitoria.imports.rules.fields import FIELDS, Field, ImportKind, Looks
from monitoria.imports.rules.moments import DateOrder, read_moment, read_time
from monitoria.imports.rules.problems import Unreadable
from monitoria.imports.rules.values import read_duration, read_yes
from monitoria.platform.search import strip_accents
from monitoria.platform.tables import Cell, is_blank

Mapped = Mapping[str, int]
_LEAST_SHARE, _LEAST_SHARE_SAID = 0.6, 0.2
_LEAST_SCORE = 0.5
_JOINTS = re.compile(r"[^a-z0-9]+")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
# What a table of calls is known by: who took them, and when.
_ESSENTIAL = ({"operator", "external_id", "customer_phone", "duration_seconds", "answered"}, {"started_at", "date"})


def header_key(text: str) -> str:
    """A header as its words: `Call_ID` and `CallId` are `call id`."""
    return _JOINTS.sub(" ", strip_accents(_CAMEL.sub(" ", text))).strip()


def guess_mapping(kind: ImportKind, header: Sequence[str], sample: Sequence[Sequence[Cell]]) -> dict[str, int]:
    """Field → column, each at most once; a column whose values contradict its header is not taken."""
    columns = [_values(sample, index) for index in range(len(header))]
    offers = []
    for index, name in enumerate(header):
        for field in FIELDS[kind]:
            score = _header_score(field, name)
            if score >= _LEAST_SCORE and _fits(field.looks, columns[index], score):
                offers.append((score + _bonus(field.looks, columns[index]), -index, field.name, index))
    found: dict[str, int] = {}
    for _, _, field_name, index in sorted(offers, reverse=True):
        if field_name not in found and index not in found.values():
            found[field_name] = index
    if kind is ImportKind.CALLS:
        _guess_by_values(found, columns)
        _drop_needless(found)
    return found


def is_about_calls(mapping: Mapped) -> bool:
    """Whether the guess found what makes a table one of calls: a moment, and who or what took place then."""
    return all(wanted & mapping.keys() for wanted in _ESSENTIAL)


def _drop_needless(found: dict[str, int]) -> None:
    """A whole moment says the date and the time already."""
    if "started_at" in found:
        found.pop("date", None)
        found.pop("time", None)


def _header_score(field: Field, header: str) -> float:
    key = header_key(header)
    squeezed = key.replace(" ", "")
    for place, word in enumerate(field.words):
        if key == word or squeezed == word.replace(" ", ""):
            return 1.0 - place * 0.002
    words = set(key.split())
    return max((0.6 for word in field.words if len(word) > 3 and set(word.split()) <= words), default=0.0)


def _values(sample: Sequence[Sequence[Cell]], index: int) -> list[Cell]:
    return [row[index] for row in sample if index < len(row) and not is_blank(row[index])]


def _is_moment(cell: Cell) -> None:
    read_moment(cell, DateOrder.DAY_FIRST if not _is_month_first(cell) else DateOrder.MONTH_FIRST)


def _is_month_first(cell: Cell) -> bool:
    try:
        read_moment(cell, DateOrder.DAY_FIRST)
    except Unreadable:
        return True
    return False


_PROBES: Mapping[Looks, Callable[[Cell], object]] = {
    Looks.MOMENT: _is_moment,
    Looks.DAY: _is_moment,
    Looks.CLOCK: read_time,
    Looks.DURATION: read_duration,
    Looks.YES_NO: read_yes,
}


def _share(looks: Looks, values: Sequence[Cell]) -> float:
    probe = _PROBES[looks]
    good = 0
    for value in values:
        try:
            probe(value)
        except Unreadable:
            continue
        good += 1
    return good / len(values)


def _fits(looks: Looks, values: Sequence[Cell], score: float) -> bool:
    """Whether enough values are what the field wants; a header that says it outright is believed more."""
    if not values or looks is Looks.ANY:
        return True
    if looks is Looks.TEXT:
        return any(isinstance(value, str | int | float) for value in values)
    return _share(looks, values) >= (_LEAST_SHARE_SAID if score > 0.9 else _LEAST_SHARE)


def _bonus(looks: Looks, values: Sequence[Cell]) -> float:
    """A moment with a time of the day is the start itself; one at midnight only is a date."""
    if looks not in (Looks.MOMENT, Looks.DAY) or not values:
        return 0.0
    has_clock = any(_has_clock(value) for value in values[:50])
    return 0.05 if has_clock == (looks is Looks.MOMENT) else -0.3


def _has_clock(value: Cell) -> bool:
    try:
        moment = read_moment(value, DateOrder.MONTH_FIRST if _is_month_first(value) else DateOrder.DAY_FIRST)
    except Unreadable:
        return False
    return (moment.hour, moment.minute, moment.second) != (0, 0, 0)


def _guess_by_values(found: dict[str, int], columns: Sequence[Sequence[Cell]]) -> None:
    """Where no header spoke: the first free column of moments is the start."""
    if {"started_at", "date"} & found.keys():
        return
    for index, values in enumerate(columns):
        if index in found.values() or not values or all(isinstance(v, int | float) for v in values):
            continue
        if _share(Looks.MOMENT, values) > 0.9 and not all(str(v).isdecimal() for v in values):
            found["started_at" if any(map(_has_clock, values[:50])) else "date"] = index
            return
