"""What waits at home, as it goes out."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID

from pydantic import Field

from monitoria.coaching.queries import Unevaluated
from monitoria.coaching.rules import Waiting
from monitoria.platform.http import Page, PageQuery, Shape, Total, as_total


class HomeWaitingOut(Shape):
    """Something that waits, and how many of it."""

    kind: Waiting
    total: Total


class HomeOut(Shape):
    """What waits for whoever asks. The month is today's; `plans_due_by` is the last day that counts as soon."""

    month_from: date
    month_to: date
    plans_due_by: date
    waiting: list[HomeWaitingOut]


class UnevaluatedQuery(PageQuery):
    """Filters of the list."""

    team_id: UUID | None = None


class UnevaluatedOut(Shape):
    """An operator without a published evaluation this month."""

    operator_id: UUID
    operator_name: str
    team_id: UUID | None
    team_name: str | None
    last_evaluated_at: datetime | None = Field(description="When the last evaluation was published, if ever.")


class UnevaluatedPage(Page[UnevaluatedOut]):
    """Operators without an evaluation this month, by name. Never ranked."""


def show_home(month: tuple[date, date], due_by: date, waiting: Mapping[Waiting, int]) -> HomeOut:
    """What waits."""
    return HomeOut(
        month_from=month[0],
        month_to=month[1],
        plans_due_by=due_by,
        waiting=[HomeWaitingOut(kind=kind, total=as_total(count)) for kind, count in waiting.items()],
    )


def show_unevaluated(found: Unevaluated) -> UnevaluatedOut:
    """One operator."""
    return UnevaluatedOut.model_validate(found)
