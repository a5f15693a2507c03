"""What a month's report is made of: figures from the same sums as the charts, within the asker's reach."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from monitoria.analytics.queries import (
    Asked,
    CriterionSums,
    Sample,
    TeamFigures,
    Wanted,
    count_steps,
    find_wanted,
    labels_by_name,
    list_classes,
    list_criterion_samples,
    list_criterion_sums,
    list_samples,
    list_waits,
    pool,
    team_of_operator,
)
from monitoria.analytics.rules import Grain, next_start, start_of
from monitoria.analytics.schemas import FunnelOut, show_funnel
from monitoria.calls.models import Call
from monitoria.coaching.models import CoachingPlan
from monitoria.coaching.queries import PlanFilter, plan_conditions, view_criteria
from monitoria.evaluations.models import Evaluation, EvaluationContest
from monitoria.people.models import Team, User
from monitoria.people.queries import get_team, get_user
from monitoria.platform.access import Actor, Role, reach_calls
from monitoria.platform.clock import DayRange, Zone
from monitoria.platform.errors import NotFound
from monitoria.settings.queries import get_closing_day, get_pass_mark
from monitoria.settings.rules import reporting_month, reporting_month_of, reporting_months

TREND_MONTHS = 12
TREND_WEEKS = 13


@dataclass(frozen=True, slots=True)
class Month:
    """A reporting month: the first day of the calendar month it is named after, and its days."""

    month: date
    days: DayRange
    closing_day: int | None


@dataclass(frozen=True, slots=True)
class Point:
    """What a stretch of time came to."""

    first: date
    last: date
    sample: Sample
    month: date | None = None


@dataclass(frozen=True, slots=True)
class ContestLine:
    """One contest that was opened in the month."""

    protocol: str
    opened_at: datetime
    status: str
    decided_at: datetime | None


@dataclass(frozen=True, slots=True)
class PlanLine:
    """A plan that ran in the month, and what its criteria are called."""

    plan: CoachingPlan
    criteria: Sequence[str]


@dataclass(frozen=True, slots=True)
class PersonMonth:
    """An operator's month. `team` is what he may know of his team: nothing below five people."""

    person: User
    team_name: str | None
    month: Month
    pass_mark: float
    sample: Sample
    team: TeamFigures | None
    trend: Sequence[Point]
    criteria: Sequence[tuple[str, Sample]]
    contests: Sequence[ContestLine]
    plans: Sequence[PlanLine]


@dataclass(frozen=True, slots=True)
class CriterionMap:
    """What each item earned, of all and of each operator by name; `items`: those with answers, in form order."""

    items: Sequence[str]
    labels: Mapping[str, str]
    whole: Mapping[str, Sample]
    rows: Sequence[tuple[str, Mapping[str, Sample]]]


@dataclass(frozen=True, slots=True)
class TeamMonth:
    """A team's month; `operators` by name, with the sample of all the others beside each."""

    team: Team
    supervisor_name: str | None
    month: Month
    pass_mark: float
    sample: Sample
    weeks: Sequence[Point]
    criteria: Sequence[tuple[str, CriterionSums, Sample]]
    classes: dict[str, int]
    origins: dict[str, Sample]
    operators: Sequence[tuple[str, Sample, Sample]]
    funnel: FunnelOut
    map: CriterionMap


def find_month(session: Session, month: date | None, zone: Zone, now: datetime) -> Month:
    """The reporting month of this name; the one that today lies in when none is given."""
    closing_day = get_closing_day(session)
    name = month or reporting_month_of(zone.day_of(now), closing_day)
    first, last = reporting_month(name, closing_day)
    return Month(name, zone.range_of(first, last), closing_day)


def _wanted(session: Session, zone: Zone, days: DayRange, **filters: Any) -> Wanted:
    return find_wanted(session, Asked(days=days, before=days, zone=zone, **filters))


def view_person_month(session: Session, actor: Actor, user_id: UUID, month: Month, zone: Zone) -> PersonMonth:
    """The month of an operator in reach. Raises `NotFound`, also for whoever takes no calls."""
    person = get_user(session, actor, user_id)
    if person.role != Role.OPERATOR.value:
        raise NotFound("Este relatório é de atendentes, e esta pessoa não é um.")
    span = _trend_span(month, zone)
    wanted = _wanted(session, zone, month.days, operator_ids=[person.id])
    found = list_samples(session, actor, wanted, by=("day",), points=Grain.DAY, days=span)
    earned = list_criterion_samples(session, actor, wanted, "operator_id")
    criteria = [(label, earned[person.id, key]) for key, label in wanted.labels.items() if (person.id, key) in earned]
    own = Actor(person.id, Role.OPERATOR, frozenset({person.team_id} if person.team_id else ()))
    team = session.get(Team, person.team_id) if person.team_id else None
    return PersonMonth(
        person=person,
        team_name=team.name if team else None,
        month=month,
        pass_mark=float(get_pass_mark(session)),
        sample=pool(sample for day, sample in found.items() if month.days.first <= day <= month.days.last),
        team=team_of_operator(session, own, month.days),
        trend=_months(month, found),
        criteria=criteria,
        contests=_contests(session, actor, person.id, month.days),
        plans=_plans(session, actor, person.id, month.days),
    )


def _trend_span(month: Month, zone: Zone) -> DayRange:
    first = reporting_months(month.month, None, TREND_MONTHS)[0]
    return zone.range_of(reporting_month(first, month.closing_day)[0], month.days.last)


