"""The extra `[transcription]` (faster-whisper): a model on this machine, from a folder that somebody put there."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from monitoria.platform.config import Config

# Without its own tokenizer the engine would fetch another's from the network, whatever it was told.
NEEDED_FILES = ("model.bin", "config.json", "tokenizer.json")


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


class Untranscribed(Exception):
    """It could not be written down; `reason` is a stable word."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def can_transcribe(config: Config) -> bool:
    """Whether the extra is installed and the model's folder is there."""
    folder = config.transcription_model
    return folder is not None and folder.is_dir() and find_spec("faster_whisper") is not None


def transcribe(path: Path, config: Config) -> tuple[str, list[Said]]:
    """The language and what is said. Nothing is downloaded. Raises `Untranscribed`, the cause beside it."""
    folder = config.transcription_model
    if folder is None or not can_transcribe(config):
        raise Untranscribed("model-missing")
    if not all(Path(folder, name).is_file() for name in NEEDED_FILES):
        raise Untranscribed("model-incomplete")
    from faster_whisper import WhisperModel  # noqa: PLC0415 - the extra may be absent

    try:
        model = WhisperModel(str(folder), device="cpu", compute_type="int8", local_files_only=True)
    except Exception as error:  # whatever the engine finds wrong with the files
        raise Untranscribed("model-unreadable") from error
    try:
        return _listen(model, path)
    except Exception as error:
        raise Untranscribed("unheard") from error


def _listen(model: Any, path: Path) -> tuple[str, list[Said]]:
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
