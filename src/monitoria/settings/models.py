"""Tables of settings."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import CheckConstraint, Numeric, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from monitoria.platform.database import Base
from monitoria.settings.rules import LATEST_CLOSING_DAY, MOST_DAYS, MOST_NOTICE_DAYS, MOST_ROUNDS


class Category(Base):
    """What a call was about. The key never changes: calls carry it."""

    __tablename__ = "categories"

    key: Mapped[str] = mapped_column(String(60), primary_key=True)
    label: Mapped[str] = mapped_column(String(80))
    label_key: Mapped[str] = mapped_column(Text, unique=True)
    is_active: Mapped[bool] = mapped_column(default=True, server_default=text("true"))
    version: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - the mapper's own convention


class Installation(Base):
    """The one row of settings of this installation. Days are working days, but for the one on which a month closes."""

    __tablename__ = "installation"
    __table_args__ = (
        CheckConstraint("id = 1", name="is_single"),
        CheckConstraint(f"acknowledge_days BETWEEN 1 AND {MOST_DAYS}", name="acknowledge_days_are_sane"),
        CheckConstraint(f"contest_days BETWEEN 1 AND {MOST_DAYS}", name="contest_days_are_sane"),
        CheckConstraint(f"decide_days BETWEEN 1 AND {MOST_DAYS}", name="decide_days_are_sane"),
        CheckConstraint(f"contest_rounds BETWEEN 1 AND {MOST_ROUNDS}", name="contest_rounds_are_sane"),
        CheckConstraint(f"notice_days BETWEEN 1 AND {MOST_NOTICE_DAYS}", name="notice_days_are_sane"),
        CheckConstraint(f"closing_day BETWEEN 1 AND {LATEST_CLOSING_DAY}", name="closing_day_is_in_every_month"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False, default=1)
    pass_mark: Mapped[Decimal] = mapped_column(Numeric(5, 2))
    acknowledge_days: Mapped[int] = mapped_column(default=5, server_default=text("5"))
    contest_days: Mapped[int] = mapped_column(default=5, server_default=text("5"))
    decide_days: Mapped[int] = mapped_column(default=5, server_default=text("5"))
    contest_rounds: Mapped[int] = mapped_column(default=1, server_default=text("1"))
    notice_days: Mapped[int] = mapped_column(default=1, server_default=text("1"))
    closing_day: Mapped[int | None]
    version: Mapped[int] = mapped_column(default=1)
    updated_at: Mapped[datetime]

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - the mapper's own convention


class Holiday(Base):
    """A day on which no deadline runs. `is_optional`: a day off by custom, that many work on."""

    __tablename__ = "holidays"

    day: Mapped[date] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(120))
    is_optional: Mapped[bool] = mapped_column(default=False, server_default=text("false"))
    created_at: Mapped[datetime]
