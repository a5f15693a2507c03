"""People, as the commands need them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Row, create_engine, select
from sqlalchemy.orm import Session
from sqlalchemy.pool import NullPool

from monitoria.people.models import User
from monitoria.people.rules import SAMPLE_PASSWORDS
from monitoria.people.service.hashing import is_password

# Checking a password takes time on purpose; sample people are among the first of an installation.
PEOPLE_CHECKED = 10


def sample_accounts(url: str) -> list[str]:
    """The user names of active people whose password is a documented sample one, whatever their role is by now."""
    # Columns, not whole users: a web process may look before its version's migrations have run.
    columns = select(User.username, User.password_hash, User.role, User.created_at, User.id, User.username_key)
    active = columns.where(User.is_active)
    with _reading(url) as session:
        people = [
            *session.execute(active.where(User.username_key.in_(SAMPLE_PASSWORDS)).order_by(User.username_key)),
            *session.execute(active.order_by(User.created_at, User.id).limit(PEOPLE_CHECKED)),
        ]
        each = {person.id: person for person in people}.values()
        return [person.username for person in each if _has_sample_password(person)]


def _has_sample_password(person: Row[Any]) -> bool:
    likeliest_first = sorted(SAMPLE_PASSWORDS, key=lambda role: role != person.role)
    return any(is_password(SAMPLE_PASSWORDS[role], person.password_hash) for role in likeliest_first)


@contextmanager
def _reading(url: str) -> Iterator[Session]:
    engine = create_engine(url, poolclass=NullPool)
    try:
        with Session(engine) as session:
            yield session
    finally:
        engine.dispose()