def _months(month: Month, found: dict[Any, Sample]) -> list[Point]:
    """The last twelve reporting months, from the first that has something on."""
    points: list[Point] = []
    for name in reporting_months(month.month, None, TREND_MONTHS):
        first, last = reporting_month(name, month.closing_day)
        sample = pool(sample for day, sample in found.items() if first <= day <= last)
        if sample.n or points or name == month.month:
            points.append(Point(first, last, sample, name))
    return points


def _contests(session: Session, actor: Actor, operator_id: UUID, days: DayRange) -> list[ContestLine]:
    statement = (
        select(Call.protocol, EvaluationContest.opened_at, EvaluationContest.status, EvaluationContest.decided_at)
        .join(Evaluation, Evaluation.id == EvaluationContest.evaluation_id)
        .join(Call, Call.id == Evaluation.call_id)
        .where(
            Evaluation.operator_id == operator_id,
            reach_calls(actor, operator=Evaluation.operator_id, team=Evaluation.team_id),
            EvaluationContest.opened_at >= days.start,
            EvaluationContest.opened_at < days.end,
        )
        .order_by(EvaluationContest.opened_at, EvaluationContest.id)
    )
    rows: Any = session.execute(statement)
    return [ContestLine(*row) for row in rows]


def _plans(session: Session, actor: Actor, operator_id: UUID, days: DayRange) -> list[PlanLine]:
    """Plans in reach that ran on some day of the month, the oldest first."""
    ran = (
        CoachingPlan.created_at < days.end,
        or_(CoachingPlan.ended_at.is_(None), CoachingPlan.ended_at >= days.start),
    )
    conditions = plan_conditions(actor, PlanFilter(operator_ids=[operator_id]))
    plans = session.scalars(select(CoachingPlan).where(*conditions, *ran).order_by(CoachingPlan.id))
    return [PlanLine(plan, [criterion.label for criterion in view_criteria(session, plan)]) for plan in plans]


def view_team_month(session: Session, actor: Actor, team_id: UUID, month: Month, zone: Zone) -> TeamMonth:
    """The month of a team in reach; raises `NotFound`."""
    team = get_team(session, actor, team_id)
    supervisor = session.get(User, team.supervisor_id) if team.supervisor_id else None
    wanted = _wanted(session, zone, month.days, team_ids=[team.id])
    people = list_samples(session, actor, wanted, by=("operator_id",))
    whole = pool(people.values())
    names = labels_by_name(session, "operator_id", people)
    return TeamMonth(
        team=team,
        supervisor_name=supervisor.full_name if supervisor else None,
        month=month,
        pass_mark=float(get_pass_mark(session)),
        sample=whole,
        weeks=_weeks(session, actor, wanted, month, zone),
        criteria=_criteria(session, actor, wanted, team.id),
        classes=_sum_classes(list_classes(session, actor, wanted).values()),
        origins=list_samples(session, actor, wanted, by=("origin",)),
        operators=[(name, people[person], whole.without(people[person])) for person, name in names.items()],
        funnel=show_funnel(wanted, count_steps(session, actor, wanted), list_waits(session, actor, wanted), None),
        map=_map(session, actor, wanted, names),
    )


def _map(session: Session, actor: Actor, wanted: Wanted, names: Mapping[Any, str]) -> CriterionMap:
    earned = list_criterion_samples(session, actor, wanted, "operator_id")
    known = {key for _, key in earned}
    items = [key for key in wanted.labels if key in known]
    whole = {key: pool(sample for (_, of), sample in earned.items() if of == key) for key in items}
    rows = [
        (name, {key: earned[person, key] for key in items if (person, key) in earned}) for person, name in names.items()
    ]
    return CriterionMap(items, wanted.labels, whole, rows)


def _weeks(session: Session, actor: Actor, wanted: Wanted, month: Month, zone: Zone) -> list[Point]:
    last_start = start_of(month.days.last, Grain.WEEK)
    starts = [last_start - timedelta(weeks=back) for back in range(TREND_WEEKS - 1, -1, -1)]
    span = zone.range_of(starts[0], month.days.last)
    found = list_samples(session, actor, wanted, by=("day",), points=Grain.WEEK, days=span)
    ends = [min(next_start(start, Grain.WEEK) - timedelta(days=1), month.days.last) for start in starts]
    points = [Point(start, end, found.get(start, Sample())) for start, end in zip(starts, ends, strict=True)]
    known = next((at for at, point in enumerate(points) if point.sample.n), len(points) - 1)
    return points[known:]


def _criteria(session: Session, actor: Actor, wanted: Wanted, team_id: UUID) -> list[tuple[str, CriterionSums, Sample]]:
    """What each criterion cost, the most first, with what it earned."""
    sums = list_criterion_sums(session, actor, wanted)
    earned = list_criterion_samples(session, actor, wanted, "team_id")
    lines = [(wanted.labels.get(key, key), found, earned.get((team_id, key), Sample())) for key, found in sums.items()]
    return sorted(lines, key=lambda line: (-line[1].lost, line[0]))


def _sum_classes(months: Any) -> dict[str, int]:
    whole: dict[str, int] = {}
    for month in months:
        for name, value in month.items():
            whole[name] = whole.get(name, 0) + (value or 0)
    return whole
