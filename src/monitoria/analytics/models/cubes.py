"""Published evaluations, summed: three facts, each cut four ways.

The facts: `scores` of whole evaluations, what each criterion earned, and how many scores lie in each band of a
distribution. The cuts: by team, by team with scorecard version and
origin, and both again by operator. A row's `grain`
says how long it lasts; `day` is its first day, of the local day on which an evaluation was published. Every grain of a
fact is brought up to date by the transaction that publishes, revises or withdraws an evaluation. A question is asked
of the smallest cut that can answer it, month by month where whole months are asked for: see `queries.sources`.

`team_id` is `NO_TEAM` where there is none. Scores are summed in hundredths of a point, shares (p) in millionths, lost
points in 10⁻¹⁰ of a point: sums are exact.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column

from monitoria.analytics.models.columns import NO_TEAM, counted, summed
from monitoria.analytics.rules import Grain
from monitoria.platform.database import Base

__all__ = ["BANDS", "CRITERIA", "CUBES", "NO_TEAM", "SCORES", "Cube"]


class _Key:
    grain: Mapped[str] = mapped_column(String(5), primary_key=True, sort_order=-9)
    day: Mapped[date] = mapped_column(primary_key=True, sort_order=-8)
    team_id: Mapped[UUID] = mapped_column(primary_key=True, sort_order=-7)


class _OperatorKey:
    operator_id: Mapped[UUID] = mapped_column(primary_key=True, sort_order=-6)


class _VersionKey:
    scorecard_version_id: Mapped[UUID] = mapped_column(primary_key=True, sort_order=-5)
    origin: Mapped[str] = mapped_column(String(12), primary_key=True, sort_order=-4)


class _Scores:
    """Evaluations: how many, how many have a score, passed, failed or hold a fatal error; sums and squares of scores.

    `customer_scored` counts those in which a criterion of that class was scored, `customer_defects` those of them in
    which one failed; so for the other classes.
    """

    evaluations: Mapped[int] = counted()
    scored: Mapped[int] = counted()
    passed: Mapped[int] = counted()
    failed: Mapped[int] = counted()
    fatals: Mapped[int] = counted()
    final_total: Mapped[int] = summed()
    final_squares: Mapped[int] = summed()
    raw_total: Mapped[int] = summed()
    raw_squares: Mapped[int] = summed()
    customer_scored: Mapped[int] = counted()
    customer_defects: Mapped[int] = counted()
    business_scored: Mapped[int] = counted()
    business_defects: Mapped[int] = counted()
    compliance_scored: Mapped[int] = counted()
    compliance_defects: Mapped[int] = counted()


class _Criteria:
    """Answers to one criterion: how many were scored, what they earned and its squares, how many earned less than half,
    held a fatal error, or were said not to apply; the points of the form that they lost."""

    criterion_key: Mapped[str] = mapped_column(String(60), primary_key=True, sort_order=-3)
    answers: Mapped[int] = counted()
    earned: Mapped[int] = summed()
    squares: Mapped[int] = summed()
    failed: Mapped[int] = counted()
    fatals: Mapped[int] = counted()
    not_applicable: Mapped[int] = counted()
    lost: Mapped[int] = summed()


class _Bands:
    """Scores that lie in one band (from 0), final ones and raw ones."""

    band: Mapped[int] = mapped_column(primary_key=True, autoincrement=False, sort_order=-3)
    final_count: Mapped[int] = counted()
    raw_count: Mapped[int] = counted()


class TeamScore(_Key, _Scores, Base):
    __tablename__ = "team_scores"


class TeamVersionScore(_Key, _VersionKey, _Scores, Base):
    __tablename__ = "team_version_scores"
    __table_args__ = (Index("ix_team_version_scores_version", "scorecard_version_id", "grain", "day"),)


class OperatorScore(_Key, _OperatorKey, _Scores, Base):
    __tablename__ = "operator_scores"
    __table_args__ = (Index("ix_operator_scores_operator", "operator_id", "grain", "day"),)


class OperatorVersionScore(_Key, _OperatorKey, _VersionKey, _Scores, Base):
    __tablename__ = "operator_version_scores"
    __table_args__ = (Index("ix_operator_version_scores_operator", "operator_id", "grain", "day"),)


class TeamCriterion(_Key, _Criteria, Base):
    __tablename__ = "team_criteria"


class TeamVersionCriterion(_Key, _VersionKey, _Criteria, Base):
    __tablename__ = "team_version_criteria"


class OperatorCriterion(_Key, _OperatorKey, _Criteria, Base):
    __tablename__ = "operator_criteria"
    __table_args__ = (Index("ix_operator_criteria_operator", "operator_id", "grain", "day"),)


class OperatorVersionCriterion(_Key, _OperatorKey, _VersionKey, _Criteria, Base):
    __tablename__ = "operator_version_criteria"
    __table_args__ = (Index("ix_operator_version_criteria_operator", "operator_id", "grain", "day"),)


class TeamBand(_Key, _Bands, Base):
    __tablename__ = "team_bands"


class TeamVersionBand(_Key, _VersionKey, _Bands, Base):
    __tablename__ = "team_version_bands"


class OperatorVersionBand(_Key, _OperatorKey, _VersionKey, _Bands, Base):
    __tablename__ = "operator_version_bands"
    __table_args__ = (Index("ix_operator_version_bands_operator", "operator_id", "grain", "day"),)


@dataclass(frozen=True, slots=True)
class Cube:
    """One cut of one fact: its table, and the grains it is kept in."""

    table: type[Base]
    grains: frozenset[Grain]

    @property
    def keys(self) -> tuple[str, ...]:
        """The names of its key, without the grain."""
        return tuple(column.name for column in self.columns if column.primary_key and column.name != "grain")

    @property
    def sums(self) -> tuple[str, ...]:
        """The names of what is summed."""
        return tuple(column.name for column in self.columns if not column.primary_key)

    @property
    def columns(self) -> Any:
        """Every column of the table."""
        return self.table.__table__.columns


_ALL = frozenset(Grain)
# Months, and the days at both ends of a period: where nobody asks for weeks, and a row less is worth more.
_ENDS = frozenset((Grain.DAY, Grain.MONTH))


# The smallest first: a question is asked of the first one that can answer it.
SCORES = (
    Cube(TeamScore, _ALL),
    Cube(TeamVersionScore, _ALL),
    Cube(OperatorScore, _ENDS),
    Cube(OperatorVersionScore, _ENDS),
)
CRITERIA = (
    Cube(TeamCriterion, _ALL),
    Cube(TeamVersionCriterion, _ALL),
    Cube(OperatorCriterion, _ENDS),
    Cube(OperatorVersionCriterion, _ENDS),
)
# Nobody asks for the distributions of many operators beside each other: of one, the finest cut is small.
BANDS = (Cube(TeamBand, _ENDS), Cube(TeamVersionBand, _ALL), Cube(OperatorVersionBand, _ENDS))
# In the order in which every transaction brings them up to date.
CUBES: Iterable[Cube] = (*SCORES, *CRITERIA, *BANDS)
