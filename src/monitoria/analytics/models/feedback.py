"""What follows publication, and what evaluators gave, summed.

Keys are those of the other cubes: `grain` and its first `day`, the team, the scorecard version and the origin. An
evaluation's feedback counts on the day on which it was published, however late it came; a contest on the day on which
it was opened. What has as many rows as there are evaluations is cut a second time, coarser.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from monitoria.analytics.models.columns import counted, summed
from monitoria.analytics.models.cubes import Cube
from monitoria.analytics.rules import Grain
from monitoria.platform.database import Base


class _TeamKey:
    grain: Mapped[str] = mapped_column(String(5), primary_key=True, sort_order=-9)
    day: Mapped[date] = mapped_column(primary_key=True, sort_order=-8)
    team_id: Mapped[UUID] = mapped_column(primary_key=True, sort_order=-7)


class _VersionKey(_TeamKey):
    scorecard_version_id: Mapped[UUID] = mapped_column(primary_key=True, sort_order=-6)


class _Key(_VersionKey):
    origin: Mapped[str] = mapped_column(String(12), primary_key=True, sort_order=-5)


class _Given:
    """What one evaluator gave one operator: scores, their sums and squares, in hundredths of a point."""

    evaluator_id: Mapped[UUID] = mapped_column(primary_key=True, sort_order=-4)
    operator_id: Mapped[UUID] = mapped_column(primary_key=True, sort_order=-3)
    scored: Mapped[int] = counted()
    final_total: Mapped[int] = summed()
    final_squares: Mapped[int] = summed()
    raw_total: Mapped[int] = summed()
    raw_squares: Mapped[int] = summed()


class EvaluatorVersionScore(_VersionKey, _Given, Base):
    __tablename__ = "evaluator_version_scores"


class EvaluatorScore(_Key, _Given, Base):
    __tablename__ = "evaluator_scores"


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


class _Waits:
    """How long a step took: how often it fell into this band (see `rules.waits`), whole minutes and their squares."""

    wait: Mapped[str] = mapped_column(String(12), primary_key=True, sort_order=-4)
    band: Mapped[int] = mapped_column(primary_key=True, autoincrement=False, sort_order=-3)
    n: Mapped[int] = counted()
    minutes: Mapped[int] = summed()
    squares: Mapped[int] = summed()


class TeamWait(_TeamKey, _Waits, Base):
    __tablename__ = "team_waits"


class FeedbackWait(_Key, _Waits, Base):
    __tablename__ = "feedback_waits"


class ContestRound(_Key, Base):
    """Contests of one round, by how they ended."""

    __tablename__ = "contest_rounds"

    round: Mapped[int] = mapped_column(primary_key=True, autoincrement=False, sort_order=-4)
    opened: Mapped[int] = counted()
    open: Mapped[int] = counted()
    upheld: Mapped[int] = counted()
    changed: Mapped[int] = counted()


class _Contested:
    """Contested answers to one criterion, by what became of them: upheld, the operator's accepted, another one."""

    criterion_key: Mapped[str] = mapped_column(String(60), primary_key=True, sort_order=-4)
    contested: Mapped[int] = counted()
    open: Mapped[int] = counted()
    upheld: Mapped[int] = counted()
    accepted: Mapped[int] = counted()
    replaced: Mapped[int] = counted()


class TeamContestCriterion(_TeamKey, _Contested, Base):
    __tablename__ = "team_contest_criteria"


class ContestCriterion(_Key, _Contested, Base):
    __tablename__ = "contest_criteria"


_ALL = frozenset(Grain)
_COARSE = frozenset((Grain.WEEK, Grain.MONTH))
_ENDS = frozenset((Grain.DAY, Grain.MONTH))

# The smallest first, as of the other cubes.
GIVEN = (Cube(EvaluatorVersionScore, _COARSE), Cube(EvaluatorScore, _ENDS))
STEPS = (Cube(FeedbackStep, _ENDS),)
WAITS = (Cube(TeamWait, _ALL), Cube(FeedbackWait, _ENDS))
ROUNDS = (Cube(ContestRound, _ENDS),)
CONTESTED = (Cube(TeamContestCriterion, _ALL), Cube(ContestCriterion, _ENDS))
FEEDBACK: Sequence[Sequence[Cube]] = (GIVEN, STEPS, WAITS, ROUNDS, CONTESTED)
