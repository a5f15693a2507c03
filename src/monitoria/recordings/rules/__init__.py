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
from monitoria.recordings.rules.transcripts import (
    Segment,
    Transcript,
    TranscriptFault,
    Word,
    mask_segments,
    read_transcript,
)

__all__ = [
    "COPY_TYPE",
    "LISTENING_WINDOW",
    "PREFIX",
    "Analysis",
    "Heard",
    "RecordingStatus",
    "Segment",
    "Transcript",
    "TranscriptFault",
    "Word",
    "all_keys",
    "analyse_heard",
    "copy_key",
    "mask_segments",
    "notes_of",
    "original_key",
    "peaks_key",
    "problem_sentence",
    "read_transcript",
]
