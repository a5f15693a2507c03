"""Visibility conditions of Genesys Cloud as conditions of criteria.

A predicate names an answer by its place: `/form/questionGroup/0/question/1/answer/0`, or
`../question/1/answer/0` inside the same group. Places count from 0.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from monitoria.imports.rules.forms.conditions import all_of, any_of
from monitoria.imports.rules.forms.reading import Node
from monitoria.scorecards.rules import Criterion, ShownWhen

_PREDICATE = re.compile(r"(?:/form/questionGroup/(\d{1,4})|\.\.)/question/(\d{1,4})/answer/(\d{1,4})")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a question stands: its group, its place in it and, for an answer of a multiple selection, that one's."""

    group: int
    question: int
    part: int | None = None


@dataclass(slots=True)
class Shown:
    """What has been read so far, by its place, with the key that each of its answers got."""

    criteria: dict[str, Criterion] = field(default_factory=dict)
    places: dict[Place, tuple[str, tuple[str, ...]]] = field(default_factory=dict)
    selections: set[Place] = field(default_factory=set)

    def remember(self, place: Place, criterion: Criterion, options: tuple[str, ...]) -> None:
        self.criteria[criterion.key] = criterion
        self.places[place] = (criterion.key, options)

    def find(self, predicate: str, place: Place) -> ShownWhen | None:
        """The condition of one predicate of the item at `place`; None when it names nothing that came before."""
        match = _PREDICATE.fullmatch(predicate)
        if match is None:
            return None
        group, question, answer = match.groups()
        wanted = Place(place.group if group is None else int(group), int(question))
        if group is None and place.part is not None and wanted in self.selections:
            wanted = Place(place.group, place.question, int(question))
        found = self.places.get(wanted)
        if found is None or int(answer) >= len(found[1]):
            return None
        return ShownWhen(found[0], (found[1][int(answer)],))


def shown_when(conditions: list[tuple[Node, Place]], shown: Shown) -> ShownWhen | None:
    """One condition that says what all of these do (a group's and the question's own), None when it can't be said."""
    read = []
    for node, place in conditions:
        condition = _one(node, place, shown)
        if condition is None:
            return None
        read.append(condition)
    return all_of(read, shown.criteria)


def _one(node: Node, place: Place, shown: Shown) -> ShownWhen | None:
    node.leave("combiningOperation", "predicates")
    operation = node.text("combiningOperation") or "AND"
    found = [shown.find(predicate, place) for _, predicate in node.texts("predicates")]
    known = [condition for condition in found if condition is not None]
    if not known or len(known) < len(found) or operation not in ("AND", "OR"):
        return None
    return any_of(known) if operation == "OR" else all_of(known, shown.criteria)
