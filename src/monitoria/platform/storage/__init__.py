"""Stored files behind one port of four methods: receive, open, delete, list. Nothing here knows what a file means."""

from monitoria.platform.storage.disk import DiskStorage
from monitoria.platform.storage.making import make_storage, media_origins
from monitoria.platform.storage.port import (
    Incoming,
    NotStored,
    Storage,
    StorageProblem,
    Stored,
    new_key,
    store_bytes,
)

__all__ = [
    "DiskStorage",
    "Incoming",
    "NotStored",
    "Storage",
    "StorageProblem",
    "Stored",
    "make_storage",
    "media_origins",
    "new_key",
    "store_bytes",
]
