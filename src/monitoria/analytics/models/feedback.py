"""What follows publication, and what evaluators gave, summed.

Keys are those of the other cubes: `grain` and its first `day`, the team, the scorecard version and the origin. An
evaluation's feedback counts on the day on which it was published, however late it came; a contest on the day on which
it was opened. Kept in days and calendar months.
"""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column

from monitoria.analytics.models.columns import counted, summed
from monitoria.analytics.models.cubes import Cube
from monitoria.analytics.rules import Grain
from monitoria.platform.database import Base


class _Key:
    grain: Mapped[str] = mapped_column(String(5), primary_key=True, sort_order=-9)
    day: Mapped[date] = mapped_column(primary_key=True, sort_order=-8)
    team_id: Mapped[UUID] = mapped_column(primary_key=True, sort_order=-7)
    scorecard_version_id: Mapped[UUID] = mapped_column(primary_key=True, sort_order=-6)
    origin: Mapped[str] = mapped_column(String(12), primary_key=True, sort_order=-5)


class EvaluatorScore(_Key, Base):
    """What one evaluator gave one operator: scores, their sums and squares, in hundredths of a point."""

    __tablename__ = "evaluator_scores"
    __table_args__ = (Index("ix_evaluator_scores_evaluator", "evaluator_id", "grain", "day"),)

    evaluator_id: Mapped[UUID] = mapped_column(primary_key=True, sort_order=-4)
    operator_id: Mapped[UUID] = mapped_column(primary_key=True, sort_order=-3)
    scored: Mapped[int] = counted()
    final_total: Mapped[int] = summed()
    final_squares: Mapped[int] = summed()
    raw_total: Mapped[int] = summed()
    raw_squares: Mapped[int] = summed()


class FeedbackStep(_Key, Base):
    """How many evaluations came how far. Each counts once a step, however often it was contested or acknowledged.

    Those of the past, brought in from elsewhere, ask nothing and are left out.
    """

    __tablename__ = "feedback_steps"

    published: Mapped[int] = counted()
    read: Mapped[int] = counted()
    acknowledged: Mapped[int] = counted()
    contested: Mapped[int] = counted()
    closed: Mapped[int] = counted()
    disagreed: Mapped[int] = counted()


class FeedbackWait(_Key, Base):
    """How long a step took: how often it fell into this band (see `rules.waits`), whole minutes and their squares."""

    __tablename__ = "feedback_waits"

    wait: Mapped[str] = mapped_column(String(12), primary_key=True, sort_order=-4)
    band: Mapped[int] = mapped_column(primary_key=True, autoincrement=False, sort_order=-3)
    n: Mapped[int] = counted()
    minutes: Mapped[int] = summed()
    squares: Mapped[int] = summed()


class ContestRound(_Key, Base):
    """Contests of one round, by how they ended."""

    __tablename__ = "contest_rounds"

    round: Mapped[int] = mapped_column(primary_key=True, autoincrement=False, sort_order=-4)
    opened: Mapped[int] = counted()
    open: Mapped[int] = counted()
    upheld: Mapped[int] = counted()
    changed: Mapped[int] = counted()


class ContestCriterion(_Key, Base):
    """Contested answers to one criterion, by what became of them: upheld, the operator's accepted, another one."""

    __tablename__ = "contest_criteria"

    criterion_key: Mapped[str] = mapped_column(String(60), primary_key=True, sort_order=-4)
    contested: Mapped[int] = counted()
    open: Mapped[int] = counted()
    upheld: Mapped[int] = counted()
    accepted: Mapped[int] = counted()
    replaced: Mapped[int] = counted()


FEEDBACK_TABLES: tuple[type[Base], ...] = (EvaluatorScore, FeedbackStep, FeedbackWait, ContestRound, ContestCriterion)
FEEDBACK_GRAINS = (Grain.DAY, Grain.MONTH)


def feedback_cube(table: type[Base]) -> Cube:
    """One of these tables as a question may be asked of it."""
    return Cube(table, frozenset(FEEDBACK_GRAINS))
