"""Many evaluation sheets as one ZIP: one more kind of export, made by the same worker, one sheet at a time."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Generator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from monitoria.platform.access import Actor, Permission, require
from monitoria.platform.clock import Zone
from monitoria.platform.errors import Invalid, NotFound
from monitoria.platform.events import Circumstances, circumstances_of, emit, set_circumstances
from monitoria.reports import queries
from monitoria.reports.errors import TooManyExports
from monitoria.reports.events import ExportRequested
from monitoria.reports.models import Export
from monitoria.reports.queries.batches import MOST_SHEETS, find_evaluations
from monitoria.reports.rules import MOST_OPEN, ExportStatus
from monitoria.reports.service.exporting import Tell, tell_nobody
from monitoria.reports.service.printing import print_evaluation

# The name and the form of this kind among exports.
SHEETS, ZIP = "sheets", "zip"
CONTENT_TYPE = "application/zip"
PERMISSION = Permission.EVALUATION_PRINT
# The same sheets make the same bytes: no time of making is in the ZIP.
_NO_TIME = (1980, 1, 1, 0, 0, 0)
_MISSING = "faltam.txt", "missing.txt"


@dataclass(slots=True)
class SheetsMaking:
    """A ZIP on its way; a row is a sheet."""

    actor: Actor
    evaluation_ids: Sequence[UUID]
    language: str
    zone: Zone
    now: datetime
    tell: Tell = tell_nobody
    rows: int = 0
    # Who is told to have printed them, where nobody acts himself.
    acts_for: UUID | None = None

    @property
    def actor_id(self) -> UUID:
        """Whose reach it has."""
        return self.actor.id

    @property
    def file_name(self) -> str:
        """Like `fichas-2026-11-25.zip`."""
        stem = "fichas" if self.language == "pt-BR" else "sheets"
        return f"{stem}-{self.zone.day_of(self.now)}.zip"

    def count(self, session: Session) -> int:  # noqa: ARG002 - as lists are counted
        """How many sheets there will be."""
        return len(self.evaluation_ids)

    def pieces(self, session: Session) -> Generator[bytes, None, None]:
        """The ZIP. Every sheet in it is on the record as printed by whoever asked."""
        self.rows = 0
        if self.acts_for is not None:
            said = circumstances_of(session)
            set_circumstances(session, Circumstances(self.acts_for, said.at, said.request_id))
        out, missing = _Pipe(), []
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as book:
            for evaluation_id in self.evaluation_ids:
                try:
                    printed = print_evaluation(session, self.actor, evaluation_id, self.language, self.zone, self.now)
                except NotFound:  # withdrawn, or out of reach, since it was asked for
                    missing.append(str(evaluation_id))
                else:
                    name = printed.file_name.removesuffix(".pdf")
                    book.writestr(_entry(f"{name}-{evaluation_id.hex[-6:]}.pdf"), printed.content)
                    session.expire_all()
                self.rows += 1
                self.tell(self.rows)
                yield out.take()
            if missing:
                book.writestr(_entry(_MISSING[self.language != "pt-BR"]), "\n".join(missing) + "\n")
        yield out.take()


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _NO_TIME)
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry


class _Pipe(io.RawIOBase):
    """Where a ZIP is written and taken away piece by piece."""

    def __init__(self) -> None:
        super().__init__()
        self._held = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        self._held += data
        return len(data)

    def take(self) -> bytes:
        """What was written since."""
        held = bytes(self._held)
        self._held.clear()
        return held


def request_batch(
    session: Session, actor: Actor, wanted: Any, given: dict[str, Any], language: str, zone: Zone, now: datetime
) -> Export:
    """Have the sheets of these evaluations put into one ZIP by the worker. `wanted`: identifiers, or a list's filter.

    Raises `Forbidden`, `Invalid` (none, or too many, or out of reach), `TooManyExports`.
    """
    require(actor, Permission.EXPORT_OWN)
    require(actor, PERMISSION)
    found = find_evaluations(session, actor, wanted)
    if len(found) > MOST_SHEETS:
        message = f"São mais de {MOST_SHEETS} fichas: escolha um período ou uma equipe menor."
        raise Invalid.at("/filters", message, "too-many")
    if not found:
        raise Invalid.at("/filters", "Nenhuma monitoria publicada ao seu alcance: mude os filtros.", "nothing")
    if queries.count_open(session, actor) >= MOST_OPEN:
        raise TooManyExports()
    making = SheetsMaking(actor, found, language, zone, now)
    made = Export(
        created_by_id=actor.id,
        list=SHEETS,
        format=ZIP,
        language=language,
        filters={**given, "evaluation_ids": [str(evaluation_id) for evaluation_id in found]},
        status=ExportStatus.QUEUED.value,
        file_name=making.file_name,
        created_at=now,
    )
    session.add(made)
    session.flush()
    told = ExportRequested(
        export_id=made.id, owner_id=actor.id, file_name=made.file_name, list=SHEETS, filters={"sheets": len(found)}
    )
    emit(session, told)
    return made
