"""The trade of recordings, in plain functions."""

from monitoria.recordings.rules.analysis import Analysis
from monitoria.recordings.rules.batches import (
    DEFAULT_WINDOW_SECONDS,
    KEPT_OPEN,
    MOST_FILES,
    BatchStatus,
    MatchedBy,
    NearCall,
    pick_by_time,
)
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
from monitoria.recordings.rules.matching import (
    DEFAULT_PATTERNS,
    MOST_PATTERNS,
    NameParts,
    PatternFault,
    check_pattern,
    read_name,
)
from monitoria.recordings.rules.notes import (
    TRANSCRIPTION_ASKED,
    Heard,
    analyse_heard,
    notes_of,
    problem_sentence,
    transcription_sentence,
)
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
    "DEFAULT_PATTERNS",
    "DEFAULT_WINDOW_SECONDS",
    "KEPT_OPEN",
    "LISTENING_WINDOW",
    "MOST_FILES",
    "MOST_PATTERNS",
    "PREFIX",
    "TRANSCRIPTION_ASKED",
    "Analysis",
    "BatchStatus",
    "Heard",
    "MatchedBy",
    "NameParts",
    "NearCall",
    "PatternFault",
    "RecordingStatus",
    "Segment",
    "Transcript",
    "TranscriptFault",
    "Word",
    "all_keys",
    "analyse_heard",
    "check_pattern",
    "copy_key",
    "mask_segments",
    "notes_of",
    "original_key",
    "peaks_key",
    "pick_by_time",
    "problem_sentence",
    "read_name",
    "read_transcript",
    "transcription_sentence",
]
