"""The trade of recordings, in plain functions."""

from monitoria.recordings.rules.analysis import Analysis
from monitoria.recordings.rules.files import (
    COPY_TYPE,
    LISTENING_WINDOW,
    PREFIX,
    RecordingStatus,
    all_keys,
    copy_key,
    original_key,
    peaks_key,
)
from monitoria.recordings.rules.notes import Heard, analyse_heard, notes_of, problem_sentence

__all__ = [
    "COPY_TYPE",
    "LISTENING_WINDOW",
    "PREFIX",
    "Analysis",
    "Heard",
    "RecordingStatus",
    "all_keys",
    "analyse_heard",
    "copy_key",
    "notes_of",
    "original_key",
    "peaks_key",
    "problem_sentence",
]
