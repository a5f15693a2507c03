"""Copies of a whole installation: an archive of the database and every file, sealed, encrypted on demand."""

from monitoria.platform.backup.age import MAGIC, Damaged, Decrypting, Encrypting, WrongPassphrase
from monitoria.platform.backup.archive import (
    DATABASE,
    FILES,
    HEADER,
    MANIFEST,
    VERSION,
    ArchiveReader,
    ArchiveWriter,
    Broken,
    Member,
)
from monitoria.platform.backup.keys import KeySet

__all__ = [
    "DATABASE",
    "FILES",
    "HEADER",
    "MAGIC",
    "MANIFEST",
    "VERSION",
    "ArchiveReader",
    "ArchiveWriter",
    "Broken",
    "Damaged",
    "Decrypting",
    "Encrypting",
    "KeySet",
    "Member",
    "WrongPassphrase",
]
