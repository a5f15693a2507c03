"""Daily sums that dashboards read instead of the rows they come from. Rebuilt from those rows at any time.

A day is local: of a call's start, or of an evaluation's publication. `team_id` is `NO_TEAM` where there is none.
Scores are summed in hundredths of a point and shares in millionths, so that sums are exact.
"""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import BigInteger, Index, String, text
from sqlalchemy.orm import Mapped, MappedColumn, mapped_column

from monitoria.platform.database import Base

NO_TEAM = UUID(int=0)


def _count() -> MappedColumn[int]:
    return mapped_column(default=0, server_default=text("0"))


def _sum() -> MappedColumn[int]:
    return mapped_column(BigInteger, default=0, server_default=text("0"))


class TeamDay(Base):
    """What one team did on one day: calls by status and priority, and its published evaluations."""

    __tablename__ = "team_days"

    day: Mapped[date] = mapped_column(primary_key=True)
    team_id: Mapped[UUID] = mapped_column(primary_key=True)
    calls: Mapped[int] = _count()
    status_open: Mapped[int] = _count()
    status_in_progress: Mapped[int] = _count()
    status_resolved: Mapped[int] = _count()
    status_closed: Mapped[int] = _count()
    priority_low: Mapped[int] = _count()
    priority_medium: Mapped[int] = _count()
    priority_high: Mapped[int] = _count()
    priority_urgent: Mapped[int] = _count()
    evaluations: Mapped[int] = _count()
    scored: Mapped[int] = _count()
    passed: Mapped[int] = _count()
    failed: Mapped[int] = _count()
    score_total: Mapped[int] = _sum()
    score_squares: Mapped[int] = _sum()


class TeamDayCategory(Base):
    """Calls of one team on one day, of one category."""

    __tablename__ = "team_day_categories"

    day: Mapped[date] = mapped_column(primary_key=True)
    team_id: Mapped[UUID] = mapped_column(primary_key=True)
    category: Mapped[str] = mapped_column(String(60), primary_key=True)
    calls: Mapped[int] = _count()


class OperatorDay(Base):
    """Published evaluations of one operator in one team on one day."""

    __tablename__ = "operator_days"
    __table_args__ = (Index("ix_operator_days_operator_id", "operator_id", "day"),)

    day: Mapped[date] = mapped_column(primary_key=True)
    team_id: Mapped[UUID] = mapped_column(primary_key=True)
    operator_id: Mapped[UUID] = mapped_column(primary_key=True)
    evaluations: Mapped[int] = _count()
    scored: Mapped[int] = _count()
    passed: Mapped[int] = _count()
    failed: Mapped[int] = _count()
    score_total: Mapped[int] = _sum()
    score_squares: Mapped[int] = _sum()


class OperatorDayCriterion(Base):
    """What those evaluations gave on one criterion: how often it was scored, and the sum of what was earned."""

    __tablename__ = "operator_day_criteria"
    __table_args__ = (Index("ix_operator_day_criteria_operator_id", "operator_id", "day"),)

    day: Mapped[date] = mapped_column(primary_key=True)
    team_id: Mapped[UUID] = mapped_column(primary_key=True)
    operator_id: Mapped[UUID] = mapped_column(primary_key=True)
    criterion_key: Mapped[str] = mapped_column(String(60), primary_key=True)
    answers: Mapped[int] = _count()
    earned: Mapped[int] = _sum()
