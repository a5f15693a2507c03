"""`monitoria demo`: sample data, small and exact or as large as asked."""

from __future__ import annotations

import time
from importlib import import_module

from monitoria.cli.accounts import has_users
from monitoria.cli.database import database_for
from monitoria.cli.errors import CommandError
from monitoria.platform.config import Config
from monitoria.platform.database import migrate


def install(config: Config, *, calls: int | None, evaluations: int | None) -> int:
    """Fill the database. Raises `CommandError` in production and where people are already registered."""
    if config.is_production:
        raise CommandError("Os dados de exemplo não entram em produção: as senhas deles são públicas.")
    demo = import_module("monitoria.demo")
    began = time.monotonic()
    with database_for(config) as found:
        url = str(found.database_url)
        migrate(url)
        if calls is None and evaluations is None:
            if has_users(url):
                raise CommandError("Já há usuários neste banco de dados: os dados de exemplo só entram em um vazio.")
            demo.install_sample(found)
        else:
            demo.install_large(found, calls=calls or 0, evaluations=evaluations or 0)
    print(f"Dados de exemplo instalados em {time.monotonic() - began:.1f} s.")
    return 0
