"""`monitoria demo`: sample data, small and exact or as large as asked."""

from __future__ import annotations

import time

from monitoria.cli.database import database_for
from monitoria.cli.errors import CommandError
from monitoria.demo import install_large, install_sample
from monitoria.platform.config import Config
from monitoria.platform.database import migrate


def install(config: Config, *, calls: int | None, evaluations: int | None) -> int:
    """Fill the database. Raises `DemoRefused` in production, and `CommandError` where people are registered."""
    began = time.monotonic()
    with database_for(config) as found:
        migrate(found.owner_url, found.database_url)
        _fill(found, calls, evaluations)
    print(f"Dados de exemplo instalados em {time.monotonic() - began:.1f} s.")
    return 0


def _fill(config: Config, calls: int | None, evaluations: int | None) -> None:
    if calls is not None or evaluations is not None:
        install_large(config, calls=calls or 0, evaluations=evaluations or 0)
    elif not install_sample(config):
        raise CommandError("Já há usuários neste banco de dados: os dados de exemplo só entram em um vazio.")
