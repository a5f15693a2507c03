"""National holidays of Brazil, computed.

Laws 662/1949 with 10.607/2002 (the fixed days), 6.802/1980 (12 October), 14.759/2023 (20 November); Good Friday by
custom and local law. Carnival and Corpus Christi are optional days: most offices close, some work.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class NationalHoliday:
    """A day on which no deadline runs; optional ones are removed where people work on them."""

    day: date
    name: str
    is_optional: bool = False


_FIXED = (
    (1, 1, "Confraternização Universal"),
    (4, 21, "Tiradentes"),
    (5, 1, "Dia do Trabalho"),
    (9, 7, "Independência do Brasil"),
    (10, 12, "Nossa Senhora Aparecida"),
    (11, 2, "Finados"),
    (11, 15, "Proclamação da República"),
    (11, 20, "Dia Nacional de Zumbi e da Consciência Negra"),
    (12, 25, "Natal"),
)
# Days from Easter Sunday.
_MOVABLE = (
    (-48, "Carnaval (segunda-feira)", True),
    (-47, "Carnaval (terça-feira)", True),
    (-2, "Sexta-feira Santa", False),
    (60, "Corpus Christi", True),
)


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (the anonymous algorithm; Meeus, Astronomical Algorithms, ch. 8)."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    weekday = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * weekday) // 451
    month, day = divmod(h + weekday - 7 * m + 114, 31)
    return date(year, month, day + 1)


def national_holidays(year: int) -> tuple[NationalHoliday, ...]:
    """The national holidays and optional days of a year, in order; one day has one name."""
    sunday = easter(year)
    found = {date(year, month, day): NationalHoliday(date(year, month, day), name) for month, day, name in _FIXED}
    for distance, name, is_optional in _MOVABLE:
        day = sunday + timedelta(days=distance)
        found.setdefault(day, NationalHoliday(day, name, is_optional))
    return tuple(found[day] for day in sorted(found))
