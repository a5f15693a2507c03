"""The verbs about recordings."""

from monitoria.recordings.service.batches import (
    add_to_batch,
    change_batch,
    confirm_batch,
    discard_batch,
    expire_batches,
    open_batch,
)
from monitoria.recordings.service.listening import play_recording, report_listening
from monitoria.recordings.service.measuring import LOST, Failure, Outcome, Success, keep_measurement, mark_lost
from monitoria.recordings.service.storing import (
    StoredRecording,
    admit_recording,
    delete_recording,
    delete_recordings_of_call,
    list_actions,
    purge_recording,
    store_recording,
)
from monitoria.recordings.service.transcribing import (
    ask_for_transcript,
    delete_transcript,
    import_transcript,
    keep_failed_transcription,
    keep_made_transcript,
)

__all__ = [
    "LOST",
    "Failure",
    "Outcome",
    "StoredRecording",
    "Success",
    "add_to_batch",
    "admit_recording",
    "ask_for_transcript",
    "change_batch",
    "confirm_batch",
    "delete_recording",
    "delete_recordings_of_call",
    "delete_transcript",
    "discard_batch",
    "expire_batches",
    "import_transcript",
    "keep_failed_transcription",
    "keep_made_transcript",
    "keep_measurement",
    "list_actions",
    "mark_lost",
    "open_batch",
    "play_recording",
    "purge_recording",
    "report_listening",
    "store_recording",
]
