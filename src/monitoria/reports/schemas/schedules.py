"""Shapes of reports by e-mail that cross HTTP."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field

from monitoria.platform.access import Actor, Permission, allowed
from monitoria.platform.errors import Invalid
from monitoria.platform.http import Page, PageQuery, Payload, Shape, Version
from monitoria.reports.queries.schedules import LabelledSchedule
from monitoria.reports.rules.schedules import MOST_RECIPIENTS, Frequency, Rhythm, ScheduledKind
from monitoria.reports.schemas.lists import Language

Recipients = Annotated[list[UUID], Field(min_length=1, max_length=MOST_RECIPIENTS)]


class RhythmBody(Payload):
    """How often. `weekday` (1 Monday to 7 Sunday) with `weekly`, `day` (1 to 28) with `monthly`, neither with `closing`."""  # noqa: E501

    frequency: Annotated[Frequency, Field(strict=False)]
    weekday: int | None = Field(None, ge=1, le=7)
    day: int | None = Field(None, ge=1, le=28)
    lang: Language = "pt-BR"
    recipient_ids: Recipients = Field(description="Users who may see the report and have an e-mail.")
    paused: bool = False

    def rhythm(self) -> Rhythm:
        """Raises `Invalid` when the day that belongs to it is missing."""
        if self.frequency is Frequency.WEEKLY:
            if self.weekday is None:
                raise Invalid.at("/weekday", "Diga em que dia da semana.", "required")
            return Rhythm(self.frequency, weekday=self.weekday)
        if self.frequency is Frequency.MONTHLY:
            if self.day is None:
                raise Invalid.at("/day", "Diga em que dia do mês, de 1 a 28.", "required")
            return Rhythm(self.frequency, day=self.day)
        return Rhythm(self.frequency)


class ScheduleBody(RhythmBody):
    """A report to be sent again and again: a team's month, or an operator's."""

    kind: Annotated[ScheduledKind, Field(strict=False)]
    team_id: UUID | None = None
    operator_id: UUID | None = None

    def subject_id(self) -> UUID:
        """The team or the operator. Raises `Invalid` when it is missing."""
        is_team = self.kind is ScheduledKind.TEAM_MONTH
        found = self.team_id if is_team else self.operator_id
        if found is None:
            pointer, what = ("/team_id", "equipe") if is_team else ("/operator_id", "atendente")
            raise Invalid.at(pointer, f"Diga de que {what} é o relatório.", "required")
        return found


class ScheduleUpdateBody(RhythmBody):
    version: Version


class ScheduleQuery(PageQuery):
    """Those in reach are all there are."""


class RecipientOut(Shape):
    id: UUID
    name: str


class ScheduleOut(Shape):
    """A report by e-mail. `about` is the team or the operator. It leaves in the morning of `next_due_on`."""

    id: UUID
    kind: ScheduledKind
    team_id: UUID | None
    operator_id: UUID | None
    about: str
    frequency: Frequency
    weekday: int | None
    day: int | None
    lang: str
    recipients: list[RecipientOut]
    paused: bool
    next_due_on: date | None = Field(description="Null while it is paused.")
    last_sent_at: datetime | None
    version: int
    created_at: datetime
    updated_at: datetime
    actions: list[str]


class SchedulePage(Page[ScheduleOut]):
    """Reports by e-mail, the newest first."""


def show_schedule(actor: Actor, found: LabelledSchedule, recipients: Sequence[tuple[UUID, str]]) -> ScheduleOut:
    """A schedule as `actor` sees it."""
    schedule = found.schedule
    return ScheduleOut(
        id=schedule.id,
        kind=ScheduledKind(schedule.kind),
        team_id=schedule.team_id,
        operator_id=schedule.operator_id,
        about=found.about,
        frequency=Frequency(schedule.frequency),
        weekday=schedule.weekday,
        day=schedule.day,
        lang=schedule.language,
        recipients=[RecipientOut(id=user_id, name=name) for user_id, name in recipients],
        paused=schedule.is_paused,
        next_due_on=None if schedule.is_paused else schedule.next_due_on,
        last_sent_at=found.last_sent_at,
        version=schedule.version,
        created_at=schedule.created_at,
        updated_at=schedule.updated_at,
        actions=allowed(actor, [Permission.SCHEDULE_UPDATE, Permission.SCHEDULE_DELETE]),
    )
