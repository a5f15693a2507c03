"""What happens to printed reports."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from monitoria.platform.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportPrinted(Event):
    """Somebody took a report on paper. Of whom and of what, as far as it is of one: the trail is read by reach."""

    name: ClassVar[str] = "report.printed"
    kind: str
    file_name: str
    evaluation_id: UUID | None = None
    call_id: UUID | None = None
    operator_id: UUID | None = None
    team_id: UUID | None = None
    schedule_id: UUID | None = None
