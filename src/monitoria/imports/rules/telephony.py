"""What telephone systems write, put into the columns of a plain table: one row a call, whatever its legs.

Legs of a call stand near each other, not side by side. A call is given once no leg of it was seen for `WINDOW` rows, in
the order of first legs, so that memory stays bounded and a second reading gives the same rows.
"""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from monitoria.imports.rules.moments import DateOrder, read_moment
from monitoria.imports.rules.options import FileFormat
from monitoria.imports.rules.problems import Unreadable
from monitoria.platform.tables import Cell

Row = tuple[int, list[Cell]]
WINDOW = 2_000
MOST_OPEN = 20_000
COLUMNS = ("Id da chamada", "Agente", "Início", "Fim", "Tempo de conversa", "Atendida", "Fila", "Telefone", "Discado")

_INTERNAL = re.compile(r"(?:[A-Za-z0-9]+/)?([^@/]+?)(?:-[0-9a-fA-F]{6,})?(?:;\d)?(?:@.*)?")
_LONGEST_EXTENSION = 6
_QUEUE_LINE = re.compile(r"\d{9,10}(?:\.\d+)?")
_QUEUE_ENDS = {"COMPLETEAGENT", "COMPLETECALLER", "ABANDON", "EXITWITHTIMEOUT", "EXITWITHKEY", "EXITEMPTY", "TRANSFER"}
_QUEUE_EVENTS = _QUEUE_ENDS | {"ENTERQUEUE", "CONNECT", "RINGNOANSWER", "BLINDTRANSFER", "ATTENDEDTRANSFER"}


@dataclass(slots=True)
class _Leg:
    """What one record tells of its call."""

    key: str
    started: str | datetime
    ended: str | datetime | None = None
    talk: int | None = None
    is_answered: bool = False
    agent: str = ""
    queue: str = ""
    customer: str = ""
    dialled: str = ""


@dataclass(slots=True)
class _Call:
    """The legs of one call."""

    row: int
    last_row: int
    legs: list[_Leg] = field(default_factory=list)

    def as_row(self) -> Row:
        """One row of a plain table. The talk is that of the longest answered leg: legs run side by side."""
        spoken = max(self.legs, key=lambda leg: (leg.is_answered, bool(leg.agent), leg.talk or 0))
        ends = [leg.ended for leg in self.legs if leg.ended]
        is_answered = any(leg.is_answered for leg in self.legs)
        return self.row, [
            self.legs[0].key,
            spoken.agent or _first(leg.agent for leg in self.legs),
            min((leg.started for leg in self.legs), key=_sortable),
            max(ends, key=_sortable) if ends else "",
            "" if spoken.talk is None or not is_answered else spoken.talk,
            "sim" if is_answered else "não",
            _first(leg.queue for leg in self.legs),
            _first(leg.customer for leg in self.legs),
            _first(leg.dialled for leg in self.legs),
        ]


def _first(values: Iterable[str]) -> str:
    return next((value for value in values if value), "")


def _sortable(moment: str | datetime) -> datetime:
    try:
        found = read_moment(moment, DateOrder.DAY_FIRST)
    except Unreadable:
        return datetime.min.replace(tzinfo=UTC)
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def extension(channel: str) -> str:
    """Who is on a channel: `SIP/1001-00000a2f`, `Agent/1001`, `Local/1001@fila;1` are 1001; a name stays a name."""
    found = _INTERNAL.fullmatch(channel.strip())
    return found[1] if found else channel.strip()


def _is_internal(name: str) -> bool:
    return name.isdecimal() and len(name) <= _LONGEST_EXTENSION


def _whole(text: str) -> int | None:
    return int(text) if text.strip().isdecimal() else None


def asterisk_leg(cells: Sequence[str]) -> _Leg | None:
    """A line of Asterisk's Master.csv: 16 columns, then unique id, user field, peer account, linked id, sequence."""
    if not 16 <= len(cells) <= 21:
        return None
    caller, dialled = cells[1], cells[2]
    ends = [extension(cells[6]), extension(cells[5])] if cells[6] else [extension(cells[5])]
    agent = _first(name for name in ends if _is_internal(name))
    is_outward = _is_internal(caller) and not _is_internal(dialled)
    linked = cells[19] if len(cells) >= 20 else ""
    return _Leg(
        key=linked or (cells[16] if len(cells) > 16 else ""),
        started=cells[9],
        ended=cells[11] or None,
        talk=_whole(cells[13]),
        is_answered=cells[14].strip().upper() == "ANSWERED" and bool(cells[10].strip()),
        agent=caller if is_outward else agent,
        queue=cells[8].split(",")[0] if cells[7].strip().lower() == "queue" else "",
        customer=dialled if is_outward else caller,
        dialled=dialled,
    )


