"""What a database needs before it is served; `serve` runs `python -m monitoria.cli.prepare` as a process of its own."""

from __future__ import annotations

import os
import sys
from importlib import import_module
from importlib.util import find_spec

SAMPLE_PRESENT = "sample"


def main() -> int:
    """Migrate; install the sample into an empty demonstration; refuse sample passwords in production.

    Prints `SAMPLE_PRESENT` when somebody can sign in with a sample password.
    """
    from monitoria.cli.accounts import has_users, sample_accounts  # noqa: PLC0415 - heavy, and only this process needs it
    from monitoria.platform.config import Config  # noqa: PLC0415
    from monitoria.platform.database import migrate  # noqa: PLC0415

    config = Config.from_environment(os.environ)
    assert config.database_url is not None  # noqa: S101 - given by serve
    migrate(config.database_url)
    if config.demo and not has_users(config.database_url) and find_spec("monitoria.demo"):
        import_module("monitoria.demo").install_sample(config)
    names = sample_accounts(config.database_url)
    if names and config.is_production:
        people = ", ".join(names)
        sys.stderr.write(
            f"Estes usuários têm a senha de exemplo, que é pública: {people}. Troque-as antes de servir.\n"
        )
        return 1
    if names:
        print(SAMPLE_PRESENT)
    return 0


if __name__ == "__main__":
    sys.exit(main())
