"""The verbs about settings."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from sqlalchemy.orm import Session

from monitoria.platform.access import Actor, Permission, require
from monitoria.platform.errors import FieldError, StaleVersion
from monitoria.platform.events import emit
from monitoria.platform.search import sort_key
from monitoria.settings import queries
from monitoria.settings.errors import CategoryTaken
from monitoria.settings.events import CategoryCreated, CategoryUpdated, InstallationUpdated
from monitoria.settings.models import Category, Installation
from monitoria.settings.rules import keys_from_label


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
    session: Session, actor: Actor, version: int, pass_mark: Decimal, now: datetime
) -> Installation:
    """Change the pass mark; evaluations already published keep their outcome. Raises `Forbidden`, `StaleVersion`."""
    require(actor, Permission.SETTINGS_UPDATE)
    installation = queries.get_installation(session)
    if installation.version != version:
        raise StaleVersion()
    changes: dict[str, tuple[object, object]] = {"pass_mark": (str(installation.pass_mark), str(pass_mark))}
    installation.pass_mark = pass_mark
    installation.updated_at = now
    session.flush()
    emit(session, InstallationUpdated(changes=changes))
    return installation
