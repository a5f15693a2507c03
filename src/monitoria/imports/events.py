"""What happens to imports."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from monitoria.platform.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportEvent(Event):
    """Something about one import."""

    import_id: UUID
    file_name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportUploaded(ImportEvent):
    name: ClassVar[str] = "import.uploaded"
    kind: str
    size_bytes: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportUpdated(ImportEvent):
    name: ClassVar[str] = "import.updated"


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportCheckRequested(ImportEvent):
    """`is_queued`: the worker is to do it, not whoever asked."""

    name: ClassVar[str] = "import.check-requested"
    is_queued: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportChecked(ImportEvent):
    name: ClassVar[str] = "import.checked"
    rows: int
    rejected: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportCommitRequested(ImportEvent):
    """`is_queued`: the worker is to do it, not whoever asked."""

    name: ClassVar[str] = "import.commit-requested"
    is_queued: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportCommitted(ImportEvent):
    """The whole file is in; its rows are not told one by one."""

    name: ClassVar[str] = "import.committed"
    source: str
    created: int
    updated: int
    unchanged: int
    rejected: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportCancelled(ImportEvent):
    name: ClassVar[str] = "import.cancelled"


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportFailed(ImportEvent):
    name: ClassVar[str] = "import.failed"
    problem: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportUndoRequested(ImportEvent):
    name: ClassVar[str] = "import.undo-requested"


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportUndone(ImportEvent):
    name: ClassVar[str] = "import.undone"
    removed: int
    restored: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportDeleted(ImportEvent):
    name: ClassVar[str] = "import.deleted"
    storage_key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PresetSaved(Event):
    name: ClassVar[str] = "preset.saved"
    preset_id: UUID
    preset_name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PresetDeleted(Event):
    name: ClassVar[str] = "preset.deleted"
    preset_id: UUID
    preset_name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ScorecardImported(Event):
    """A draft was made of another system's form; `notes` tells how many things could not be carried over exactly."""

    name: ClassVar[str] = "scorecard.imported"
    scorecard_id: UUID
    scorecard_name: str
    source: str
    file_name: str
    notes: int
