"""What waits at home, as it goes out."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID

from pydantic import Field

from monitoria.coaching.queries import Awaited, Contested, Unevaluated
from monitoria.coaching.rules import Waiting
from monitoria.evaluations.rules import ContestStatus
from monitoria.platform.http import Page, PageQuery, Shape, Total, as_total


class HomeWaitingOut(Shape):
    """Something that waits, how many of it, and the first of its deadlines (contests and unread evaluations)."""

    kind: Waiting
    total: Total
    next_due_at: datetime | None


class HomeOut(Shape):
    """What waits for whoever asks, in today's reporting month; `plans_due_by` is the last day that counts as soon."""

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


class ContestQuery(PageQuery):
    """How the list is paged."""


class ContestBriefOut(Shape):
    """A contest as lists show it: when it was opened, until when it is to be decided, and how it ended."""

    id: UUID
    evaluation_id: UUID
    protocol: str
    operator_id: UUID
    operator_name: str
    round: int
    status: ContestStatus
    items: int
    opened_at: datetime
    decide_by: datetime
    decided_at: datetime | None


class ContestPage(Page[ContestBriefOut]):
    """Contests."""


_CONTEST = ("id", "evaluation_id", "round", "opened_at", "decide_by", "decided_at")


def show_contest_brief(found: Contested) -> ContestBriefOut:
    """One contest."""
    return ContestBriefOut.model_construct(
        **{name: getattr(found.contest, name) for name in _CONTEST},
        status=ContestStatus(found.contest.status),
        protocol=found.protocol,
        operator_id=found.operator_id,
        operator_name=found.operator_name,
        items=found.items,
    )


def show_home(month: tuple[date, date], due_by: date, waiting: Mapping[Waiting, Awaited]) -> HomeOut:
    """What waits."""
    return HomeOut(
        month_from=month[0],
        month_to=month[1],
        plans_due_by=due_by,
        waiting=[
            HomeWaitingOut(kind=kind, total=as_total(found.count), next_due_at=found.next_due_at)
            for kind, found in waiting.items()
        ],
    )


def show_unevaluated(found: Unevaluated) -> UnevaluatedOut:
    """One operator."""
    return UnevaluatedOut.model_validate(found)
