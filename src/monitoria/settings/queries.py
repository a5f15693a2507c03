"""Every SELECT about settings. They are the same for everybody: reach plays no part."""

from __future__ import annotations

from decimal import Decimal

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from monitoria.platform.errors import NotFound
from monitoria.settings.models import Category, Installation


def list_categories(session: Session, *, is_active: bool | None = None) -> list[Category]:
    """Every category by label."""
    statement = select(Category).order_by(Category.label_key)
    if is_active is not None:
        statement = statement.where(Category.is_active == is_active)
    return list(session.execute(statement).scalars())


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
