"""Shapes of recordings that cross HTTP."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import Field

from monitoria.platform.access import Actor, Permission, allowed
from monitoria.platform.http import IdPath, Page, PageQuery, Payload, Query, Shape, UploadedFile, UploadForm
from monitoria.platform.search import tokens
from monitoria.platform.sound.peaks import unpack_peaks
from monitoria.recordings.models import Recording, RecordingTranscript
from monitoria.recordings.queries import Found, Listen, OwnListen
from monitoria.recordings.rules import RecordingStatus, problem_sentence, transcription_sentence


class RecordingPath(IdPath):
    """A recording of a call."""

    recording_id: UUID


class RecordingForm(UploadForm):
    """The file to add."""

    file: UploadedFile


class RecordingsQuery(PageQuery):
    """How the list is paged."""


class AudioQuery(Query):
    """Which bytes: what browsers can play, or the original to be saved."""

    original: bool = Field(False, description="The uploaded bytes, offered to be saved under their name.")


class SpanOut(Shape):
    """A stretch of the sound, in seconds from its beginning."""

    start: float
    end: float


class AnalysisOut(Shape):
    """What the energy of the channels tells. What needs two channels is null for one."""

    operator_speech_seconds: float | None
    customer_speech_seconds: float | None
    overlap_seconds: float | None
    silence_seconds: float
    longest_silence_seconds: float
    longest_monologue_seconds: float | None
    first_response_seconds: float | None
    operator_share: float | None = Field(description="The operator's part of all speech, 0 to 1.")
    silences: list[SpanOut] = Field(description="Silences longer than 3 s.")
    overlaps: list[SpanOut]


class SoundNoteOut(Shape):
    """Something to know about the sound: a stable word, the channel it speaks of, a sentence."""

    code: str
    channel: int | None
    message: str


class RecordingOut(Shape):
    """A recording. Length, channels and rate come from decoding it, and are null until then (`status`)."""

    id: UUID
    call_id: UUID
    file_name: str
    format: str
    content_type: str
    size_bytes: int
    sha256: str
    status: RecordingStatus
    problem: SoundNoteOut | None = Field(description="Why it failed.")
    duration_seconds: float | None
    channels: int | None
    sample_rate: int | None
    analysis: AnalysisOut | None
    channel_notes: list[SoundNoteOut]
    has_transcript: bool
    transcription: SoundNoteOut | None = Field(description="It was asked for (`asked`), or why it failed.")
    is_playable: bool = Field(description="Whether `audio_url` answers with something a browser plays.")
    audio_url: str
    peaks_url: str
    transcript_url: str
    uploaded_by_id: UUID | None
    version: int
    created_at: datetime
    updated_at: datetime
    actions: list[str]


class RecordingPage(Page[RecordingOut]):
    """Recordings of a call. `actions`: what the caller may do with the call's recordings as a whole."""

    actions: list[str]


class TranscriptForm(UploadForm):
    """A WebVTT file, or JSON with `segments`."""

    file: UploadedFile


class TranscriptQuery(Query):
    """What to look for."""

    q: str | None = Field(None, max_length=200, description="Words that a segment must hold, blind to accents.")


class WordOut(Shape):
    start: float
    end: float
    text: str


class SegmentOut(Shape):
    """Something said in one go; `words` is empty when only the whole is timed."""

    start: float
    end: float
    text: str
    speaker: str | None
    words: list[WordOut]


class TranscriptOut(Shape):
    """What was said. `matches`: the places in `segments` of those that hold the words of `q`."""

    recording_id: UUID
    source: Literal["imported", "made"]
    language: str | None
    segments: list[SegmentOut]
    matches: list[int]
    created_at: datetime


class ListenBody(Payload):
    """What the player has just played."""

    seconds: Annotated[float, Field(ge=0, le=3_600)]


class PeaksQuery(Query):
    """How finely."""

    points: int = Field(2_000, ge=10, le=20_000, description="At most so many points a channel.")


class PeaksOut(Shape):
    """How loud each channel is, 0 to 1, evenly over the whole sound."""

    recording_id: UUID
    duration_seconds: float
    points: int
    channels: list[list[float]]


class ListenOut(Shape):
    """One listening: who, from when to when, and how much his player says it played."""

    id: UUID
    user_id: UUID
    full_name: str
    started_at: datetime
    last_at: datetime
    seconds: float


class ListenPage(Page[ListenOut]):
    """Who listened."""


class OwnListenOut(ListenOut):
    """One listening of a call of one's own."""

    recording_id: UUID
    call_id: UUID
    protocol: str


class OwnListenPage(Page[OwnListenOut]):
    """Who listened to one's own calls."""


