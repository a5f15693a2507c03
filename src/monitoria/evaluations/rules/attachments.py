"""Files beside a contest: small, few, and of kinds that can only be looked at. The content says what they are."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

# Where they lie in the storage.
ATTACHMENTS = "contests"
MOST_ATTACHMENTS = 5
LARGEST_ATTACHMENT = 5 << 20

_STARTS: Mapping[bytes, str] = MappingProxyType(
    {
        b"%PDF-": "application/pdf",
        b"\x89PNG\r\n\x1a\n": "image/png",
        b"\xff\xd8\xff": "image/jpeg",
        b"GIF87a": "image/gif",
        b"GIF89a": "image/gif",
    }
)
_PLAIN = frozenset("\t\n\r\f")


def is_full(contest_status: str, files: int) -> bool:
    """Whether an open contest takes no file more."""
    return contest_status == "open" and files >= MOST_ATTACHMENTS


def recognise_attachment(content: bytes) -> str | None:
    """The content type of an image, a PDF or a plain text; None for anything else, whatever its name says."""
    for start, kind in _STARTS.items():
        if content.startswith(start):
            return kind
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "image/webp"
    return "text/plain; charset=utf-8" if _is_text(content) else None


def _is_text(content: bytes) -> bool:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return False
    return bool(text.strip()) and all(letter.isprintable() or letter in _PLAIN for letter in text)
