"""Reading one cell: numbers, durations, yes and no, texts and numbers that are names."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime, time, timedelta
from decimal import Decimal
from enum import StrEnum
from math import isfinite

from monitoria.calls.rules import HIGHEST_CSAT, LOWEST_CSAT
from monitoria.imports.rules.problems import Unreadable
from monitoria.platform.search import strip_accents
from monitoria.platform.tables import Cell, cell_text

_DAY = 86_400
_EXCEL_ZERO = datetime(1899, 12, 30)  # noqa: DTZ001 - as workbooks count
_CLOCK = re.compile(r"(\d{1,6}):(\d{1,2})(?::(\d{1,2}))?(?:[.,]\d+)?")
_SPOKEN = re.compile(r"(?:(\d+)\s*h(?:\w*)?)?\s*(?:(\d+)\s*m(?:in\w*)?)?\s*(?:(\d+)\s*s(?:eg\w*|ec\w*)?)?")
_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?")
_THOUSANDS = re.compile(r"[+-]?\d{1,3}(?:\.\d{3})+(?:,\d+)?")
_THOUSANDS_EN = re.compile(r"[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_OF_FIVE = re.compile(r"\s*(?:/|de|of)\s*5\s*$")
_YES_WORDS = "y|yes|s|sim|1|true|v|verdadeiro|x|answered|atendida|atendido|ok|resolvido|resolvida|resolved"
_NO_WORDS = (
    "n|no|nao|0|false|f|falso|unanswered|busy|failed|abandonada|abandonado|abandoned|perdida|perdido|cancel|"
    "nao atendida|nao atendido|no answer|nao resolvido|nao resolvida|not resolved|congestion"
)
_YES, _NO = frozenset(_YES_WORDS.split("|")), frozenset(_NO_WORDS.split("|"))


class DurationUnit(StrEnum):
    """What a bare number means, and what the two parts of `12:34` are."""

    SECONDS = "seconds"
    MINUTES = "minutes"
    MILLISECONDS = "milliseconds"
    DAY_FRACTION = "day_fraction"
    HOURS_MINUTES = "hours_minutes"


def read_number(cell: Cell) -> float:
    """`1.234,56`, `1234,56`, `1,234.56` or a typed number. Raises `Unreadable`."""
    if isinstance(cell, int | float) and not isinstance(cell, bool) and isfinite(cell):
        return float(cell)
    text = cell_text(cell).replace("\u00a0", "").replace(" ", "")
    if _THOUSANDS.fullmatch(text):
        text = text.replace(".", "").replace(",", ".")
    elif _THOUSANDS_EN.fullmatch(text) and "." in text:
        text = text.replace(",", "")
    else:
        text = text.replace(",", ".")
    if not _NUMBER.fullmatch(text) or len(text) > 30:
        raise Unreadable("number", f"“{cell_text(cell)[:40]}” não é um número.")
    return float(text)


def read_duration(cell: Cell, unit: DurationUnit = DurationUnit.SECONDS) -> int:
    """Whole seconds of `hh:mm:ss`, `mm:ss`, `2min 30s`, a bare number, or a typed time. Raises `Unreadable`."""
    if isinstance(cell, str):
        return _duration_of_text(cell, unit)
    if isinstance(cell, time):
        return cell.hour * 3600 + cell.minute * 60 + cell.second
    if isinstance(cell, datetime):
        return _whole((cell - _EXCEL_ZERO).total_seconds(), cell)
    if isinstance(cell, timedelta):
        return _whole(cell.total_seconds(), cell)
    return _of_number(read_number(cell), unit, cell)


def _duration_of_text(cell: str, unit: DurationUnit) -> int:
    text = cell.strip()
    found = _CLOCK.fullmatch(text)
    if found is not None:
        first, second, third = int(found[1]), int(found[2]), found[3]
        if second > 59 or (third is not None and int(third) > 59):
            raise Unreadable("duration", f"“{text}” não é uma duração: minutos e segundos vão até 59.")
        if third is not None:
            return _whole(first * 3600 + second * 60 + int(third), cell)
        is_hours = unit is DurationUnit.HOURS_MINUTES
        return _whole(first * 3600 + second * 60 if is_hours else first * 60 + second, cell)
    spoken = _SPOKEN.fullmatch(text.lower())
    if spoken is not None and any(spoken.groups()):
        hours, minutes, seconds = (int(part or 0) for part in spoken.groups())
        return _whole(hours * 3600 + minutes * 60 + seconds, cell)
    try:
        return _of_number(read_number(text), unit, cell)
    except Unreadable as fault:
        if fault.rule == "duration":
            raise
        raise Unreadable("duration", f"“{text[:40]}” não é uma duração.") from None


_FACTORS = {
    DurationUnit.SECONDS: 1.0,
    DurationUnit.MINUTES: 60.0,
    DurationUnit.MILLISECONDS: 0.001,
    DurationUnit.DAY_FRACTION: float(_DAY),
    DurationUnit.HOURS_MINUTES: 1.0,
}


def _of_number(number: float, unit: DurationUnit, cell: Cell) -> int:
    return _whole(number * _FACTORS[unit], cell)


def _whole(seconds: float, cell: Cell) -> int:
    if seconds < 0:
        raise Unreadable("duration", f"“{cell_text(cell)[:40]}”: uma duração não pode ser negativa.")
    if seconds > 31 * _DAY:
        raise Unreadable("duration", f"“{cell_text(cell)[:40]}”: uma chamada dura no máximo 31 dias.")
    return int(seconds + 0.5)


def guess_unit(cells: Iterable[Cell]) -> DurationUnit:
    """Fractions of a day when every bare number is one; milliseconds when all are enormous; else seconds."""
    numbers = []
    for cell in cells:
        try:
            numbers.append(read_number(cell))
        except Unreadable:
            continue
    if numbers and all(0 <= n < 1 for n in numbers) and any(n % 1 for n in numbers):
        return DurationUnit.DAY_FRACTION
    if numbers and all(n == 0 or n >= 1000 for n in numbers) and max(numbers) > 1_000_000:
        return DurationUnit.MILLISECONDS
    return DurationUnit.SECONDS


def read_yes(cell: Cell) -> bool:
    """Y/N in the words people use. Raises `Unreadable`."""
    if isinstance(cell, bool):
        return cell
    word = strip_accents(cell_text(cell)).strip()
    if word in _YES:
        return True
    if word in _NO:
        return False
    raise Unreadable("yes-no", f"“{cell_text(cell)[:40]}” não é sim nem não.")


def read_csat(cell: Cell) -> Decimal:
    """How content a customer was, 1 to 5: `4`, `4,5` or `4/5`. Raises `Unreadable`."""
    text = cell_text(cell)
    try:
        number = Decimal(str(read_number(_OF_FIVE.sub("", text) if isinstance(cell, str) else cell)))
    except Unreadable:
        number = Decimal(0)
    if not LOWEST_CSAT <= number <= HIGHEST_CSAT:
        raise Unreadable("csat", f"“{text[:40]}” não é uma satisfação de 1 a 5; a chamada fica sem ela.")
    return round(number, 2)


def read_label(cell: Cell, longest: int) -> str:
    """A text for one field, without line ends. Raises `Unreadable` when it is too long to be kept."""
    text = " ".join(cell_text(cell).split())
    if len(text) > longest:
        raise Unreadable("too-long", f"O texto tem {len(text)} caracteres; aqui cabem {longest}.")
    return text


def read_document(cell: Cell) -> str:
    """CPF or CNPJ as text. What a workbook turned into a number gets its lost zeros back when that makes a CPF."""
    text = read_label(cell, 40)
    if isinstance(cell, int | float) and text.isdecimal() and len(text) < 11 and is_cpf(text.zfill(11)):
        return text.zfill(11)
    return text


def is_cpf(digits: str) -> bool:
    """Whether eleven digits end in their check digits; repeated digits are nobody's."""
    if len(digits) != 11 or not digits.isdecimal() or len(set(digits)) == 1:
        return False
    for length in (9, 10):
        total = sum(int(digit) * (length + 1 - place) for place, digit in enumerate(digits[:length]))
        if int(digits[length]) != total * 10 % 11 % 10:
            return False
    return True


def is_impossible_cpf(document: str) -> bool:
    """Whether this is written as a CPF, with dots or without, and can't be one."""
    digits = document.replace(".", "").replace("-", "")
    return len(digits) == 11 and digits.isdecimal() and not is_cpf(digits)
