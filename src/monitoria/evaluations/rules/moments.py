"""Moments: comments pinned to a second, or a stretch, of a recording of the call."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from monitoria.platform.errors import FieldError

MOST_MOMENTS = 200


@dataclass(frozen=True, slots=True)
class Moment:
    """A comment at a second; `until_seconds` makes it a stretch, `criterion` ties it to an answer."""

    id: UUID
    recording_id: UUID
    at_seconds: float
    until_seconds: float | None = None
    criterion: str | None = None
    comment: str = ""


def check_moments(
    moments: Sequence[Moment], recordings: Mapping[UUID, float | None], criteria: Collection[str]
) -> tuple[FieldError, ...]:
    """Every fault: a recording of another call, a second beyond its end, a stretch that ends before it begins.

    `recordings` are the call's, with their length where it is known.
    """
    faults = [fault for index, moment in enumerate(moments) for fault in _faults(index, moment, recordings, criteria)]
    if len({moment.id for moment in moments}) < len(moments):
        faults.append(FieldError("/moments", "O mesmo momento veio duas vezes.", "moment-repeated"))
    return tuple(faults)


def _faults(
    index: int, moment: Moment, recordings: Mapping[UUID, float | None], criteria: Collection[str]
) -> Iterator[FieldError]:
    pointer = f"/moments/{index}"
    if moment.recording_id not in recordings:
        yield FieldError(f"{pointer}/recording_id", "Esta gravação não é da chamada avaliada.", "unknown")
        return
    length = recordings[moment.recording_id]
    if length is not None and moment.at_seconds > length:
        yield FieldError(f"{pointer}/at_seconds", "O momento fica além do fim da gravação.", "range")
    if moment.until_seconds is not None:
        if moment.until_seconds <= moment.at_seconds:
            yield FieldError(f"{pointer}/until_seconds", "O trecho deve terminar depois de começar.", "range")
        elif length is not None and moment.until_seconds > length:
            yield FieldError(f"{pointer}/until_seconds", "O trecho passa do fim da gravação.", "range")
    if moment.criterion is not None and moment.criterion not in criteria:
        yield FieldError(f"{pointer}/criterion", "A ficha não tem este item.", "criterion-unknown")