_ACTIONS = (Permission.RECORDING_PLAY, Permission.RECORDING_DELETE, Permission.RECORDING_SEE_LISTENS)
_COLUMNS = (
    "id",
    "call_id",
    "file_name",
    "format",
    "content_type",
    "size_bytes",
    "duration_seconds",
    "channels",
    "sample_rate",
    "has_transcript",
    "uploaded_by_id",
    "version",
    "created_at",
    "updated_at",
)


def _problem(code: str | None) -> SoundNoteOut | None:
    return None if code is None else SoundNoteOut(code=code, channel=None, message=problem_sentence(code))


def _transcription(code: str | None) -> SoundNoteOut | None:
    return None if code is None else SoundNoteOut(code=code, channel=None, message=transcription_sentence(code))


def _analysis(kept: dict[str, Any]) -> AnalysisOut:
    spans = {name: [SpanOut(start=a, end=b) for a, b in kept[name]] for name in ("silences", "overlaps")}
    return AnalysisOut(**{**kept, **spans})


def show_recording(actor: Actor, found: Found, *, can_transcribe: bool = False) -> RecordingOut:
    """A recording as `actor` sees it; `can_transcribe`: whether this installation can write down what is said."""
    recording = found.recording
    base = f"/api/calls/{recording.call_id}/recordings/{recording.id}"
    fields: dict[str, Any] = {name: getattr(recording, name) for name in _COLUMNS}
    return RecordingOut.model_construct(
        **fields,
        sha256=recording.sha256.hex(),
        status=RecordingStatus(recording.status),
        problem=_problem(recording.problem),
        analysis=None if recording.analysis is None else _analysis(recording.analysis),
        channel_notes=[SoundNoteOut.model_validate(note) for note in recording.notes or ()],
        transcription=_transcription(recording.transcription),
        is_playable=recording.playable_type is not None,
        audio_url=f"{base}/audio",
        peaks_url=f"{base}/peaks",
        transcript_url=f"{base}/transcript",
        actions=[*allowed(actor, _ACTIONS, found.facts), *_transcript_actions(actor, found, can_transcribe)],
    )


def _transcript_actions(actor: Actor, found: Found, can_transcribe: bool) -> list[str]:
    may = set(allowed(actor, (Permission.RECORDING_CREATE, Permission.RECORDING_DELETE), found.facts))
    is_ready = found.recording.status == RecordingStatus.READY.value
    offered = {
        "import-transcript": "create" in may,
        "transcribe": "create" in may and can_transcribe and is_ready,
        "delete-transcript": "delete" in may and found.recording.has_transcript,
    }
    return [word for word, is_offered in offered.items() if is_offered]


def show_listen(found: Listen) -> ListenOut:
    """One listening."""
    return ListenOut.model_construct(**_listen_fields(found))


def show_own_listen(found: OwnListen) -> OwnListenOut:
    """One listening of a call of the reader's own."""
    return OwnListenOut.model_construct(
        **_listen_fields(found),
        recording_id=found.listen.recording_id,
        call_id=found.call_id,
        protocol=found.protocol,
    )


def _listen_fields(found: Listen | OwnListen) -> dict[str, Any]:
    listen = found.listen
    return {
        "id": listen.id,
        "user_id": listen.user_id,
        "full_name": found.full_name,
        "started_at": listen.started_at,
        "last_at": listen.last_at,
        "seconds": listen.seconds,
    }


_SHARES = [round(value / 255, 3) for value in range(256)]


def show_peaks(recording: Recording, packed: bytes, points: int) -> PeaksOut:
    """The peaks of a measured recording, at most so many a channel."""
    channels = [[_SHARES[value] for value in channel] for channel in unpack_peaks(packed).reduced_to(points)]
    return PeaksOut.model_construct(
        recording_id=recording.id,
        duration_seconds=recording.duration_seconds or 0.0,
        points=len(channels[0]),
        channels=channels,
    )


def show_transcript(transcript: RecordingTranscript, wanted: str | None) -> TranscriptOut:
    """What was said, and where the words looked for are."""
    segments = [SegmentOut.model_validate(segment) for segment in transcript.segments]
    return TranscriptOut.model_construct(
        recording_id=transcript.recording_id,
        source=transcript.source,
        language=transcript.language,
        segments=segments,
        matches=_matches([segment.text for segment in segments], tokens(wanted or "")),
        created_at=transcript.created_at,
    )


def _matches(texts: list[str], words: list[str]) -> list[int]:
    """The texts in which each of the words begins one of theirs."""
    if not words:
        return []
    said = [tokens(text) for text in texts]
    return [at for at, own in enumerate(said) if all(any(o.startswith(word) for o in own) for word in words)]
