"""What a database needs before it is served: the schema, the sample of a demonstration, no public passwords."""

from __future__ import annotations

from monitoria.cli.accounts import sample_accounts
from monitoria.cli.errors import CommandError
from monitoria.cli.rollups import fill_if_missing
from monitoria.demo import install_sample
from monitoria.platform.config import Config
from monitoria.platform.database import migrate


def prepare(config: Config) -> bool:
    """Migrate, and install the sample into an empty demonstration.

    Answers whether somebody can sign in with a sample password; in production that raises `CommandError`.
    """
    url = str(config.database_url)
    migrate(config.owner_url, url)
    fill_if_missing(config)
    if config.demo:
        install_sample(config)
    names = sample_accounts(url)
    if names and config.is_production:
        people = ", ".join(names)
        raise CommandError(
            f"Estes usuários têm a senha de exemplo, que é pública: {people}. Troque-as antes de servir."
        )
    return bool(names)
