"""A definition as a plain document (what the database keeps) and back.

Decimals travel as text, so that nothing is ever rounded on the way: ``0.1`` comes back as ``0.1``.
Members that hold their default are left out; reading puts them back.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import MISSING, fields
from decimal import Decimal
from enum import StrEnum
from typing import Any

from monitoria.scorecards.rules.definition import (
    CommentRequired,
    Criterion,
    DefectClass,
    Definition,
    FatalScope,
    Kind,
    Option,
    ScoringMode,
    Section,
    Severity,
    ShownWhen,
)

Document = Mapping[str, Any]
_ENUMS: Mapping[str, type[StrEnum]] = {
    "scoring": ScoringMode,
    "kind": Kind,
    "comment_required": CommentRequired,
    "severity": Severity,
    "fatal_scope": FatalScope,
    "defect_class": DefectClass,
}
_NUMBERS = frozenset(
    {"pass_mark", "weight", "minimum", "maximum", "step", "comment_below", "fails_below"}
    | {"score", "value", "bonus", "at_least", "at_most"}
)
_Part = Definition | Section | Criterion | Option | ShownWhen


def to_document(part: _Part) -> dict[str, Any]:
    """The JSON document of a definition or of one of its parts."""
    return {
        field.name: _plain(getattr(part, field.name))
        for field in fields(part)
        if field.default is MISSING or getattr(part, field.name) != field.default
    }


def _plain(value: object) -> object:
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, _Part):
        return to_document(value)
    return value


def from_document(document: Document) -> Definition:
    """The definition kept in a document written by :func:`to_document`.

    Also reads documents whose numbers are ``int`` or ``Decimal``. The shape is trusted: a missing member
    raises ``KeyError`` or ``TypeError``; sense is the matter of ``check_definition``.
    """
    return Definition(**_values(document, sections=_section))


def _section(document: Document) -> Section:
    return Section(**_values(document, criteria=_criterion))


def _criterion(document: Document) -> Criterion:
    values = _values(document, options=_option)
    condition = values.get("shown_when")
    if condition is not None:
        values["shown_when"] = ShownWhen(**_values(condition, options=str))
    return Criterion(**values)


def _option(document: Document) -> Option:
    return Option(**_values(document))


def _values(document: Document, **lists: Any) -> dict[str, Any]:
    return {name: _value(name, value, lists.get(name)) for name, value in document.items()}


def _value(name: str, value: object, reader: Any) -> object:
    if value is None:
        return None
    if reader is not None and isinstance(value, Sequence):
        return tuple(reader(item) for item in value)
    if name in _NUMBERS:
        return Decimal(str(value))
    if name in _ENUMS:
        return _ENUMS[name](str(value))
    return value
