"""What the values of a file may name: the operators in reach, the open categories; and what was decided of the rest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from monitoria.imports import queries
from monitoria.imports.models import ImportValue
from monitoria.imports.rules.decisions import Decision, DecisionAction
from monitoria.imports.rules.near import likeness, nearest, value_key
from monitoria.people.queries import reachable_operators
from monitoria.platform.access import Actor
from monitoria.platform.tables import refuse
from monitoria.settings.queries import list_categories

MOST_UNKNOWN = 2_000
_MOST_GROUPED = 300
_ALIKE = 0.8


@dataclass(frozen=True, slots=True)
class Operator:
    """Whom a value names."""

    id: UUID
    team_id: UUID | None
    name: str


@dataclass(slots=True)
class Known:
    """Values by key. A name that two operators share names neither: somebody must say which is meant."""

    operators: dict[str, Operator] = field(default_factory=dict)
    categories: dict[str, str] = field(default_factory=dict)
    category_labels: dict[str, str] = field(default_factory=dict)
    refused: set[tuple[str, str]] = field(default_factory=set)

    def operator(self, value: str) -> Operator | None:
        """The operator that this value names."""
        return self.operators.get(value_key(value))

    def category(self, value: str) -> str | None:
        """The key of the category that this value names."""
        return self.categories.get(value_key(value))


def load_known(session: Session, actor: Actor) -> Known:
    """What is known now, before any decision."""
    known = Known()
    people = reachable_operators(session, actor)
    names = Counter(value_key(user.full_name) for user in people)
    for user in people:
        operator = Operator(user.id, user.team_id, user.full_name)
        if names[value_key(user.full_name)] == 1:
            known.operators[value_key(user.full_name)] = operator
    for user in people:
        operator = Operator(user.id, user.team_id, user.full_name)
        for other in (user.username, user.email):
            if other:
                known.operators.setdefault(value_key(other), operator)
    for category in list_categories(session, is_active=True):
        known.category_labels[category.key] = category.label
        for value in (category.label, category.key):
            known.categories.setdefault(value_key(value), category.key)
    return known


def apply_decisions(known: Known, values: Iterable[ImportValue], people: Mapping[UUID, Operator]) -> None:
    """Let decided values name what they were taken for; `people` are the operators in reach by identifier."""
    for value in values:
        decision = Decision.of(value.decision) if value.decision else None
        if decision is None or decision.action is not DecisionAction.MAP or decision.target is None:
            known.refused.add((value.field, value.key))
        elif value.field == "category" and decision.target in known.category_labels:
            known.categories[value.key] = decision.target
        elif value.field == "operator" and UUID(decision.target) in people:
            known.operators[value.key] = people[UUID(decision.target)]
        else:
            known.refused.add((value.field, value.key))


class UnknownValues:
    """Gathers what a file names and nobody knows, once per spelling."""

    def __init__(self) -> None:
        self._found: dict[tuple[str, str], tuple[str, int]] = {}

    def note(self, field_name: str, value: str) -> None:
        """One row more with this value. Raises `FileRefused` when they are too many to be names."""
        place = (field_name, value_key(value))
        first, rows = self._found.get(place, (value, 0))
        self._found[place] = (first, rows + 1)
        if len(self._found) > MOST_UNKNOWN:
            message = (
                f"Há mais de {MOST_UNKNOWN} valores desconhecidos: confira as colunas do atendente e da categoria."
            )
            raise refuse("too-many-unknown", message)

    def write(self, session: Session, import_id: UUID, known: Known) -> None:
        """Replace the import's unknown values; what was decided of the same values before still holds."""
        before = {(value.field, value.key): value for value in queries.values_of(session, import_id)}
        for place, value in before.items():
            if place not in self._found:
                session.delete(value)
        for (name, key), (text, rows) in self._found.items():
            near = _near(name, key, known) + self._alike(name, key)
            row = before.get((name, key))
            if row is None:
                row = ImportValue(import_id=import_id, field=name, key=key, value=text[:160], decision=None)
                session.add(row)
            row.rows, row.near = rows, near
        session.flush()

    def _alike(self, name: str, key: str) -> list[dict[str, Any]]:
        """Other unknown spellings of probably the same; `id` null, for there is nothing yet to take them for."""
        others = [other for field_name, other in self._found if field_name == name and other != key]
        if len(others) > _MOST_GROUPED:
            return []
        return [
            {"id": None, "label": self._found[name, other][0]} for other in others if likeness(key, other) >= _ALIKE
        ]


def _near(name: str, key: str, known: Known) -> list[dict[str, Any]]:
    if name == "category":
        found = dict.fromkeys(known.categories[other] for other in nearest(key, known.categories))
        return [{"id": target, "label": known.category_labels[target]} for target in found]
    people = {known.operators[other].id: known.operators[other] for other in nearest(key, known.operators)}
    return [{"id": str(operator.id), "label": operator.name} for operator in people.values()]
