"""What the stretches of speech of a call tell: who spoke how much, silences, overlap, monologues, first response.

Operator left, customer right. All times in seconds from the beginning.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

Span = tuple[float, float]
Spans = Sequence[Span]

# Longer than this nobody speaks: the customer waits.
HOLD_SECONDS = 3.0
# A click does not end a silence.
SHORTEST_SPEECH = 0.1
# Breathing does not end somebody's turn, as long as the other is silent.
LONGEST_PAUSE = 2.0
_DIGITS = 3


@dataclass(frozen=True, slots=True)
class Analysis:
    """Totals of a call. What needs both sides is None when only one channel speaks of them."""

    operator_speech_seconds: float | None
    customer_speech_seconds: float | None
    overlap_seconds: float | None
    silence_seconds: float
    longest_silence_seconds: float
    longest_monologue_seconds: float | None
    first_response_seconds: float | None
    operator_share: float | None
    silences: tuple[Span, ...]
    overlaps: tuple[Span, ...]


def analyse(seconds: float, operator: Spans, customer: Spans) -> Analysis:
    """The totals of a call with a channel each.

    `operator_share`: the operator's part of all speech. `first_response_seconds`: when the operator first speaks.
    The longest monologue is the longest turn of either, pauses of up to 2 s included.
    """
    overlaps = intersect(operator, customer)
    spoken_by_operator, spoken_by_customer = total(operator), total(customer)
    both = spoken_by_operator + spoken_by_customer
    silence, silences = _silences(seconds, unite(operator, customer))
    turns = (*_turns(operator, customer), *_turns(customer, operator))
    return Analysis(
        operator_speech_seconds=_rounded(spoken_by_operator),
        customer_speech_seconds=_rounded(spoken_by_customer),
        overlap_seconds=_rounded(total(overlaps)),
        silence_seconds=_rounded(silence),
        longest_silence_seconds=_longest(silences),
        longest_monologue_seconds=_longest(turns),
        first_response_seconds=next((start for start, end in operator if end - start >= SHORTEST_SPEECH), None),
        operator_share=_rounded(spoken_by_operator / both) if both else None,
        silences=_holds(silences),
        overlaps=tuple(overlaps),
    )


def analyse_mixed(seconds: float, speech: Spans) -> Analysis:
    """The totals of a call whose voices share a channel: silence alone."""
    silence, silences = _silences(seconds, speech)
    longest = _longest(silences)
    return Analysis(None, None, None, _rounded(silence), longest, None, None, None, _holds(silences), ())


def total(spans: Spans) -> float:
    """How long the spans last together."""
    return sum(end - start for start, end in spans)


def unite(*many: Spans) -> list[Span]:
    """The spans in which anybody speaks, apart and in order."""
    united: list[Span] = []
    for start, end in sorted(span for spans in many for span in spans):
        if united and start <= united[-1][1]:
            united[-1] = (united[-1][0], max(end, united[-1][1]))
        else:
            united.append((start, end))
    return united


def intersect(left: Spans, right: Spans) -> list[Span]:
    """The spans in which both speak. Each list is in order and its spans are apart."""
    found: list[Span] = []
    at = other = 0
    while at < len(left) and other < len(right):
        start, end = max(left[at][0], right[other][0]), min(left[at][1], right[other][1])
        if start < end:
            found.append((start, end))
        if left[at][1] < right[other][1]:
            at += 1
        else:
            other += 1
    return found


def _silences(seconds: float, speech: Spans) -> tuple[float, list[Span]]:
    """All the time without speech, and the stretches of it that only clicks interrupt."""
    lasting = [span for span in speech if span[1] - span[0] >= SHORTEST_SPEECH]
    edges = [0.0, *(edge for span in lasting for edge in span), max(seconds, lasting[-1][1] if lasting else 0.0)]
    gaps = [(start, end) for start, end in zip(edges[::2], edges[1::2], strict=True) if end > start]
    return max(0.0, seconds - total(speech)), gaps


def _holds(silences: Iterable[Span]) -> tuple[Span, ...]:
    return tuple((_rounded(start), _rounded(end)) for start, end in silences if end - start > HOLD_SECONDS)


def _turns(spans: Spans, other: Spans) -> list[Span]:
    """The spans joined over pauses in which the other says nothing."""
    turns: list[Span] = []
    at = 0
    for start, end in spans:
        if turns and start - turns[-1][1] <= LONGEST_PAUSE:
            while at < len(other) and other[at][1] <= turns[-1][1]:
                at += 1
            if at == len(other) or other[at][0] >= start:
                turns[-1] = (turns[-1][0], end)
                continue
        turns.append((start, end))
    return turns


def _longest(spans: Iterable[Span]) -> float:
    return _rounded(max((end - start for start, end in spans), default=0.0))


def _rounded(value: float) -> float:
    return round(value, _DIGITS)
