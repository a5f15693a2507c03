"""The verbs about settings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from monitoria.platform.access import Actor, Permission, require
from monitoria.platform.errors import FieldError, NotFound, StaleVersion
from monitoria.platform.events import emit
from monitoria.platform.search import sort_key
from monitoria.settings import queries
from monitoria.settings.errors import CategoryTaken, HolidayTaken
from monitoria.settings.events import (
    CategoryCreated,
    CategoryUpdated,
    HolidayAdded,
    HolidayRemoved,
    HolidaysInstalled,
    InstallationUpdated,
)
from monitoria.settings.models import Category, Holiday, Installation
from monitoria.settings.rules import keys_from_label, national_holidays


def create_category(session: Session, actor: Actor, label: str, now: datetime) -> Category:
    """Add a category; its key comes from the label, with a number where a renamed category still has that key.

    Raises `Forbidden` or `CategoryTaken`.
    """
    require(actor, Permission.SETTINGS_UPDATE)
    label_key = sort_key(label)
    if queries.is_label_taken(session, label_key):
        raise CategoryTaken(errors=[FieldError("/label", "Já existe.", "taken")])
    key = next(key for key in keys_from_label(label_key) if queries.find_category(session, key) is None)
    category = Category(key=key, label=label, label_key=label_key, is_active=True, created_at=now, updated_at=now)
    session.add(category)
    session.flush()
    emit(session, CategoryCreated(key=key, label=label))
    return category


def update_category(
    session: Session, actor: Actor, key: str, version: int, label: str, is_active: bool, now: datetime
) -> Category:
    """Rename, close or reopen a category. Raises `NotFound`, `Forbidden`, `StaleVersion` or `CategoryTaken`."""
    require(actor, Permission.SETTINGS_UPDATE)
    category = queries.get_category(session, key)
    if category.version != version:
        raise StaleVersion()
    if queries.is_label_taken(session, sort_key(label), besides=key):
        raise CategoryTaken(errors=[FieldError("/label", "Já existe.", "taken")])
    before = {"label": category.label, "active": category.is_active}
    after = {"label": label, "active": is_active}
    category.label, category.label_key, category.is_active = label, sort_key(label), is_active
    category.updated_at = now
    session.flush()
    changes = {name: (before[name], after[name]) for name in before if before[name] != after[name]}
    emit(session, CategoryUpdated(key=key, label=label, changes=changes))
    return category


def update_installation(
    session: Session, actor: Actor, version: int, fields: Mapping[str, Any], now: datetime
) -> Installation:
    """Change settings for what comes: published evaluations keep their outcome, running deadlines their day.

    Raises `Forbidden`, `StaleVersion`.
    """
    require(actor, Permission.SETTINGS_UPDATE)
    installation = queries.get_installation(session)
    if installation.version != version:
        raise StaleVersion()
    changes: dict[str, tuple[object, object]] = {}
    for name, value in fields.items():
        before = getattr(installation, name)
        if before != value:
            changes[name] = (_plain(before), _plain(value))
            setattr(installation, name, value)
    installation.updated_at = now
    session.flush()
    emit(session, InstallationUpdated(changes=changes))
    return installation


def _plain(value: object) -> object:
    return value if value is None or isinstance(value, int) else str(value)


def add_holiday(session: Session, actor: Actor, day: date, name: str, now: datetime) -> Holiday:
    """Let no deadline that is promised from now on run on `day`. Raises `Forbidden` or `HolidayTaken`."""
    require(actor, Permission.SETTINGS_UPDATE)
    if not _insert_holidays(session, [{"day": day, "name": name, "is_optional": False, "created_at": now}]):
        raise HolidayTaken(errors=[FieldError("/on", "Já é feriado.", "taken")])
    emit(session, HolidayAdded(day=day, holiday_name=name))
    return Holiday(day=day, name=name, is_optional=False, created_at=now)


def _insert_holidays(session: Session, rows: Sequence[Mapping[str, Any]]) -> int:
    """Add the days that are none yet, whoever else adds them at this moment; how many."""
    statement = insert(Holiday).values(list(rows)).on_conflict_do_nothing().returning(Holiday.day)
    return len(session.execute(statement).all())


def remove_holiday(session: Session, actor: Actor, day: date) -> None:
    """Make `day` a working day for deadlines promised from now on. Raises `Forbidden` or `NotFound`."""
    require(actor, Permission.SETTINGS_UPDATE)
    holiday = queries.find_holiday(session, day)
    if holiday is None:
        raise NotFound("Não há feriado cadastrado neste dia.")
    session.delete(holiday)
    session.flush()
    emit(session, HolidayRemoved(day=day, holiday_name=holiday.name))


def install_holidays(session: Session, actor: Actor, year: int, now: datetime) -> list[Holiday]:
    """Add the national holidays of a year that are not there; those that were renamed stay. Gives the whole year."""
    require(actor, Permission.SETTINGS_UPDATE)
    rows = [
        {"day": found.day, "name": found.name, "is_optional": found.is_optional, "created_at": now}
        for found in national_holidays(year)
    ]
    emit(session, HolidaysInstalled(year=year, added=_insert_holidays(session, rows)))
    return queries.list_holidays(session, year)
