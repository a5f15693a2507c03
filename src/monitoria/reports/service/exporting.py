"""Making the file of a list: CSV as it is fetched, a workbook through a file of its own."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID

from sqlalchemy.orm import Session

from monitoria.platform.tables import (
    Format,
    SheetOfRows,
    TextRow,
    count_rows,
    csv_blocks,
    fetch_rows,
    write_workbook,
)
from monitoria.reports.queries.lists import Asked, Listing

READ_BYTES = 262_144
# Where workbooks are put together; what a killed process left there is swept.
FOLDER_PREFIX = "monitoria-export-"
Tell = Callable[[int], None]


def tell_nobody(rows: int) -> None:
    """Nobody waits to hear how far it is."""


@dataclass(slots=True)
class Making:
    """One file on its way: which list, how it is written, and how many rows are through."""

    listing: Listing
    asked: Asked
    format: Format
    language: str
    tell: Tell = tell_nobody
    rows: int = 0

    @property
    def actor_id(self) -> UUID:
        """Whose reach it has."""
        return self.asked.actor.id

    @property
    def file_name(self) -> str:
        """Like `atendimentos-2026-11-25.csv`; the day is the installation's."""
        stem = self.listing.file_name.said_in(self.language)
        return f"{stem}-{self.asked.zone.day_of(self.asked.now)}.{self.format.suffix}"

    def check(self) -> None:
        """Raise `Invalid` for filters that make no sense together, before anybody waits for them."""
        for sheet in self.listing.sheets_for(self.format):
            sheet.statement(self.asked, self.format)

    def count(self, session: Session, most: int | None = None) -> int:
        """How many rows there will be, over all sheets; with `most`, no sheet is counted far beyond it."""
        sheets = self.listing.sheets_for(self.format)
        return sum(count_rows(session, sheet.statement(self.asked, self.format), most) for sheet in sheets)

    def pieces(self, session: Session) -> Generator[bytes, None, None]:
        """The file. Leaving early leaves nothing behind. Raises OSError when a workbook finds no room."""
        self.rows = 0
        if self.format is Format.XLSX:
            return self._workbook(session)
        (sheet,) = self.listing.sheets_for(self.format)
        rows = self._counted(fetch_rows(session, sheet.statement(self.asked, self.format), self.asked.zone))
        return csv_blocks(sheet.columns(self.asked), rows, self.format, self.language)

    def _counted(self, blocks: Iterable[Sequence[TextRow]]) -> Iterator[Sequence[TextRow]]:
        for block in blocks:
            yield block
            self.rows += len(block)
            self.tell(self.rows)

    def _workbook(self, session: Session) -> Generator[bytes, None, None]:
        with TemporaryDirectory(prefix=FOLDER_PREFIX) as folder:
            path = Path(folder, "book.xlsx")
            write_workbook(path, self._sheets(session), self.language)
            with path.open("rb") as file:
                while piece := file.read(READ_BYTES):
                    yield piece

    def _sheets(self, session: Session) -> Iterator[SheetOfRows]:
        for sheet in self.listing.sheets_for(self.format):
            rows = fetch_rows(session, sheet.statement(self.asked, self.format), self.asked.zone)
            yield SheetOfRows(sheet.title.said_in(self.language), sheet.columns(self.asked), self._counted(rows))