def freeswitch_leg(cells: Sequence[str]) -> _Leg | None:
    """A line of FreeSWITCH's cdr_csv by its default template, which has A legs alone."""
    if not 13 <= len(cells) <= 15:
        return None
    caller, dialled = cells[1], cells[2]
    is_outward = _is_internal(caller) and not _is_internal(dialled)
    talk = _whole(cells[8])
    return _Leg(
        key=cells[10],
        started=cells[4],
        ended=cells[6] or None,
        talk=talk,
        is_answered=bool(cells[5].strip()) and bool(talk),
        agent=caller if is_outward else dialled,
        customer=dialled if is_outward else caller,
        dialled=dialled,
    )


def queue_leg(cells: Sequence[str]) -> _Leg | None:
    """A line of Asterisk's queue_log: time, call, queue, agent, event, data. An empty key: it speaks of no call."""
    if len(cells) < 5 or not _QUEUE_LINE.fullmatch(cells[0]):
        return None
    at = datetime.fromtimestamp(int(float(cells[0])), UTC)
    event, data = cells[4].strip().upper(), [*cells[5:], "", "", ""]
    if event not in _QUEUE_EVENTS or cells[1] in ("NONE", ""):
        return _Leg(key="", started=at)
    is_end = event in ("COMPLETEAGENT", "COMPLETECALLER", "TRANSFER")
    return _Leg(
        key=cells[1],
        started=at,
        ended=at if event in _QUEUE_ENDS else None,
        talk=_whole(data[1] if event != "TRANSFER" else data[3]) if is_end else None,
        is_answered=is_end or event == "CONNECT",
        agent=extension(cells[3]) if event == "CONNECT" or is_end else "",
        queue=cells[2],
        customer=data[1] if event == "ENTERQUEUE" else "",
    )


_READERS: Mapping[FileFormat, Callable[[Sequence[str]], _Leg | None]] = {
    FileFormat.ASTERISK_CDR: asterisk_leg,
    FileFormat.ASTERISK_QUEUE_LOG: queue_leg,
    FileFormat.FREESWITCH_CDR: freeswitch_leg,
}


def join_legs(file_format: FileFormat, rows: Iterable[Row]) -> Iterator[Row]:
    """One row a call, in the order of their first legs. A line that can't be a record is given as it stands."""
    read, waiting = _READERS[file_format], OrderedDict[str, _Call | Row]()
    for number, cells in rows:
        leg = read([str(cell) for cell in cells])
        if leg is None:
            waiting[f"\0{number}"] = (number, cells)
        elif leg.key or file_format is not FileFormat.ASTERISK_QUEUE_LOG:
            found = waiting.setdefault(leg.key or f"\0{number}", _Call(number, number))
            if isinstance(found, _Call):
                found.legs.append(leg)
                found.last_row = number
        yield from _ripe(waiting, number)
    yield from map(_given, waiting.values())


def _ripe(waiting: OrderedDict[str, _Call | Row], number: int) -> Iterator[Row]:
    while waiting:
        key, head = next(iter(waiting.items()))
        if isinstance(head, _Call) and head.last_row > number - WINDOW and len(waiting) < MOST_OPEN:
            return
        yield _given(waiting.pop(key))


def _given(waiting: _Call | Row) -> Row:
    return waiting.as_row() if isinstance(waiting, _Call) else waiting


def detect_format(rows: Sequence[Row]) -> FileFormat:
    """What wrote these first lines, which have no header; a plain table unless they speak clearly."""
    lines = [[str(cell) for cell in cells] for _, cells in rows]
    if lines and all(len(line) >= 5 and _QUEUE_LINE.fullmatch(line[0]) and line[4].isupper() for line in lines):
        return FileFormat.ASTERISK_QUEUE_LOG
    for file_format, moments in ((FileFormat.ASTERISK_CDR, (9, 11)), (FileFormat.FREESWITCH_CDR, (4, 6))):
        read = _READERS[file_format]
        if lines and all(read(line) is not None and all(map(_is_moment, (line[i] for i in moments))) for line in lines):
            return file_format
    return FileFormat.TABLE


def _is_moment(text: str) -> bool:
    try:
        read_moment(text, DateOrder.DAY_FIRST)
    except Unreadable:
        return False
    return True
