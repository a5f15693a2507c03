"""/api/calls/:id/recordings."""

from __future__ import annotations

from flask import Response

from monitoria.platform.access import Permission, require
from monitoria.platform.errors import NotFound
from monitoria.platform.http import IdPath, Router, Upload, Work
from monitoria.platform.http.files import Served, send_file
from monitoria.platform.sound.transcription import can_transcribe
from monitoria.platform.storage import NotStored
from monitoria.recordings import queries, service
from monitoria.recordings.errors import RecordingNotPlayable, RecordingNotReady, TranscriptRefused
from monitoria.recordings.models import Recording
from monitoria.recordings.queries import Found
from monitoria.recordings.rules import PREFIX, RecordingStatus, copy_key, peaks_key
from monitoria.recordings.schemas import (
    AudioQuery,
    ListenBody,
    ListenPage,
    PeaksOut,
    PeaksQuery,
    RecordingForm,
    RecordingOut,
    RecordingPage,
    RecordingPath,
    RecordingsQuery,
    TranscriptForm,
    TranscriptOut,
    TranscriptQuery,
    show_listen,
    show_peaks,
    show_recording,
    show_transcript,
)

router = Router("recordings", "/api/calls/<id>/recordings")

SOUND = ("audio/*",)
LARGEST_TRANSCRIPT = 5 << 20


def _admit(work: Work, path: IdPath) -> None:
    service.admit_recording(work.session, work.actor, path.id)


def _show(work: Work, found: Found) -> RecordingOut:
    return show_recording(work.actor, found, can_transcribe=can_transcribe(work.config))


@router.post("", Permission.RECORDING_CREATE, status=201, also=(200,), upload=Upload(PREFIX, _admit))
def create_recording(work: Work, path: IdPath, form: RecordingForm) -> RecordingOut:
    """Add a recording to a call. The same bytes again answer 200 with the recording that is there."""
    stored = service.store_recording(work.session, work.actor, path.id, form.file, work.storage, work.now)
    if not stored.is_new:
        work.status = 200
    return _show(work, stored.found)


@router.get("", Permission.RECORDING_READ)
def list_recordings(work: Work, path: IdPath, query: RecordingsQuery) -> RecordingPage:
    """The recordings of a call, the first uploaded first."""
    page = queries.list_recordings(work.session, work.actor, path.id, query)
    shown = page.as_page(RecordingPage, lambda found: _show(work, found))
    shown.actions = service.list_actions(work.session, work.actor, path.id)
    return shown


@router.get("/<recording_id>", Permission.RECORDING_READ)
def get_recording(work: Work, path: RecordingPath) -> RecordingOut:
    """One recording."""
    found = queries.get_recording(work.session, work.actor, path.id, path.recording_id)
    return _show(work, found)


@router.get("/<recording_id>/audio", Permission.RECORDING_PLAY, also=(206,), content=SOUND)
def get_audio(work: Work, path: RecordingPath, query: AudioQuery) -> Response:
    """The sound, whole or the byte range asked for; that somebody listens is recorded."""
    found = queries.get_recording(work.session, work.actor, path.id, path.recording_id)
    served = _served(work, found.recording, is_original=query.original)
    answer = send_file(served, work.config.file_redirect)
    service.play_recording(work.session, work.actor, found, work.now)
    return answer


def _served(work: Work, recording: Recording, *, is_original: bool) -> Served:
    """The playable bytes, or the original. Raises `RecordingNotReady`, `RecordingNotPlayable` or `NotFound`."""
    digest = recording.sha256.hex()
    try:
        if is_original:
            stored = work.storage.open(recording.storage_key)
            return Served(stored, recording.content_type, digest, recording.file_name)
        if recording.playable_type is None:
            is_waiting = recording.status == RecordingStatus.WAITING.value
            raise RecordingNotReady(headers={"Retry-After": "2"}) if is_waiting else RecordingNotPlayable()
        if not recording.has_copy:
            return Served(work.storage.open(recording.storage_key), recording.content_type, digest)
        return Served(work.storage.open(copy_key(recording.storage_key)), recording.playable_type, f"{digest}-p")
    except NotStored:
        raise NotFound("O arquivo desta gravação não está mais guardado.") from None


