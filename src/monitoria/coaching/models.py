"""Tables of coaching."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from monitoria.coaching.rules import PlanStatus
from monitoria.platform.database import Base, new_id, one_of

_IS_OPEN = text("status IN ('open', 'in_progress')")


class CoachingPlan(Base):
    """What an operator sets out to do better, and until when.

    `team_id` is his team when the plan was made; `criteria` holds the keys aimed at. `reminded_at`: when the nearness
    of the present due date was told. `closing_note` says how it ended.
    """

    __tablename__ = "coaching_plans"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    operator_id: Mapped[UUID] = mapped_column(ForeignKey("users.id"))
    team_id: Mapped[UUID | None] = mapped_column(ForeignKey("teams.id"))
    owner_id: Mapped[UUID] = mapped_column(ForeignKey("users.id"))
    status: Mapped[str] = mapped_column(String(12))
    objective: Mapped[str] = mapped_column(Text)
    criteria: Mapped[list[str]] = mapped_column(ARRAY(String(60)))
    due_on: Mapped[date]
    closing_note: Mapped[str] = mapped_column(Text, default="", server_default=text("''"))
    reminded_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - the mapper's own convention
    __table_args__ = (
        CheckConstraint(one_of("status", PlanStatus), name="status_is_known"),
        CheckConstraint("(ended_at IS NULL) = (status IN ('open', 'in_progress'))", name="ended_has_a_time"),
        Index("ix_coaching_plans_due_on", "due_on", "id"),
        Index("ix_coaching_plans_operator_id", "operator_id", "due_on", "id"),
        Index("ix_coaching_plans_team_id", "team_id", "due_on", "id"),
        Index("ix_coaching_plans_owner_id", "owner_id", "due_on", "id"),
        Index("ix_coaching_plans_running", "due_on", postgresql_where=_IS_OPEN),
    )


class CoachingPlanSource(Base):
    """An evaluation that a plan was made from."""

    __tablename__ = "coaching_plan_sources"
    __table_args__ = (Index("ix_coaching_plan_sources_evaluation_id", "evaluation_id"),)

    plan_id: Mapped[UUID] = mapped_column(ForeignKey("coaching_plans.id", ondelete="CASCADE"), primary_key=True)
    evaluation_id: Mapped[UUID] = mapped_column(ForeignKey("evaluations.id", ondelete="CASCADE"), primary_key=True)


class CoachingAction(Base):
    """One thing to do, in the order of `position`."""

    __tablename__ = "coaching_actions"
    __table_args__ = (Index("ix_coaching_actions_plan_id", "plan_id"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    plan_id: Mapped[UUID] = mapped_column(ForeignKey("coaching_plans.id", ondelete="CASCADE"))
    position: Mapped[int]
    text: Mapped[str] = mapped_column(Text)
    done_at: Mapped[datetime | None]
    done_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("users.id"))


class CoachingNote(Base):
    """What somebody wrote about a plan; a private one its operator never reads."""

    __tablename__ = "coaching_notes"
    __table_args__ = (Index("ix_coaching_notes_plan_id", "plan_id"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    plan_id: Mapped[UUID] = mapped_column(ForeignKey("coaching_plans.id", ondelete="CASCADE"))
    author_id: Mapped[UUID] = mapped_column(ForeignKey("users.id"))
    is_private: Mapped[bool]
    text: Mapped[str] = mapped_column(Text)
    created_at: Mapped[datetime]


class CoachingSession(Base):
    """A conversation that was held about a plan."""

    __tablename__ = "coaching_sessions"
    __table_args__ = (Index("ix_coaching_sessions_plan_id", "plan_id"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    plan_id: Mapped[UUID] = mapped_column(ForeignKey("coaching_plans.id", ondelete="CASCADE"))
    held_by_id: Mapped[UUID] = mapped_column(ForeignKey("users.id"))
    held_on: Mapped[date]
    notes: Mapped[str] = mapped_column(Text, default="", server_default=text("''"))
    created_at: Mapped[datetime]
    acknowledged_at: Mapped[datetime | None]
