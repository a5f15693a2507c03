"""Batches of files: their life, and which call each file belongs to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

DEFAULT_WINDOW_SECONDS = 120
MOST_FILES = 1_000
MOST_CANDIDATES = 5
# An open batch that nobody touches for so long is thrown away: what waits in it belongs to no call.
KEPT_OPEN = timedelta(days=14)


class BatchStatus(StrEnum):
    """Open to be looked at; confirmed, its recordings added; or thrown away."""

    OPEN = "open"
    CONFIRMED = "confirmed"
    DISCARDED = "discarded"


class MatchedBy(StrEnum):
    """What told the call: its protocol, its external identifier, the time (and the operator), or a person."""

    PROTOCOL = "protocol"
    EXTERNAL_ID = "external-id"
    TIME = "time"
    PERSON = "person"


@dataclass(frozen=True, slots=True)
class NearCall:
    """A call that may be meant. `names` are its operator's, normalised."""

    id: UUID
    started_at: datetime
    names: tuple[str, ...]


def pick_by_time(calls: Sequence[NearCall], at: datetime, operator: str | None) -> tuple[UUID | None, list[UUID]]:
    """The call that began at about `at`, if only one can be meant, and all that may be, the nearest first.

    `operator`, normalised, leaves only the calls of whoever is called so. Two calls are both possible unless one is
    at least three times as near as the next.
    """
    near = [call for call in calls if operator is None or any(_is_called(name, operator) for name in call.names)]
    near.sort(key=lambda call: (abs(call.started_at - at), call.id))
    ids = [call.id for call in near[:MOST_CANDIDATES]]
    if not near:
        return None, []
    is_clear = len(near) == 1 or abs(near[0].started_at - at) * 3 <= abs(near[1].started_at - at)
    return (ids[0] if is_clear else None), ids


def _is_called(name: str, operator: str) -> bool:
    """Whether a name in a file, with or without its separators, is this person's, or begins it."""
    plain, wanted = (text.translate(_SEPARATORS) for text in (name, operator))
    return bool(wanted) and (plain == wanted or (len(wanted) >= 4 and plain.startswith(wanted)))


_SEPARATORS = str.maketrans("", "", " .-_'")
