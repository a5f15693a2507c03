"""Conditional enablement of Amazon Connect as a condition of a criterion."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from monitoria.imports.rules.forms.conditions import all_of, any_of
from monitoria.imports.rules.forms.reading import Node
from monitoria.scorecards.rules import Criterion, Kind, ShownWhen


@dataclass(frozen=True, slots=True)
class Asked:
    """A choice already read: its criterion, and the keys of its answers by their identifiers."""

    criterion: Criterion
    options: Mapping[str, str]


def shown_when(enablement: Node, asked: Mapping[str, Asked]) -> ShownWhen | None:
    """The condition, or None when a scorecard can't say it. `asked`: earlier choices by their identifiers."""
    enablement.leave("Condition", "Action", "DefaultAction")
    action, otherwise = enablement.text("Action"), enablement.text("DefaultAction")
    condition = enablement.child("Condition")
    if condition is None or action not in ("ENABLE", "DISABLE") or action == otherwise:
        return None
    return _condition(condition, asked, is_shown=action == "ENABLE")


def _condition(condition: Node, asked: Mapping[str, Asked], *, is_shown: bool) -> ShownWhen | None:
    found = []
    for operand in condition.items("Operands"):
        inside, expression = operand.child("Condition"), operand.child("Expression")
        read = None
        if inside is not None:
            read = _condition(inside, asked, is_shown=is_shown)
        elif expression is not None:
            read = _expression(expression, asked, is_shown=is_shown)
        if read is None:
            return None
        found.append(read)
    # What disables a question when all of several hold leaves it shown when any of them does not.
    is_any = (condition.text("Operator") == "OR") == is_shown
    if len(found) < 2:
        return found[0] if found else None
    return any_of(found) if is_any else all_of(found, {a.criterion.key: a.criterion for a in asked.values()})


def _expression(expression: Node, asked: Mapping[str, Asked], *, is_shown: bool) -> ShownWhen | None:
    source = expression.child("Source")
    met = asked.get(source.text("RefId")) if source is not None else None
    if met is None:
        return None
    chosen = tuple(met.options.get(value.text("RefId"), "") for value in expression.items("Values"))
    if not all(chosen):
        return None
    comparator = expression.text("Comparator")
    is_single = met.criterion.kind is Kind.SINGLE
    if comparator in ("ALL_IN", "EXACT") and len(chosen) == 1 and (is_single or comparator == "ALL_IN"):
        comparator = "IN"
    if comparator not in ("IN", "NOT_IN"):
        return None
    return _choice(met.criterion, chosen, is_positive=(comparator == "IN") == is_shown)


def _choice(criterion: Criterion, chosen: tuple[str, ...], *, is_positive: bool) -> ShownWhen | None:
    if not is_positive and criterion.kind is not Kind.SINGLE:
        return None
    options = chosen if is_positive else tuple(o.key for o in criterion.options if o.key not in chosen)
    return ShownWhen(criterion.key, tuple(dict.fromkeys(options))) if options else None
