"""Where sample data do not belong."""

from __future__ import annotations

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from monitoria.people.queries import has_users
from monitoria.platform.config import Config, ConfigError

_LOCK = 4_702_113  # any fixed number: two starts at once install one sample


class DemoRefused(ConfigError):
    """Sample data don't belong here; the message is one clear Portuguese sentence."""


def refuse_production(config: Config) -> None:
    """Raise `DemoRefused` where the documented passwords would be a hole."""
    if config.is_production:
        raise DemoRefused("Os dados de exemplo não entram em produção: as senhas deles são públicas.")
    if config.database_url is None:
        raise DemoRefused("Não há banco de dados para os dados de exemplo.")


def is_occupied(session: Session) -> bool:
    """Whether somebody is registered already; whoever asks at the same moment waits for the answer."""
    session.execute(select(func.pg_advisory_xact_lock(_LOCK)))
    return has_users(session)
