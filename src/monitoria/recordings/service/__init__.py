"""The verbs about recordings."""

from monitoria.recordings.service.listening import play_recording, report_listening
from monitoria.recordings.service.measuring import Failure, Outcome, Success, keep_measurement, mark_lost
from monitoria.recordings.service.storing import (
    StoredRecording,
    admit_recording,
    delete_recording,
    delete_recordings_of_call,
    store_recording,
)
from monitoria.recordings.service.transcribing import (
    ask_for_transcript,
    delete_transcript,
    import_transcript,
    keep_made_transcript,
)

__all__ = [
    "Failure",
    "Outcome",
    "StoredRecording",
    "Success",
    "admit_recording",
    "ask_for_transcript",
    "delete_recording",
    "delete_recordings_of_call",
    "delete_transcript",
    "import_transcript",
    "keep_made_transcript",
    "keep_measurement",
    "mark_lost",
    "play_recording",
    "report_listening",
    "store_recording",
]
