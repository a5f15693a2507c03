"""Sizes, spans of time and counts, as people read them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Language(StrEnum):
    PORTUGUESE = "pt-BR"
    ENGLISH = "en"


@dataclass(frozen=True, slots=True)
class Size:
    """Bytes, said in thousands: 12,3 GB."""

    size_bytes: int

    def said(self, language: Language) -> str:
        left, units = float(self.size_bytes), ["B", "kB", "MB", "GB", "TB", "PB"]
        while left >= 1000 and len(units) > 1:
            left, units = left / 1000, units[1:]
        return f"{_decimal(left, language)} {units[0]}"


@dataclass(frozen=True, slots=True)
class Span:
    """Seconds, said in the largest unit that fits."""

    seconds: float

    def said(self, language: Language) -> str:
        seconds = max(self.seconds, 0.0)
        if seconds < 10:
            return f"{_decimal(seconds, language)} s"
        for length, noun in ((86_400, "day"), (3_600, "hour"), (60, "minute")):
            if seconds >= 2 * length:
                return Count(int(seconds // length), noun).said(language)
        return Count(int(seconds), "second").said(language)


@dataclass(frozen=True, slots=True)
class Count:
    """So many of something."""

    number: int
    noun: str

    def said(self, language: Language) -> str:
        one, many = _NOUNS[self.noun][language]
        number = f"{self.number:,}"
        if language is Language.PORTUGUESE:
            number = number.replace(",", ".")
        return f"{number} {one if self.number == 1 else many}"


_PT, _EN = Language.PORTUGUESE, Language.ENGLISH
_NOUNS: dict[str, dict[Language, tuple[str, str]]] = {
    "day": {_PT: ("dia", "dias"), _EN: ("day", "days")},
    "hour": {_PT: ("hora", "horas"), _EN: ("hour", "hours")},
    "minute": {_PT: ("minuto", "minutos"), _EN: ("minute", "minutes")},
    "second": {_PT: ("segundo", "segundos"), _EN: ("second", "seconds")},
    "job": {_PT: ("tarefa", "tarefas"), _EN: ("job", "jobs")},
    "worker": {_PT: ("worker", "workers"), _EN: ("worker", "workers")},
    "letter": {_PT: ("carta", "cartas"), _EN: ("letter", "letters")},
    "replica": {_PT: ("réplica", "réplicas"), _EN: ("replica", "replicas")},
    "record": {_PT: ("registro", "registros"), _EN: ("record", "records")},
}


def _decimal(value: float, language: Language) -> str:
    text = f"{value:.1f}" if value < 100 else f"{value:.0f}"
    return text.replace(".", ",") if language is Language.PORTUGUESE else text
