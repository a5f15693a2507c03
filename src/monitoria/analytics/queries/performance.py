"""What published evaluations say of each operator in reach."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import BigInteger, and_, cast, func, or_, select
from sqlalchemy.orm import Session

from monitoria.analytics.queries.figures import SCORE_COLUMNS, Tally
from monitoria.analytics.queries.sources import CRITERION_FACT, SCORE_FACT, source_of
from monitoria.analytics.queries.wanted import Asked, Wanted
from monitoria.people.models import User
from monitoria.platform.access import Actor, Role, reach_calls
from monitoria.platform.clock import DayRange, Zone
from monitoria.scorecards.models import Scorecard
from monitoria.scorecards.queries import get_definition


@dataclass(frozen=True, slots=True)
class Performance:
    """One operator's figures; `criteria` maps a criterion's key to how often it was scored and the sum earned
    (millionths)."""

    operator_id: UUID
    operator_name: str
    tally: Tally
    criteria: Mapping[str, tuple[int, int]]


def list_performance(
    session: Session, actor: Actor, days: DayRange, zone: Zone, team_id: UUID | None
) -> list[Performance]:
    """The operators in reach, by name: those with evaluations in the period, and those who now work there without."""
    asked = Asked(days, days, zone, team_ids=() if team_id is None else (team_id,))
    wanted = Wanted(asked, None)
    tallies = _tallies(session, actor, wanted)
    criteria = _criteria(session, actor, wanted)
    in_place = and_(
        User.role == Role.OPERATOR.value, User.is_active, reach_calls(actor, operator=User.id, team=User.team_id)
    )
    if team_id is not None:
        in_place = and_(in_place, User.team_id == team_id)
    statement = select(User.id, User.full_name).where(or_(User.id.in_(tallies), in_place)).order_by(User.name_key)
    return [
        Performance(person, name, tallies.get(person, Tally()), criteria.get(person, {}))
        for person, name in session.execute(statement)
    ]


def _tallies(session: Session, actor: Actor, wanted: Wanted) -> dict[UUID, Tally]:
    source = source_of(SCORE_FACT, actor, wanted, by=("operator_id",), sums=SCORE_COLUMNS)
    sums = [cast(func.sum(source.c[name]), BigInteger) for name in SCORE_COLUMNS]
    rows = session.execute(select(source.c.operator_id, *sums).group_by(source.c.operator_id))
    return {row[0]: Tally(*row[1:]) for row in rows}


def _criteria(session: Session, actor: Actor, wanted: Wanted) -> dict[UUID, dict[str, tuple[int, int]]]:
    found: dict[UUID, dict[str, tuple[int, int]]] = defaultdict(dict)
    source = source_of(CRITERION_FACT, actor, wanted, by=("operator_id", "criterion_key"), sums=("answers", "earned"))
    keys = (source.c.operator_id, source.c.criterion_key)
    sums = (cast(func.sum(source.c[name]), BigInteger) for name in ("answers", "earned"))
    for person, criterion, answers, earned in session.execute(select(*keys, *sums).group_by(*keys)):
        if answers:
            found[person][criterion] = (answers, earned)
    return found


def list_criteria_labels(session: Session, actor: Actor) -> dict[str, str]:  # noqa: ARG001 - the same for everybody
    """What criteria are called, in the order of the scorecards now in use, the default one first."""
    statement = select(Scorecard.current_version_id).where(Scorecard.current_version_id.is_not(None))
    labels: dict[str, str] = {}
    for version_id in session.scalars(statement.order_by(Scorecard.is_default.desc(), Scorecard.id)):
        assert version_id is not None  # noqa: S101 - asked for
        for section in get_definition(session, version_id).sections:
            for criterion in section.criteria:
                labels.setdefault(criterion.key, criterion.label)
    return labels
