"""What kind of sound file begins with these bytes. Names and promises of the sender do not count."""

from __future__ import annotations

from dataclasses import dataclass

from monitoria.platform.sound.wav import NotWav, read_wav_head

# As many bytes from the beginning as `recognise` wants to see.
HEAD_BYTES = 65_536
_HTML_MARKS = (b"<!doctype", b"<html", b"<?xml", b"<head", b"<body")
_TEXT_LETTERS = frozenset(range(0x20, 0x7F)) | {0x09, 0x0A, 0x0D} | frozenset(range(0x80, 0x100))


@dataclass(frozen=True, slots=True)
class Kind:
    """`name` is ours; `plays_in_browsers` as it is; `needs_media`: only the extra decodes it."""

    name: str
    content_type: str
    plays_in_browsers: bool = True
    needs_media: bool = False


class NotSound(Exception):
    """No sound file begins like this; `reason` is a stable word, the text a Portuguese sentence."""

    def __init__(self, reason: str, sentence: str) -> None:
        self.reason = reason
        super().__init__(sentence)


MP3 = Kind("mp3", "audio/mpeg")
FLAC = Kind("flac", "audio/flac")
OGG_OPUS = Kind("opus", "audio/ogg")
OGG_VORBIS = Kind("vorbis", "audio/ogg")
AAC = Kind("aac", "audio/aac", needs_media=True)
M4A = Kind("m4a", "audio/mp4", needs_media=True)
THREE_GP = Kind("3gp", "audio/3gpp", plays_in_browsers=False, needs_media=True)
AMR = Kind("amr", "audio/amr", plays_in_browsers=False, needs_media=True)
WEBM = Kind("webm", "audio/webm", needs_media=True)
_WAV_TYPE = "audio/wav"


def recognise(head: bytes, size: int) -> Kind:
    """The kind of a file of `size` bytes that begins with `head`. Raises `NotSound`."""
    if not head:
        raise NotSound("empty", "O arquivo está vazio (0 bytes).")
    if head[:4] in (b"RIFF", b"RF64"):
        return _wav(head, size)
    kind = _by_magic(head) or _by_frame(head)
    if kind is not None:
        return kind
    if head.lstrip()[:64].lower().startswith(_HTML_MARKS):
        raise NotSound("html", "O arquivo é uma página da internet (HTML), não uma gravação.")
    if set(head[:512]) <= _TEXT_LETTERS:
        raise NotSound("text", "O arquivo é um texto, não uma gravação.")
    raise NotSound("unknown", "O arquivo não começa como nenhum formato de áudio conhecido.")


def _wav(head: bytes, size: int) -> Kind:
    try:
        wav = read_wav_head(head, size)
    except NotWav as error:
        raise NotSound(error.reason, str(error)) from None
    return Kind(f"wav-{wav.coding}", _WAV_TYPE, plays_in_browsers=wav.plays_in_browsers)


def _by_magic(head: bytes) -> Kind | None:
    if head.startswith(b"fLaC"):
        return FLAC
    if head.startswith(b"OggS"):
        return _ogg(head)
    if head.startswith((b"#!AMR\n", b"#!AMR-WB\n")):
        return AMR
    if head[4:8] == b"ftyp":
        return THREE_GP if head[8:11] in (b"3gp", b"3g2") else M4A
    if head.startswith(b"\x1a\x45\xdf\xa3"):
        return WEBM
    return MP3 if head.startswith(b"ID3") else None


def _ogg(head: bytes) -> Kind:
    if b"OpusHead" in head[:512]:
        return OGG_OPUS
    if b"\x01vorbis" in head[:512]:
        return OGG_VORBIS
    raise NotSound("ogg-codec", "O arquivo Ogg não traz Opus nem Vorbis.")


def _by_frame(head: bytes) -> Kind | None:
    """MPEG audio begins with eleven ones; its layer bits tell MP3 from AAC in ADTS."""
    if len(head) < 4 or head[0] != 0xFF or head[1] & 0xE0 != 0xE0:
        return None
    if head[1] & 0xF6 == 0xF0:
        return AAC
    is_layer_3 = head[1] & 0x06 == 0x02
    has_rates = head[2] & 0xF0 not in (0x00, 0xF0) and head[2] & 0x0C != 0x0C
    return MP3 if is_layer_3 and has_rates else None
