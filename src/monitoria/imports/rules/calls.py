"""One row of a table becomes the facts of one call, or its problems column by column."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from decimal import Decimal
from hashlib import blake2b

from monitoria.calls.rules import FUTURE_ALLOWED, CallStatus, Channel, Priority
from monitoria.imports.rules.moments import DateOrder, read_moment, read_time
from monitoria.imports.rules.near import value_key
from monitoria.imports.rules.options import Options, Unanswered
from monitoria.imports.rules.problems import LONGEST_VALUE, RowProblem, Unreadable
from monitoria.imports.rules.values import (
    is_impossible_cpf,
    read_csat,
    read_document,
    read_duration,
    read_label,
    read_yes,
)
from monitoria.platform.tables import Cell, cell_text, is_blank

_STATUSES = {
    CallStatus.OPEN: "open|aberta|aberto|pendente|pending|nova|novo|new|nao|no|n|nao resolvido|nao resolvida",
    CallStatus.IN_PROGRESS: "in progress|em andamento|andamento|em atendimento|in_progress|em tratamento",
    CallStatus.RESOLVED: "resolved|resolvida|resolvido|sim|yes|y|s|solucionado|solucionada",
    CallStatus.CLOSED: "closed|fechada|fechado|encerrada|encerrado|concluida|concluido|finalizada|finalizado|done",
}
_PRIORITIES = {
    Priority.LOW: "low|baixa|baixo|1",
    Priority.MEDIUM: "medium|media|medio|normal|2",
    Priority.HIGH: "high|alta|alto|3",
    Priority.URGENT: "urgent|urgente|critica|critico|critical|4",
}
_CHANNELS = {
    Channel.PHONE: "phone|telefone|voz|voice|ligacao|telefonia|call",
    Channel.CHAT: "chat|webchat|chat online",
    Channel.EMAIL: "email|e-mail|mail",
    Channel.WHATSAPP: "whatsapp|whats|wpp|zap",
    Channel.VIDEO: "video|videochamada|videoconferencia",
}


def _by_word(table: Mapping[CallStatus, str] | Mapping[Priority, str] | Mapping[Channel, str]) -> dict[str, str]:
    return {word: str(value.value) for value, words in table.items() for word in words.split("|")}


_CHOICES = {
    "status": (_by_word(_STATUSES), "situação"),
    "priority": (_by_word(_PRIORITIES), "prioridade"),
    "channel": (_by_word(_CHANNELS), "canal"),
}
_TEXTS: Mapping[str, Callable[[Cell], str]] = {
    "customer_name": lambda cell: read_label(cell, 160),
    "customer_phone": lambda cell: read_label(cell, 40),
    "customer_document": read_document,
    "subject": lambda cell: read_label(cell, 200),
    "notes": lambda cell: read_label(cell, 10_000),
    "external_id": lambda cell: read_label(cell, 100),
    "operator": lambda cell: read_label(cell, 160),
    "category": lambda cell: read_label(cell, 80),
}
# What tells two calls of the same second apart.
_TELLING = ("operator", "customer_phone", "customer_document", "customer_name")
_NO_MOMENT = "A linha não diz quando a chamada começou."


@dataclass(slots=True)
class ReadCall:
    """The facts of one row. `operator` and `category` are still what the file says; times are UTC."""

    row: int
    operator: str
    category: str | None
    started_at: datetime
    ended_at: datetime | None
    duration_seconds: int | None
    csat: Decimal | None
    external_id: str
    channel: str
    priority: str
    status: str
    customer_name: str | None
    customer_phone: str | None
    customer_document: str | None
    subject: str | None
    notes: str | None


@dataclass(frozen=True, slots=True)
class Skipped:
    """A row that is left out on purpose."""

    row: int


class CallReader:
    """Reads rows by one mapping. `read` gives the call, a `Skipped`, or None with the problems that say why."""

    def __init__(self, mapping: Mapping[str, int], options: Options, width: int, zone: tzinfo, now: datetime) -> None:
        self._at = dict(mapping)
        self._options, self._width, self._zone = options, width, zone
        self._order = options.date_order or DateOrder.DAY_FIRST
        self._latest = now + FUTURE_ALLOWED
        self._texts = [(name, self._at[name], read) for name, read in _TEXTS.items() if name in self._at]
        self._choices = [(name, self._at[name], *_CHOICES[name]) for name in _CHOICES if name in self._at]
        self.problems: list[RowProblem] = []

    def read(self, row: int, cells: Sequence[Cell]) -> ReadCall | Skipped | None:
        """One row; its problems are in `problems` until the next one is read."""
        self.problems = []
        if len(cells) != self._width and not self._is_bearable(row, cells):
            return None
        if self._is_unanswered(cells) and self._options.unanswered is Unanswered.SKIP:
            return Skipped(row)
        texts = {name: self._text(row, cells, index, read) for name, index, read in self._texts}
        if is_impossible_cpf(texts.get("customer_document", "")):
            self._warn(row, "customer_document", cells, "cpf", "Este CPF não pode existir; fica guardado como está.")
        chosen = {name: self._choice(row, cells, index, words, label) for name, index, words, label in self._choices}
        started = self._started(row, cells)
        ended = self._ended(row, cells, started)
        seconds = self._duration(row, cells, started, ended)
        if started is None or any(not problem.is_warning for problem in self.problems):
            return None
        return self._compose(row, texts, chosen, started, ended, seconds, self._csat(row, cells))

    def _compose(
        self,
        row: int,
        texts: Mapping[str, str],
        chosen: Mapping[str, str | None],
        started: datetime,
        ended: datetime | None,
        seconds: int | None,
        csat: Decimal | None,
    ) -> ReadCall:
        options, get = self._options, texts.get
        external = get("external_id") or None
        if external is None:
            external = _own_id(started, *(get(name, "") for name in _TELLING))
        elif options.id_with_date:
            external = f"{external}@{started.astimezone(self._zone):%Y-%m-%d}"
        return ReadCall(
            row,
            get("operator", ""),
            get("category") or None,
            started,
            ended,
            seconds,
            csat,
            external,
            chosen.get("channel") or options.channel,
            chosen.get("priority") or options.priority,
            chosen.get("status") or options.status,
            get("customer_name") or None,
            get("customer_phone") or None,
            get("customer_document") or None,
            get("subject") or None,
            get("notes") or None,
        )

    def _note(self, row: int, column: int | None, rule: str, message: str, cell: Cell = None) -> None:
        self.problems.append(RowProblem(row, column, rule, message, cell_text(cell)[:LONGEST_VALUE]))

    def _warn(self, row: int, name: str, cells: Sequence[Cell], rule: str, message: str) -> None:
        index = self._at[name]
        value = cell_text(cells[index])[:LONGEST_VALUE]
        self.problems.append(RowProblem(row, index, rule, message, value, is_warning=True))

    def _is_bearable(self, row: int, cells: Sequence[Cell]) -> bool:
        """Blank cells too many harm nobody; anything else has slipped out of its column."""
        if len(cells) > self._width and all(is_blank(cell) for cell in cells[self._width :]):
            return True
        message = f"A linha tem {len(cells)} colunas; o cabeçalho tem {self._width}."
        self._note(row, None, "ragged", message)
        return False

    def _cell(self, cells: Sequence[Cell], name: str) -> Cell:
        index = self._at.get(name)
        return None if index is None else cells[index]

    def _text(self, row: int, cells: Sequence[Cell], index: int, read: Callable[[Cell], str]) -> str:
        try:
            return read(cells[index])
        except Unreadable as fault:
            self._note(row, index, fault.rule, str(fault), cells[index])
            return ""

    def _choice(self, row: int, cells: Sequence[Cell], index: int, words: Mapping[str, str], label: str) -> str | None:
        cell = cells[index]
        if is_blank(cell):
            return None
        found = words.get(value_key(cell_text(cell)))
        if found is None:
            self._note(row, index, "choice", f"“{cell_text(cell)[:40]}” não é uma {label} conhecida.", cell)
        return found

    def _is_unanswered(self, cells: Sequence[Cell]) -> bool:
        cell = self._cell(cells, "answered")
        if is_blank(cell):
            return False
        try:
            return not read_yes(cell)
        except Unreadable:
            return False

    def _started(self, row: int, cells: Sequence[Cell]) -> datetime | None:
        name = "started_at" if "started_at" in self._at else "date"
        index = self._at.get(name)
        if index is None or is_blank(cells[index]):
            self._note(row, index, "missing", _NO_MOMENT)
            return None
        try:
            moment = read_moment(cells[index], self._order)
        except Unreadable as fault:
            self._note(row, index, fault.rule, str(fault), cells[index])
            return None
        moment = self._with_clock(row, cells, moment)
        started = self._instant(moment)
        if started > self._latest:
            self._note(row, index, "future", "A chamada não pode começar no futuro.", cells[index])
        if moment.tzinfo is None and started.astimezone(self._zone).replace(tzinfo=None) != moment:
            message = "Esta hora não existiu (começo do horário de verão); vale a hora seguinte."
            self._warn(row, name, cells, "time-gap", message)
        return started

    def _with_clock(self, row: int, cells: Sequence[Cell], moment: datetime) -> datetime:
        index = self._at.get("time")
        if index is None or is_blank(cells[index]):
            return moment
        try:
            clock = read_time(cells[index])
        except Unreadable as fault:
            self._note(row, index, fault.rule, str(fault), cells[index])
            return moment
        return moment.replace(hour=clock.hour, minute=clock.minute, second=clock.second)

    def _instant(self, moment: datetime) -> datetime:
        aware = moment if moment.tzinfo is not None else moment.replace(tzinfo=self._zone)
        return aware.astimezone(UTC)

    def _ended(self, row: int, cells: Sequence[Cell], started: datetime | None) -> datetime | None:
        index = self._at.get("ended_at")
        if index is None or started is None or is_blank(cells[index]):
            return None
        try:
            ended = self._instant(self._end_moment(cells[index], started))
        except Unreadable as fault:
            self._note(row, index, fault.rule, str(fault), cells[index])
            return None
        if ended < started:
            self._note(row, index, "before-start", "O fim vem antes do início.", cells[index])
            return None
        return ended

    def _end_moment(self, cell: Cell, started: datetime) -> datetime:
        """A whole moment, or a time of the start's day; one earlier than the start is past midnight."""
        try:
            return read_moment(cell, self._order)
        except Unreadable:
            clock = read_time(cell)
        local = started.astimezone(self._zone)
        ended = datetime.combine(local.date(), clock, self._zone)
        return ended if ended >= local else datetime.combine(_next_day(local.date()), clock, self._zone)

    def _duration(
        self, row: int, cells: Sequence[Cell], started: datetime | None, ended: datetime | None
    ) -> int | None:
        index = self._at.get("duration_seconds")
        if index is not None and not is_blank(cells[index]):
            try:
                return read_duration(cells[index], self._options.duration_unit)
            except Unreadable as fault:
                self._note(row, index, fault.rule, str(fault), cells[index])
                return None
        if started is None or ended is None:
            return None
        seconds = int((ended - started).total_seconds())
        if seconds > 31 * 86_400:
            self._note(row, self._at["ended_at"], "duration", "Uma chamada dura no máximo 31 dias.")
        return seconds

    def _csat(self, row: int, cells: Sequence[Cell]) -> Decimal | None:
        """A survey that can't be read costs no call."""
        cell = self._cell(cells, "csat")
        if is_blank(cell):
            return None
        try:
            return read_csat(cell)
        except Unreadable as fault:
            self._warn(row, "csat", cells, fault.rule, str(fault))
            return None


def _own_id(started: datetime, *facts: str) -> str:
    """An identifier for a row that has none, made of what would not be corrected: the same row gets the same."""
    told = "\x1f".join((started.isoformat(), *map(value_key, facts)))
    return f"#{blake2b(told.encode(), digest_size=12).hexdigest()}"


def _next_day(day: date) -> date:
    return day + timedelta(days=1)
