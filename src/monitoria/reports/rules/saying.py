"""Numbers, days and times as they are written in Portuguese and in English."""

from __future__ import annotations

import calendar
from datetime import date, datetime, tzinfo
from decimal import Decimal

PORTUGUESE, ENGLISH = "pt-BR", "en"
NOTHING = "—"

_MONTHS = {
    PORTUGUESE: (
        "janeiro",
        "fevereiro",
        "março",
        "abril",
        "maio",
        "junho",
        "julho",
        "agosto",
        "setembro",
        "outubro",
        "novembro",
        "dezembro",
    ),
    ENGLISH: tuple(calendar.month_name[1:]),
}


def say_number(value: Decimal | float | None, language: str, places: int = 2) -> str:
    """With a decimal comma in Portuguese; a dash for what is not known."""
    if value is None:
        return NOTHING
    text = f"{value:.{places}f}"
    return text.replace(".", ",") if language == PORTUGUESE else text


def say_short(value: Decimal | float | None, language: str) -> str:
    """The same without zeros that say nothing: 8, 8,5."""
    if value is None:
        return NOTHING
    text = f"{value:.4f}".rstrip("0").rstrip(".")
    return text.replace(".", ",") if language == PORTUGUESE else text


def say_day(day: date | None, language: str) -> str:
    """25/11/2026, or 25 Nov 2026, which nobody reads as another day."""
    if day is None:
        return NOTHING
    return f"{day:%d/%m/%Y}" if language == PORTUGUESE else f"{day.day} {calendar.month_abbr[day.month]} {day.year}"


def say_moment(instant: datetime | None, zone: tzinfo, language: str) -> str:
    """The day and the minute, where the installation is."""
    if instant is None:
        return NOTHING
    local = instant.astimezone(zone)
    return f"{say_day(local.date(), language)} {local:%H:%M}"


def say_month(month: date, language: str) -> str:
    """November 2026, novembro de 2026."""
    name = _MONTHS[language][month.month - 1]
    return f"{name} de {month.year}" if language == PORTUGUESE else f"{name} {month.year}"


def say_month_short(month: date, language: str) -> str:
    """nov/26, Nov 26: below a point of a chart."""
    name = _MONTHS[language][month.month - 1][:3]
    return f"{name}/{month:%y}" if language == PORTUGUESE else f"{name} {month:%y}"


def say_seconds(seconds: float | None) -> str:
    """mm:ss, from an hour on h:mm:ss."""
    if seconds is None:
        return NOTHING
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes:02}:{rest:02}"


def say_interval(low: float | None, high: float | None, language: str, places: int = 1) -> str:
    """ "78,1 a 84,0"; a dash where there is none."""
    if low is None or high is None:
        return NOTHING
    between = " a " if language == PORTUGUESE else " to "
    return f"{say_number(low, language, places)}{between}{say_number(high, language, places)}"
