"""Where two versions of a scorecard do not measure with one ruler."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from monitoria.scorecards.rules import Criterion, Definition, Section


def changed_criteria(before: Definition, after: Definition) -> list[str]:
    """The keys of criteria that are new, gone, or whose weight, scale, options or label is another; in form order."""
    old = {criterion.key: _ruler(before, section, criterion) for section, criterion in before.criteria()}
    new = {criterion.key: _ruler(after, section, criterion) for section, criterion in after.criteria()}
    return [key for key in _keys(before, after) if old.get(key) != new.get(key)]


def _keys(before: Definition, after: Definition) -> Iterator[str]:
    seen = set()
    for definition in (after, before):
        for _, criterion in definition.criteria():
            if criterion.key not in seen:
                seen.add(criterion.key)
                yield criterion.key


def _ruler(definition: Definition, section: Section, criterion: Criterion) -> tuple[Any, ...]:
    """What decides how an answer is read and what it weighs; guidance and order do not."""
    return (
        definition.scoring,
        section.weight,
        section.excluded,
        criterion.label,
        criterion.kind,
        criterion.weight,
        criterion.minimum,
        criterion.maximum,
        criterion.step,
        criterion.severity,
        criterion.fatal_scope,
        criterion.fails_below,
        criterion.defect_class,
        criterion.options,
    )
