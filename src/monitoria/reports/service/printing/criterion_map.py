"""The map criterion × operator on paper: numbers first, the colour only underlines them. Operators by name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import ceil
from typing import Any

from monitoria.analytics.queries import Sample
from monitoria.reports.queries.months import CriterionMap
from monitoria.reports.rules.saying import say_number
from monitoria.reports.service.printing.figures import estimate_of

# So many items stand beside each other on the paper; more make more tables, about equally wide.
MOST_ITEMS_A_TABLE = 8
# How far apart the ends of the colours are at least: noise must not look like a difference.
_LEAST_SPAN = 20.0


def told_map(found: CriterionMap, words: Mapping[str, str], language: str) -> list[dict[str, Any]]:
    """Tables of at most `MOST_ITEMS_A_TABLE` items each: the heads, and a row for all and for each operator."""
    lines = [(words["map_all"], found.whole), *((name, cells) for name, cells in found.rows)]
    means = [
        mean
        for _, cells in lines
        for sample in cells.values()
        if (mean := estimate_of(sample).mean) is not None and estimate_of(sample).is_sufficient
    ]
    tables = []
    wide = ceil(len(found.items) / ceil(len(found.items) / MOST_ITEMS_A_TABLE)) if found.items else 1
    for at in range(0, len(found.items), wide):
        keys = found.items[at : at + wide]
        tables.append(
            {
                "heads": [found.labels[key] for key in keys],
                "rows": [
                    {"name": name, "cells": [_cell(cells.get(key), means, language) for key in keys]}
                    for name, cells in lines
                ],
            }
        )
    return tables


def _cell(sample: Sample | None, means: Sequence[float], language: str) -> dict[str, Any] | None:
    """What a cell says; `level`: how strongly it asks for attention, 0 to 1: never where it rests on too little."""
    if sample is None or not sample.n:
        return None
    found = estimate_of(sample)
    highest = max(means, default=100.0)
    span = max(_LEAST_SPAN, highest - min(means, default=highest))
    level = (highest - (found.mean or 0)) / span if found.is_sufficient else 0.0
    return {
        "mean": say_number(found.mean, language, 0),
        "n": found.n,
        "level": round(min(max(level, 0.0), 1.0), 3),
        "is_sufficient": found.is_sufficient,
    }
