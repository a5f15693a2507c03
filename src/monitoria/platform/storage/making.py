"""The storage that the settings ask for."""

from __future__ import annotations

from monitoria.platform.config import Config
from monitoria.platform.storage.disk import DiskStorage
from monitoria.platform.storage.port import Storage

FOLDER = "files"


def make_storage(config: Config) -> Storage:
    """The installation's storage. Nothing is touched until the first file comes or is asked for."""
    return DiskStorage(config.home / FOLDER)