@router.get("/<recording_id>/peaks", Permission.RECORDING_READ)
def get_peaks(work: Work, path: RecordingPath, query: PeaksQuery) -> PeaksOut:
    """How loud each channel is over time, for drawing; 409 until the recording is measured."""
    recording = queries.get_recording(work.session, work.actor, path.id, path.recording_id).recording
    if recording.status == RecordingStatus.WAITING.value:
        raise RecordingNotReady(headers={"Retry-After": "2"})
    if recording.status == RecordingStatus.FAILED.value:
        raise RecordingNotPlayable()
    try:
        packed = b"".join(work.storage.open(peaks_key(recording.storage_key)).read())
    except NotStored:
        raise NotFound("O desenho desta gravação não está mais guardado.") from None
    return show_peaks(recording, packed, query.points)


@router.delete("/<recording_id>", Permission.RECORDING_DELETE, status=204)
def delete_recording(work: Work, path: RecordingPath) -> None:
    """Delete a recording with its files."""
    service.delete_recording(work.session, work.actor, path.id, path.recording_id)


@router.get("/<recording_id>/listens", Permission.RECORDING_SEE_LISTENS)
def list_listens(work: Work, path: RecordingPath, query: RecordingsQuery) -> ListenPage:
    """Who listened to it, the latest first: for the operator whose call it is and for those who lead."""
    found = queries.get_recording(work.session, work.actor, path.id, path.recording_id)
    require(work.actor, Permission.RECORDING_SEE_LISTENS, found.facts)
    page = queries.list_listens(work.session, work.actor, path.id, path.recording_id, query)
    return page.as_page(ListenPage, show_listen)


@router.post("/<recording_id>/listens", Permission.RECORDING_PLAY, status=204)
def report_listening(work: Work, path: RecordingPath, body: ListenBody) -> None:
    """Say how much was just played; it is added to the present listening."""
    found = queries.get_recording(work.session, work.actor, path.id, path.recording_id)
    service.report_listening(work.session, work.actor, found, body.seconds, work.now)


def _admit_transcript(work: Work, path: RecordingPath) -> None:
    queries.get_recording(work.session, work.actor, path.id, path.recording_id)


@router.post(
    "/<recording_id>/transcript",
    Permission.RECORDING_CREATE,
    status=201,
    upload=Upload("transcripts", _admit_transcript),
)
def import_transcript(work: Work, path: RecordingPath, form: TranscriptForm) -> TranscriptOut:
    """Put a WebVTT or JSON transcript beside the recording; CPF and card numbers are masked."""
    if form.file.size_bytes > LARGEST_TRANSCRIPT:
        raise TranscriptRefused("A transcrição passa de 5 MB.")
    content = b"".join(work.storage.open(form.file.key).read())
    service.import_transcript(work.session, work.actor, path.id, path.recording_id, content, work.now)
    return show_transcript(queries.get_transcript(work.session, path.recording_id), None)


@router.get("/<recording_id>/transcript", Permission.RECORDING_READ)
def get_transcript(work: Work, path: RecordingPath, query: TranscriptQuery) -> TranscriptOut:
    """What was said in the recording, and where the words looked for are."""
    queries.get_recording(work.session, work.actor, path.id, path.recording_id)
    return show_transcript(queries.get_transcript(work.session, path.recording_id), query.q)


@router.delete("/<recording_id>/transcript", Permission.RECORDING_DELETE, status=204)
def delete_transcript(work: Work, path: RecordingPath) -> None:
    """Delete what was said; the sound stays."""
    service.delete_transcript(work.session, work.actor, path.id, path.recording_id)


@router.post("/<recording_id>/transcription", Permission.RECORDING_CREATE, status=202)
def ask_for_transcript(work: Work, path: RecordingPath) -> RecordingOut:
    """Have the installation's own model write it down, in a job; 409 where there is none."""
    able = can_transcribe(work.config)
    found = service.ask_for_transcript(
        work.session, work.actor, path.id, path.recording_id, work.now, can_transcribe=able
    )
    return _show(work, found)
