"""People, as the commands need them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import create_engine, select
from sqlalchemy.orm import Session
from sqlalchemy.pool import NullPool

from monitoria.people.models import User
from monitoria.people.rules import SAMPLE_PASSWORDS
from monitoria.people.service.hashing import is_password
from monitoria.platform.access import Role

# Checking a password takes time on purpose; sample people are among the first of an installation.
OPERATORS_CHECKED = 10


def sample_accounts(url: str) -> list[str]:
    """The user names of active people whose password is the documented sample one of their role."""
    named = select(User).where(User.is_active, User.username_key.in_(("admin", "supervisor")))
    operators = select(User).where(User.is_active, User.role == Role.OPERATOR.value)
    with _reading(url) as session:
        people = [
            *session.scalars(named),
            *session.scalars(operators.order_by(User.created_at, User.id).limit(OPERATORS_CHECKED)),
        ]
        return [person.username for person in people if _has_sample_password(person)]


def _has_sample_password(person: User) -> bool:
    sample = SAMPLE_PASSWORDS.get(person.role)
    return sample is not None and is_password(sample, person.password_hash)


@contextmanager
def _reading(url: str) -> Iterator[Session]:
    engine = create_engine(url, poolclass=NullPool)
    try:
        with Session(engine) as session:
            yield session
    finally:
        engine.dispose()
