"""`monitoria key`: personal API keys, on the authority of whoever runs this machine."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from sqlalchemy.orm import Session

from monitoria.app import make_bus
from monitoria.cli.errors import CommandError
from monitoria.people.queries import find_registered_actor, find_user_by_key
from monitoria.people.queries.keys import find_key_id, named_keys
from monitoria.people.rules.keys import MOST_DAYS
from monitoria.people.service import keys as service
from monitoria.platform.access import Actor, Role
from monitoria.platform.clock import utc_now
from monitoria.platform.config import Config
from monitoria.platform.database import Database, make_engine, new_id
from monitoria.platform.errors import Problem
from monitoria.platform.events import Circumstances
from monitoria.platform.search import sort_key


@dataclass(frozen=True, slots=True)
class KeyWishes:
    """Whose key, and what for."""

    username: str
    name: str
    scopes: tuple[str, ...]
    days: int


def create_key(config: Config, wishes: KeyWishes) -> str:
    """Make a key for somebody; the token. Raises `CommandError`."""
    if not 1 <= wishes.days <= MOST_DAYS:
        raise CommandError(f"Uma chave vale de 1 a {MOST_DAYS} dias.")
    now = utc_now()
    with _working(config) as session:
        user = find_user_by_key(session, sort_key(wishes.username))
        actor = find_registered_actor(session, user.id) if user is not None else None
        if actor is None:
            raise CommandError(f"Não há pessoa ativa com o usuário {wishes.username}.")
        _, token = service.create_key(session, actor, service.KeyWish(wishes.name, wishes.scopes, wishes.days), now)
        return token


def list_keys(config: Config) -> list[str]:
    """A line for each key that still opens something."""
    with _working(config) as session:
        return [
            f"mon_{found.key.prefix}  {found.username}  {found.key.name}  até {found.key.expires_at:%Y-%m-%d}  "
            f"{' '.join(found.key.scopes)}"
            for found in named_keys(session, utc_now())
        ]


def revoke_key(config: Config, prefix: str) -> None:
    """End the key that begins so. Raises `CommandError`."""
    with _working(config) as session:
        key_id = find_key_id(session, prefix.removeprefix("mon_").partition("_")[0])
        if key_id is None:
            raise CommandError(f"Não há chave que comece por {prefix.partition('_')[0]}_….")
        service.revoke_key(session, Actor(new_id(), Role.ADMIN), key_id, utc_now())


@contextmanager
def _working(config: Config) -> Iterator[Session]:
    engine = make_engine(str(config.database_url), pool_size=1, application="monitoria-cli")
    try:
        with Database(engine, make_bus()).unit_of_work(Circumstances(None, utc_now())) as session:
            yield session
    except Problem as problem:
        raise CommandError(" ".join([error.message for error in problem.errors] or [problem.detail])) from None
    finally:
        engine.dispose()
