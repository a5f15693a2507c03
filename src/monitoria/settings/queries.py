"""Every SELECT about settings. They are the same for everybody: reach plays no part."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from sqlalchemy import Select, select, text
from sqlalchemy.orm import Session

from monitoria.platform.clock import Zone
from monitoria.platform.errors import NotFound
from monitoria.settings.models import Category, Holiday, Installation
from monitoria.settings.rules import Calendar, FeedbackTerms


def list_categories(session: Session, *, is_active: bool | None = None) -> list[Category]:
    """Every category by label."""
    return list(session.execute(select_categories(is_active=is_active)).scalars())


def select_categories(*, is_active: bool | None = None) -> Select[Category]:
    """The categories by label."""
    statement = select(Category).order_by(Category.label_key)
    return statement if is_active is None else statement.where(Category.is_active == is_active)


def get_category(session: Session, key: str) -> Category:
    """One category; raises `NotFound`."""
    category = session.get(Category, key)
    if category is None:
        raise NotFound("Esta categoria não existe.")
    return category


def find_category(session: Session, key: str) -> Category | None:
    """One category or None."""
    return session.get(Category, key)


def is_label_taken(session: Session, label_key: str, besides: str | None = None) -> bool:
    """Whether a category besides `besides` has this label."""
    found = session.execute(select(Category.key).where(Category.label_key == label_key)).scalar_one_or_none()
    return found is not None and found != besides


def get_installation(session: Session) -> Installation:
    """The installation's settings; the schema installs the row."""
    return session.execute(select(Installation)).scalar_one()


# Written out because every score asks for it.
_PASS_MARK = text("SELECT pass_mark FROM installation")


def get_pass_mark(session: Session) -> Decimal:
    """The pass mark (0 to 100) for scorecards that do not have one of their own."""
    mark: Decimal = session.connection().execute(_PASS_MARK).scalar_one()
    return mark


_CLOSING_DAY = text("SELECT closing_day FROM installation")


def get_closing_day(session: Session) -> int | None:
    """The day on which reporting months close; None: with the calendar month."""
    day: int | None = session.connection().execute(_CLOSING_DAY).scalar_one()
    return day


@dataclass(frozen=True, slots=True)
class Promises:
    """What holds for what is published, contested or decided now: the pass mark, the terms, the working days."""

    pass_mark: Decimal
    terms: FeedbackTerms
    calendar: Calendar


# One statement: publishing runs it. No deadline lies further ahead than its holidays are asked for.
_PROMISES = text(
    """
    SELECT pass_mark, acknowledge_days, contest_days, decide_days, contest_rounds, notice_days,
           ARRAY(SELECT day FROM holidays WHERE day BETWEEN :first AND :last)
      FROM installation
    """
)
_AHEAD = timedelta(days=120)


def get_promises(session: Session, now: datetime, zone: Zone) -> Promises:
    """The installation's pass mark and feedback terms at `now`, with the holidays that lie ahead."""
    today = zone.day_of(now)
    row = session.connection().execute(_PROMISES, {"first": today, "last": today + _AHEAD}).one()
    mark, *days, holidays = row
    return Promises(mark, FeedbackTerms(*days), Calendar(zone.info, frozenset(holidays)))


def list_holidays(session: Session, year: int | None = None) -> list[Holiday]:
    """The holidays of a year, or all of them, in order."""
    return list(session.scalars(select_holidays(year)))


def select_holidays(year: int | None = None) -> Select[Holiday]:
    """The holidays of a year, or all of them, in order."""
    statement = select(Holiday).order_by(Holiday.day)
    return statement if year is None else statement.where(Holiday.day.between(date(year, 1, 1), date(year, 12, 31)))


def find_holiday(session: Session, day: date) -> Holiday | None:
    """The holiday of a day, if it is one."""
    return session.get(Holiday, day)
