"""Transcripts: reading WebVTT and JSON, and hiding the numbers that nobody should read again."""

from __future__ import annotations

import html
import json
import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from monitoria.platform.masking import mask_numbers

MOST_SEGMENTS = 20_000
MOST_WORDS = 400_000
MOST_TEXT = 1_500_000  # letters: more than anybody says in a day
LONGEST_TEXT = 5_000
LONGEST_SPEAKER = 80
LATEST_SECONDS = 24 * 3_600.0

_CUE = re.compile(r"((?:\d{1,4}:)?\d{1,2}:\d{2}[.,]\d{3})\s+-->\s+((?:\d{1,4}:)?\d{1,2}:\d{2}[.,]\d{3})")
# No longer than a name: a text of nothing but "<" must not be gone through again from each of them.
_VOICE = re.compile(r"<v(?:\.[^ <>]{0,80})?\s{1,9}([^<>]{0,200})>")
_TAG = re.compile(r"<[^<>]{0,200}>")


class TranscriptFault(ValueError):
    """The file is no transcript; the text is a Portuguese sentence."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word and when it is said, in seconds."""

    start: float
    end: float
    text: str


@dataclass(frozen=True, slots=True)
class Segment:
    """Something said in one go; `words` is empty when only the whole is timed."""

    start: float
    end: float
    text: str
    speaker: str | None = None
    words: tuple[Word, ...] = ()


@dataclass(frozen=True, slots=True)
class Transcript:
    """What was said, in order."""

    segments: tuple[Segment, ...]
    language: str | None = None


def read_transcript(content: bytes) -> Transcript:
    """A WebVTT or JSON file as a transcript, its numbers masked. Raises `TranscriptFault`."""
    try:
        text = content.decode("utf-8-sig").replace("\x00", "")
    except UnicodeDecodeError:
        raise TranscriptFault("O arquivo não está em UTF-8.") from None
    read = _from_vtt(text) if text.startswith("WEBVTT") else _from_json(text)
    if not read.segments:
        raise TranscriptFault("O arquivo não tem nenhuma fala.")
    if len(read.segments) > MOST_SEGMENTS:
        raise TranscriptFault(f"O arquivo tem mais de {MOST_SEGMENTS} falas.")
    words = sum(len(segment.words) for segment in read.segments)
    if words > MOST_WORDS or sum(len(segment.text) for segment in read.segments) > MOST_TEXT:
        raise TranscriptFault(f"O arquivo tem mais de {MOST_WORDS} palavras, ou de {MOST_TEXT} letras.")
    ordered = tuple(sorted(read.segments, key=lambda segment: (segment.start, segment.end)))
    return Transcript(mask_segments(ordered), read.language)


def _from_vtt(text: str) -> Transcript:
    blocks = re.split(r"\n\s*\n", text.replace("\r\n", "\n").replace("\r", "\n"))
    return Transcript(tuple(segment for block in blocks[1:] if (segment := _cue(block.split("\n"))) is not None))


def _cue(lines: Sequence[str]) -> Segment | None:
    for number, line in enumerate(lines[:2]):
        if found := _CUE.match(line.strip()):
            said = " ".join(lines[number + 1 :])
            voice = _VOICE.search(said)
            return _segment(
                _vtt_seconds(found[1]),
                _vtt_seconds(found[2]),
                html.unescape(_TAG.sub("", said)),
                html.unescape(voice[1]) if voice else None,
            )
    return None  # a note, a style, or the head


def _vtt_seconds(text: str) -> float:
    *hours, minutes, seconds = text.replace(",", ".").split(":")
    return (int(hours[0]) if hours else 0) * 3_600 + int(minutes) * 60 + float(seconds)


def _from_json(text: str) -> Transcript:
    try:
        read = json.loads(text)
    except (ValueError, RecursionError):
        raise TranscriptFault("O arquivo não é WebVTT nem JSON.") from None
    given = read.get("segments") if isinstance(read, dict) else read
    if not isinstance(given, list):
        raise TranscriptFault("O JSON deve trazer uma lista “segments”.")
    language = read.get("language") if isinstance(read, dict) else None
    language = language[:12] if isinstance(language, str) and language else None
    return Transcript(tuple(_json_segment(item) for item in given), language)


def _json_segment(item: Any) -> Segment:
    if not isinstance(item, dict) or not isinstance(item.get("text"), str):
        raise TranscriptFault("Cada fala precisa de “start”, “end” e “text”.")
    speaker = item.get("speaker")
    words = item.get("words")
    read = tuple(_json_word(word) for word in words) if isinstance(words, list) else ()
    segment = _segment(
        _number(item, "start"), _number(item, "end"), item["text"], speaker if isinstance(speaker, str) else None
    )
    return replace(segment, words=read)


def _json_word(item: Any) -> Word:
    said = item.get("text", item.get("word")) if isinstance(item, dict) else None
    if not isinstance(said, str):
        raise TranscriptFault("Cada palavra precisa de “start”, “end” e “text”.")
    start, end = _times(_number(item, "start"), _number(item, "end"))
    return Word(start, end, said.strip()[:LONGEST_SPEAKER])


def _number(item: dict[str, Any], name: str) -> float:
    value = item.get(name)
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise TranscriptFault("Os tempos devem ser números, em segundos.")
    try:
        return float(value)
    except OverflowError:
        return math.inf  # later than any call's end


def _segment(start: float, end: float, text: str, speaker: str | None) -> Segment:
    start, end = _times(start, end)
    said = " ".join(text.split())[:LONGEST_TEXT]
    return Segment(start, end, said, speaker.strip()[:LONGEST_SPEAKER] or None if speaker else None)


def _times(start: float, end: float) -> tuple[float, float]:
    if not 0 <= start <= end <= LATEST_SECONDS:
        raise TranscriptFault("Uma fala termina antes de começar, ou fica fora das 24 horas.")
    return round(start, 3), round(end, 3)


def mask_segments(segments: Sequence[Segment]) -> tuple[Segment, ...]:
    """The same segments without CPF and card numbers, even those said over several segments."""
    texts = iter(_mask_pieces([segment.text for segment in segments]))
    words = iter(_mask_pieces([word.text for segment in segments for word in segment.words]))
    return tuple(
        replace(
            segment,
            text=next(texts),
            words=tuple(replace(word, text=next(words)) for word in segment.words),
        )
        for segment in segments
    )


def _mask_pieces(pieces: Sequence[str]) -> Iterator[str]:
    masked, at = mask_numbers("\n".join(pieces)), 0
    for piece in pieces:
        yield masked[at : at + len(piece)]
        at += len(piece) + 1
