"""What a database needs before it is served: the schema, the sample of a demonstration, no public passwords."""

from __future__ import annotations

from monitoria.cli.accounts import sample_accounts
from monitoria.cli.database import OLDEST_POSTGRES, migrate_to_newest
from monitoria.cli.errors import CommandError
from monitoria.cli.rollups import fill_if_missing
from monitoria.demo import install_sample
from monitoria.platform.config import Config
from monitoria.platform.database import make_engine, server_version
from monitoria.platform.schema import state_on


def prepare(config: Config) -> bool:
    """Migrate, and install the sample into an empty demonstration.

    Answers whether somebody can sign in with a sample password; in production that raises `CommandError`.
    """
    migrate_to_newest(config)
    fill_if_missing(config)
    if config.demo:
        install_sample(config)
    return _has_public_passwords(config)


def examine(config: Config) -> bool:
    """Look at a database that `monitoria migrate` prepares; what is told of passwords is as with `prepare`.

    Raises `CommandError` when it is not migrated, OperationalError when it does not answer.
    """
    engine = make_engine(str(config.database_url), pool_size=1, application="monitoria-web")
    try:
        if server_version(engine) < OLDEST_POSTGRES:
            raise CommandError(f"O Monitoria precisa do PostgreSQL {OLDEST_POSTGRES} ou mais novo.")
        if not state_on(engine).is_servable:
            raise CommandError("O banco de dados não está no esquema desta versão: rode “monitoria migrate”.")
    finally:
        engine.dispose()
    return _has_public_passwords(config)


def _has_public_passwords(config: Config) -> bool:
    names = sample_accounts(str(config.database_url))
    if names and config.is_production:
        people = ", ".join(names)
        raise CommandError(
            f"Estes usuários têm a senha de exemplo, que é pública: {people}. Troque-as antes de servir."
        )
    return bool(names)
