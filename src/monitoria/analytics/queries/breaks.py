"""Where in a chart another version of a scorecard begins."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from uuid import UUID

from sqlalchemy import func, literal, select, union_all
from sqlalchemy.orm import Session

from monitoria.analytics.models import TeamVersionScore
from monitoria.analytics.queries.sources import SCORE_FACT, source_of
from monitoria.analytics.queries.wanted import Version, Wanted
from monitoria.analytics.rules import Grain, changed_criteria
from monitoria.platform.access import Actor, reach_calls
from monitoria.scorecards.queries import get_definition


@dataclass(frozen=True, slots=True)
class VersionBreak:
    """From the day `on` evaluations rest on `after`; `changed` are the keys of the criteria that differ."""

    on: date
    before: Version
    after: Version
    changed: list[str]


def list_breaks(session: Session, actor: Actor, wanted: Wanted) -> list[VersionBreak]:
    """Each first day, within the period, of a version that follows one that the period has seen; the earliest first."""
    cards: dict[UUID, list[Version]] = {}
    for version in wanted.versions:
        cards.setdefault(version.scorecard_id, []).append(version)
    several = [versions for versions in cards.values() if len(versions) > 1]
    if not several:
        return []
    first_days = _first_days(session, actor, wanted, [version for versions in several for version in versions])
    found = []
    for versions in several:
        seen = [version for version in versions if version.id in first_days]
        for before, after in pairwise(seen):
            changed = changed_criteria(get_definition(session, before.id), get_definition(session, after.id))
            found.append(VersionBreak(first_days[after.id], before, after, changed))
    return sorted(found, key=lambda found: (found.on, found.after.scorecard_name))


def _first_days(session: Session, actor: Actor, wanted: Wanted, versions: list[Version]) -> dict[UUID, date]:
    asked = wanted.asked
    if actor.is_operator or asked.operator_ids or wanted.reads_rows:
        by = ("scorecard_version_id",)
        source = source_of(SCORE_FACT, actor, wanted, by=by, sums=("evaluations",), points=Grain.DAY)
        statement = select(source.c.scorecard_version_id, func.min(source.c.day)).where(source.c.evaluations > 0)
        rows = session.execute(statement.group_by(source.c.scorecard_version_id))
        return {row[0]: row[1] for row in rows}
    # Each version's first day is found by its index, without reading the others.
    cube, days = TeamVersionScore, asked.days
    conditions = [
        cube.grain == Grain.DAY.value,
        cube.day.between(days.first, days.last),
        cube.evaluations > 0,
        reach_calls(actor, operator=None, team=cube.team_id),
    ]
    if asked.team_ids:
        conditions.append(cube.team_id.in_(asked.team_ids))
    if asked.origins:
        conditions.append(cube.origin.in_([origin.value for origin in asked.origins]))
    firsts = [
        select(
            literal(version.id).label("id"),
            select(func.min(cube.day))
            .where(cube.scorecard_version_id == version.id, *conditions)
            .scalar_subquery()
            .label("day"),
        )
        for version in versions
    ]
    return {row.id: row.day for row in session.execute(union_all(*firsts)) if row.day is not None}
