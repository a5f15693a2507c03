"""How the cells of a file are read, beside which column is which: chosen by the person, guessed before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from enum import StrEnum
from typing import Any

from monitoria.imports.rules.moments import DateOrder
from monitoria.imports.rules.values import DurationUnit


class Unanswered(StrEnum):
    """What becomes of rows whose call nobody answered."""

    IMPORT = "import"
    SKIP = "skip"


class FileFormat(StrEnum):
    """Plain tables, or what a telephone system writes."""

    TABLE = "table"
    ASTERISK_CDR = "asterisk-cdr"
    ASTERISK_QUEUE_LOG = "asterisk-queue-log"
    FREESWITCH_CDR = "freeswitch-cdr"


@dataclass(frozen=True, slots=True)
class Options:
    """`date_order` None: the dates prove month first or contradict each other, and the person has yet to choose.

    `source` names where the calls come from: identifiers are unique in it. With `id_with_date` they are unique only
    together with the call's day. `separator`, `encoding`, `sheet` and `has_header` None: as the file itself shows.
    """

    source: str = "planilha"
    date_order: DateOrder | None = DateOrder.DAY_FIRST
    duration_unit: DurationUnit = DurationUnit.SECONDS
    id_with_date: bool = False
    unanswered: Unanswered = Unanswered.IMPORT
    format: FileFormat = FileFormat.TABLE
    category: str = "other"
    channel: str = "phone"
    status: str = "closed"
    priority: str = "medium"
    scorecard_name: str | None = None
    encoding: str | None = None
    separator: str | None = None
    sheet: str | None = None
    has_header: bool | None = None


_WORDS: Mapping[str, type[StrEnum]] = {
    "date_order": DateOrder,
    "duration_unit": DurationUnit,
    "unanswered": Unanswered,
    "format": FileFormat,
}
_KNOWN = frozenset(field.name for field in fields(Options))


def options_document(options: Options) -> dict[str, Any]:
    """The options as the database keeps them."""
    return {name: value.value if isinstance(value, StrEnum) else value for name, value in asdict(options).items()}


def options_from(document: Mapping[str, Any]) -> Options:
    """The options of a document that `options_document` wrote; unknown members are left out."""
    values = {name: value for name, value in document.items() if name in _KNOWN}
    for name, words in _WORDS.items():
        if values.get(name) is not None:
            values[name] = words(values[name])
    return Options(**values)
