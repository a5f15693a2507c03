"""What becomes of a value that names nothing we know: create it, take it for something known, or keep its rows out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from uuid import UUID

from monitoria.platform.errors import FieldError


class DecisionAction(StrEnum):
    CREATE = "create"
    MAP = "map"
    REJECT = "reject"


@dataclass(frozen=True, slots=True)
class Decision:
    """`target`: the operator's id or category's key to take it for; of what is created, its name (None: the value
    itself), and what is created under one name is created once. `team_id`: the team of an operator to create."""

    action: DecisionAction
    target: str | None = None
    team_id: UUID | None = None

    def as_document(self) -> dict[str, Any]:
        """As the database keeps it."""
        team = None if self.team_id is None else str(self.team_id)
        return {"action": self.action.value, "target": self.target, "team_id": team}

    @classmethod
    def of(cls, document: Mapping[str, Any]) -> Decision:
        """What `as_document` gave."""
        team = document.get("team_id")
        return cls(DecisionAction(document["action"]), document.get("target"), UUID(team) if team else None)


def check_decision(decision: Decision, field: str, pointer: str) -> list[FieldError]:
    """A mapping names its target, which for operators is an identifier."""
    if decision.action is not DecisionAction.MAP:
        return []
    if not decision.target:
        return [FieldError(f"{pointer}/target", "Diga a quem este valor corresponde.", "required")]
    if field == "category":
        return []
    try:
        UUID(decision.target)
    except ValueError:
        return [FieldError(f"{pointer}/target", "Este não é um identificador.", "format")]
    return []
