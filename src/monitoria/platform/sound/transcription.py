"""The extra `[transcription]` (faster-whisper): a model on this machine, from a folder that somebody put there."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from monitoria.platform.config import Config


@dataclass(frozen=True, slots=True)
class SaidWord:
    start: float
    end: float
    text: str


@dataclass(frozen=True, slots=True)
class Said:
    """A stretch of speech as the model heard it."""

    start: float
    end: float
    text: str
    words: tuple[SaidWord, ...]


def can_transcribe(config: Config) -> bool:
    """Whether the extra is installed and the model's folder is there."""
    folder = config.transcription_model
    return folder is not None and folder.is_dir() and find_spec("faster_whisper") is not None


def transcribe(path: Path, config: Config) -> tuple[str, list[Said]]:
    """The language and what is said. Call only where `can_transcribe`; nothing is downloaded."""
    from faster_whisper import WhisperModel  # noqa: PLC0415 - the extra may be absent

    model = WhisperModel(str(config.transcription_model), device="cpu", compute_type="int8", local_files_only=True)
    segments, about = model.transcribe(str(path), word_timestamps=True)
    said = [
        Said(
            segment.start,
            segment.end,
            segment.text.strip(),
            tuple(SaidWord(word.start, word.end, word.word.strip()) for word in segment.words or ()),
        )
        for segment in segments
    ]
    return about.language, said
