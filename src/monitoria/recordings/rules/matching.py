"""What a file's name tells of its call, by patterns such as ``{any}-{date}-{time}-{external_id}``.

The parts: ``{protocol}``, ``{external_id}``, ``{operator}`` (user name or name), ``{date}``, ``{time}``, and ``{any}``
for what says nothing. A pattern must fit the whole name without its extension; capitals do not matter.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

MOST_PATTERNS = 20
LONGEST_PATTERN = 200
# Asterisk's MixMonitor as FreePBX names it (in-, out-, q-, exten- …; ends with the unique id), loggers that write the
# agent and the moment, and the plainest: the call's own identifier.
DEFAULT_PATTERNS = (
    "{any}-{date}-{time}-{external_id}",
    "{any}_agent_{operator}_dt_{date}t{time}_{any}",
    "{operator}_{date}_{time}_{any}",
    "{operator}_{date}_{time}",
    "{date}_{time}_{operator}",
    "{date}-{time}-{operator}",
    "{protocol}",
    "{protocol}_{any}",
    "{any}_{protocol}",
    "{external_id}",
)
_PARTS: Mapping[str, str] = {
    "protocol": r"\d{8,24}",
    "external_id": r"[a-z0-9][a-z0-9.:@-]*",
    "operator": r"[^\W\d_](?:[\w .'-]*?[^\W_])?",
    "date": r"\d{8}|\d{4}-\d{2}-\d{2}|\d{2}-\d{2}-\d{4}",
    "time": r"\d{6}|\d{4}|\d{2}[-:.h]\d{2}(?:[-:.m]\d{2})?",
    "any": r".*?",
}
_PART = re.compile(r"\{(\w+)\}")


class PatternFault(ValueError):
    """The pattern can't be read; the text is a Portuguese sentence."""


@dataclass(frozen=True, slots=True)
class NameParts:
    """What one pattern read in a name; `at` has no zone: recorders write the local time."""

    protocol: str | None = None
    external_id: str | None = None
    operator: str | None = None
    at: datetime | None = None


def check_pattern(pattern: str) -> None:
    """Raises `PatternFault` for a part that does not exist, one that comes twice, or none at all."""
    names = _PART.findall(pattern)
    telling = [name for name in names if name != "any"]
    if len(pattern) > LONGEST_PATTERN:
        raise PatternFault("O padrão é longo demais.")
    if unknown := sorted(set(names) - set(_PARTS)):
        raise PatternFault(f"A parte {{{unknown[0]}}} não existe; as conhecidas são: {', '.join(_PARTS)}.")
    if len(set(telling)) < len(telling):
        raise PatternFault("Cada parte só pode aparecer uma vez.")
    if names.count("any") > 3:
        raise PatternFault("Use {any} no máximo três vezes.")
    if not set(telling) & {"protocol", "external_id", "date"}:
        raise PatternFault("O padrão precisa de {protocol}, {external_id} ou {date}.")


def read_name(file_name: str, patterns: Sequence[str]) -> list[NameParts]:
    """What each pattern that fits reads in the name, in the order of the patterns."""
    stem = file_name.rpartition(".")[0] or file_name
    found = (_compiled(pattern).fullmatch(stem[:LONGEST_PATTERN]) for pattern in patterns)
    read = [_parts(match.groupdict()) for match in found if match is not None]
    return [parts for parts in read if parts != NameParts() and (parts.protocol or parts.external_id or parts.at)]


def _compiled(pattern: str) -> re.Pattern[str]:
    source, at = "", 0
    for part in _PART.finditer(pattern):
        source += re.escape(pattern[at : part.start()])
        name = part[1]
        source += f"(?:{_PARTS[name]})" if name == "any" else f"(?P<{name}>{_PARTS[name]})"
        at = part.end()
    return re.compile(source + re.escape(pattern[at:]), re.IGNORECASE)


def _parts(groups: Mapping[str, str | None]) -> NameParts:
    date, time = groups.get("date"), groups.get("time")
    at = _moment(date, time) if date and time else None
    return NameParts(groups.get("protocol"), groups.get("external_id"), groups.get("operator"), at)


def _moment(date: str, time: str) -> datetime | None:
    digits = "".join(filter(str.isdigit, time)).ljust(6, "0")
    plain = date.replace("-", "")
    if re.fullmatch(r"\d{2}-\d{2}-\d{4}", date):
        plain = plain[4:] + plain[2:4] + plain[:2]
    with suppress(ValueError):
        return datetime.strptime(plain + digits, "%Y%m%d%H%M%S")  # noqa: DTZ007 - the zone is the caller's to give
    return None
