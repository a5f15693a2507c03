"""Dates and times as people and machines write them. Day before month unless the person chose otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone
from enum import StrEnum

from monitoria.imports.rules.problems import Unreadable
from monitoria.platform.search import strip_accents
from monitoria.platform.tables import Cell, cell_text

_EXCEL_ZERO = datetime(1899, 12, 30)  # noqa: DTZ001 - a local moment, as workbooks keep them
_FIRST_YEAR, _LAST_YEAR = 1970, 2199
_DATE = re.compile(r"(\d{1,4})([/.\-])(\d{1,2})\2(\d{2,4})(?!\d)")
_NAMED = re.compile(r"(\d{1,2})[ /.\-]+(?:de )?([a-z]{3,9})\.?[ /.\-]+(?:de )?(\d{4})(?!\d)")
_TIME = re.compile(
    r"(\d{1,2})[:h](\d{2})(?:[:m](\d{2})s?(?:[.,]\d+)?)?\s*([ap]\.?m\.?)?\s*(z|utc|[+-]\d{2}:?(?:\d{2})?)?$"
)
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan",
            "fev feb",
            "mar",
            "abr apr",
            "mai may",
            "jun",
            "jul",
            "ago aug",
            "set sep",
            "out oct",
            "nov",
            "dez dec",
        ),
        1,
    )
    for name in names.split()
}
_SERIAL = re.compile(r"\d{5}(?:[.,]\d+)?")
_EPOCH = re.compile(r"\d{10}(?:[.,]\d+)?|\d{13}")


class DateOrder(StrEnum):
    """Which number of a date comes first; one with the year first is always year, month, day."""

    DAY_FIRST = "dmy"
    MONTH_FIRST = "mdy"


@dataclass(frozen=True, slots=True)
class DateEvidence:
    """What a column's dates allow: an order that none of them contradicts, and whether any of them proves it.

    `order` None: they prove month first, or contradict each other; the person must say how they are read.
    """

    order: DateOrder | None
    is_proven: bool
    example: str | None


def weigh_dates(texts: Iterable[str]) -> DateEvidence:
    """How these dates can be read. Month first is never assumed, however much they look like it."""
    seen: set[DateOrder] = set()
    example = None
    for text in texts:
        found = _DATE.match(text.strip())
        if found is None or len(found[1]) == 4:
            continue
        first, second = int(found[1]), int(found[3])
        example = example or text.strip()
        if first > 12 >= second:
            seen.add(DateOrder.DAY_FIRST)
        elif second > 12 >= first:
            seen.add(DateOrder.MONTH_FIRST)
            example = text.strip()
    if DateOrder.MONTH_FIRST in seen:
        return DateEvidence(None, len(seen) == 1, example)
    return DateEvidence(DateOrder.DAY_FIRST, bool(seen) or example is None, example)


def read_moment(cell: Cell, order: DateOrder) -> datetime:
    """A date with its time, midnight when it has none; aware when it names its offset. Raises `Unreadable`."""
    if isinstance(cell, str):
        return _read_text(cell, order)
    if isinstance(cell, datetime):
        return _sane(cell)
    if isinstance(cell, date):
        return _sane(datetime(cell.year, cell.month, cell.day))  # noqa: DTZ001 - local
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return _from_number(float(cell), cell_text(cell))
    raise _no_date(cell_text(cell))


def read_day(cell: Cell, order: DateOrder) -> date:
    """The day alone. Raises `Unreadable`."""
    return read_moment(cell, order).date()


def read_time(cell: Cell) -> time:
    """A time of the day, without a date or after one. Raises `Unreadable`."""
    if isinstance(cell, datetime):
        return cell.time()
    if isinstance(cell, time):
        return cell
    if isinstance(cell, timedelta):
        return (_EXCEL_ZERO + cell % timedelta(days=1)).time()
    if isinstance(cell, int | float) and 0 <= cell < 1:
        return (_EXCEL_ZERO + timedelta(seconds=round(cell * 86_400))).time()
    text = cell_text(cell).lower()
    found = _TIME.match(text)
    if found is not None:
        return _clock(found, text)[0]
    return read_moment(cell, DateOrder.DAY_FIRST).time()


def _read_text(cell: str, order: DateOrder) -> datetime:
    text = cell.strip()
    if len(text) >= 10 and text[4:5] == "-" and text[7:8] == "-":
        try:
            return _sane(datetime.fromisoformat(text))
        except ValueError:
            pass
    found = _DATE.match(text)
    if found is not None:
        return _compose(_day(found[1], found[3], found[4], order, text), text[found.end() :], text)
    return _read_rarer(text)


def _read_rarer(text: str) -> datetime:
    plain = strip_accents(text)
    named = _NAMED.match(plain)
    if named is not None and named[2][:3] in _MONTHS:
        day = _date(int(named[3]), _MONTHS[named[2][:3]], int(named[1]), text)
        return _compose(day, plain[named.end() :], text)
    if _EPOCH.fullmatch(text) or _SERIAL.fullmatch(text):
        return _from_number(float(text.replace(",", ".")), text)
    raise _no_date(text)


def _day(first: str, second: str, third: str, order: DateOrder, text: str) -> date:
    if len(first) == 4:
        return _date(int(first), int(second), int(third), text)
    if len(first) > 2 or len(third) == 3:
        raise _no_date(text)
    year = int(third) if len(third) == 4 else 2000 + int(third) - (100 if int(third) > 68 else 0)
    day, month = (first, second) if order is DateOrder.DAY_FIRST else (second, first)
    return _date(year, int(month), int(day), text)


def _date(year: int, month: int, day: int, text: str) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise Unreadable("date", f"“{text}” não é uma data que exista nesta ordem de dia e mês.") from None


def _compose(day: date, rest: str, text: str) -> datetime:
    rest = rest.strip(" ,tT\u00a0-").lower()
    if not rest:
        return _sane(datetime(day.year, day.month, day.day))  # noqa: DTZ001 - local
    found = _TIME.match(rest.removeprefix("as ").removeprefix("às "))
    if found is None:
        raise Unreadable("time", f"A hora de “{text}” não pode ser lida.")
    clock, zone = _clock(found, text)
    return _sane(datetime.combine(day, clock, zone))


def _clock(found: re.Match[str], text: str) -> tuple[time, timezone | None]:
    hour, minute, second = int(found[1]), int(found[2]), int(found[3] or 0)
    half = (found[4] or "").replace(".", "")
    if half:
        hour = hour % 12 + (12 if half == "pm" else 0)
    try:
        return time(hour, minute, second), _offset(found[5])
    except ValueError:
        raise Unreadable("time", f"“{text}” não é uma hora.") from None


def _offset(text: str | None) -> timezone | None:
    if text is None:
        return None
    if text in ("z", "utc"):
        return UTC
    sign = -1 if text[0] == "-" else 1
    digits = text[1:].replace(":", "").ljust(4, "0")
    return timezone(sign * timedelta(hours=int(digits[:2]), minutes=int(digits[2:])))


def _from_number(number: float, text: str) -> datetime:
    """A workbook's day number (local), or seconds or milliseconds since 1970 (UTC)."""
    if 20_000 <= number < 90_000:
        return _EXCEL_ZERO + timedelta(seconds=round(number * 86_400))
    if 1e12 <= number < 5e12:
        number /= 1000
    if 1e8 <= number < 5e9:
        return datetime.fromtimestamp(int(number), UTC)
    raise _no_date(text)


def _sane(moment: datetime) -> datetime:
    if not _FIRST_YEAR <= moment.year <= _LAST_YEAR:
        raise Unreadable("date", f"A data deve ficar entre {_FIRST_YEAR} e {_LAST_YEAR}.")
    return moment.replace(microsecond=0)


def _no_date(text: str) -> Unreadable:
    return Unreadable("date", f"“{text[:40]}” não é uma data.")
