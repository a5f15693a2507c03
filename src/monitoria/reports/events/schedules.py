"""What happens to reports by e-mail."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from monitoria.platform.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class ScheduleEvent(Event):
    """Something about one schedule; `about` is the team or the operator it speaks of."""

    schedule_id: UUID
    kind: str
    about: str
    operator_id: UUID | None
    team_id: UUID | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ScheduleCreated(ScheduleEvent):
    name: ClassVar[str] = "schedule.created"


@dataclass(frozen=True, slots=True, kw_only=True)
class ScheduleUpdated(ScheduleEvent):
    name: ClassVar[str] = "schedule.updated"


@dataclass(frozen=True, slots=True, kw_only=True)
class ScheduleDeleted(ScheduleEvent):
    name: ClassVar[str] = "schedule.deleted"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportMailed(Event):
    """A scheduled report left for one person."""

    name: ClassVar[str] = "report.mailed"
    schedule_id: UUID
    file_name: str
    recipient_id: UUID
    recipient_name: str
    operator_id: UUID | None
    team_id: UUID | None
