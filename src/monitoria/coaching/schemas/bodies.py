"""What comes in about plans."""

from __future__ import annotations

from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field, StringConstraints

from monitoria.coaching.queries import PlanFilter
from monitoria.coaching.rules import (
    MOST_ACTIONS,
    MOST_CRITERIA,
    MOST_SOURCES,
    NewAction,
    NewPlan,
    NewSession,
    PlanChanges,
    PlanStatus,
)
from monitoria.platform.http import Day, IdPath, PageQuery, Payload, Version
from monitoria.scorecards.schemas import Key

Objective = Annotated[str, StringConstraints(min_length=3, max_length=2_000)]
ActionText = Annotated[str, StringConstraints(min_length=1, max_length=500)]
NoteText = Annotated[str, StringConstraints(min_length=1, max_length=4_000)]
MayBeText = Annotated[str, StringConstraints(max_length=4_000)]
Criteria = Annotated[list[Key], Field(min_length=1, max_length=MOST_CRITERIA, description="Keys of the criteria.")]


class PlanBody(Payload):
    """A plan to make from published evaluations of one operator."""

    evaluation_ids: list[UUID] = Field(min_length=1, max_length=MOST_SOURCES)
    objective: Objective
    criteria: Criteria
    due_on: Day
    actions: list[ActionText] = Field(default_factory=list, max_length=MOST_ACTIONS)

    def as_new(self) -> NewPlan:
        """What the verb takes."""
        return NewPlan(self.evaluation_ids, self.objective, self.criteria, self.due_on, self.actions)


class PlanActionBody(Payload):
    """An action; with its `id` it keeps the mark it has."""

    id: UUID | None = None
    text: ActionText


class PlanUpdateBody(Payload):
    """What shall be otherwise; `actions` are all there shall be, in their order."""

    version: Version
    objective: Objective | None = None
    criteria: Criteria | None = None
    due_on: Day | None = None
    actions: list[PlanActionBody] | None = Field(None, max_length=MOST_ACTIONS)

    def as_changes(self) -> PlanChanges:
        """What the verb takes."""
        actions = None if self.actions is None else [NewAction(action.text, action.id) for action in self.actions]
        return PlanChanges(self.version, self.objective, self.criteria, self.due_on, actions)


class PlanStartBody(Payload):
    """Begin what was seen."""

    version: Version


class PlanEndBody(Payload):
    """Conclude or cancel what was seen; the operator reads the note."""

    version: Version
    closing_note: MayBeText = ""


class ActionMarkBody(Payload):
    """Done, or not done after all."""

    is_done: bool


class NoteBody(Payload):
    """A note; a private one its operator never reads."""

    text: NoteText
    is_private: bool = False


class SessionBody(Payload):
    """A session that was held; its operator reads the notes."""

    held_on: Day
    notes: MayBeText = ""

    def as_new(self) -> NewSession:
        """What the verb takes."""
        return NewSession(self.held_on, self.notes)


class ActionPath(IdPath):
    """An action of a plan."""

    action_id: UUID


class SessionPath(IdPath):
    """A session of a plan."""

    session_id: UUID


class PlanQuery(PageQuery):
    """Filters of the list. Those that take a choice may be repeated: any of the given ones."""

    operator_id: list[UUID] | None = Field(None, max_length=50)
    team_id: list[UUID] | None = Field(None, max_length=50)
    status: list[PlanStatus] | None = Field(None, max_length=4)
    evaluation_id: UUID | None = Field(None, description="Plans that were made from this evaluation.")
    due_before: Day | None = Field(None, description="Due before this day, which is not included.")
    sort: Literal["due_on", "-due_on", "created_at", "-created_at"] = "-created_at"

    def as_filter(self) -> PlanFilter:
        """What the caller wants."""
        return PlanFilter(
            operator_ids=self.operator_id or (),
            team_ids=self.team_id or (),
            statuses=self.status or (),
            evaluation_id=self.evaluation_id,
            due_before=self.due_before,
        )
