"""Ranges of a numeric question of Amazon Connect as bands without gaps."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from monitoria.imports.rules.forms.reading import Node
from monitoria.scorecards.rules import Option

ZERO, ONE = Decimal(0), Decimal(1)


@dataclass(frozen=True, slots=True)
class Bounds:
    """The least and the greatest answer."""

    least: Decimal
    most: Decimal


def bounds_of(properties: Node | None, question: Node) -> Bounds:
    """The bounds of the answer; a fault when they are missing or turned about."""
    least = properties.number("MinValue") if properties is not None else None
    most = properties.number("MaxValue") if properties is not None else None
    if least is None or most is None:
        question.reading.refuse(question.pointer, "A pergunta numérica não diz o mínimo e o máximo.", "bounds")
    elif least >= most:
        question.reading.refuse(question.pointer, "O máximo deve ser maior que o mínimo.", "bounds")
    return Bounds(least or ZERO, most or ONE)


def fill_bands(nodes: Sequence[Node], options: Sequence[Option], bounds: Bounds, question: Node) -> tuple[Option, ...]:
    """The bands in rising order, with bands worth nothing where the ranges leave a gap, which is told."""
    ranges = sorted(zip(map(_range, nodes), options, strict=True), key=lambda pair: pair[0].least)
    if not ranges:
        return ()
    if any(not bounds.least <= r.least <= r.most <= bounds.most for r, _ in ranges):
        question.reading.refuse(question.pointer, "Uma faixa passa do mínimo ou do máximo da pergunta.", "bands-bounds")
        return tuple(options)
    if any(later.least <= earlier.most for (earlier, _), (later, _) in pairwise(ranges)):
        question.reading.refuse(question.pointer, "Há faixas que se sobrepõem.", "bands-overlap")
        return tuple(options)
    filled = tuple(_filled(ranges, bounds))
    if len(filled) > len(options):
        message = "As faixas não cobrem todos os números: os que faltavam entraram valendo 0."
        question.reading.note(question.pointer, message, "bands-gap")
    return filled


def _range(node: Node) -> Bounds:
    least, most = node.number("MinValue"), node.number("MaxValue")
    for name, value in (("MinValue", least), ("MaxValue", most)):
        if value is None:
            node.reading.refuse(node.place(name), f"Falta “{name}”.", "required")
    return Bounds(least or ZERO, most or ZERO)


def _filled(ranges: Sequence[tuple[Bounds, Option]], bounds: Bounds) -> Iterator[Option]:
    reached = bounds.least
    for number, (band, option) in enumerate(ranges):
        if band.least > reached:
            yield _gap(number, reached)
        yield option
        reached = band.most + 1
    if reached <= bounds.most:
        yield _gap(len(ranges), reached)


def _gap(number: int, least: Decimal) -> Option:
    return Option(key=f"gap_{number}", label="Sem pontuação", score=ZERO, value=least)
