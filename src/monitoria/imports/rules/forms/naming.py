"""Names for what comes from elsewhere: keys of the house's format, and texts that fit."""

from __future__ import annotations

import re
import unicodedata

from monitoria.imports.rules.forms.reading import Reading

LONGEST_KEY = 60
LONGEST_LABEL = 200
LONGEST_TEXT = 4_000


class Keys:
    """Gives keys that are not yet taken."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def take(self, text: str, fallback: str) -> str:
        """A key that reminds of `text`: lower-case letters, digits and _, beginning with a letter, free."""
        plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
        base = re.sub(r"[^a-z0-9]+", "_", plain).strip("_") or fallback
        if not base[0].isalpha():
            base = f"{fallback}_{base}"
        base = base[:LONGEST_KEY].rstrip("_")
        key, number = base, 1
        while key in self._taken:
            number += 1
            key = f"{base[: LONGEST_KEY - 4]}_{number}"
        self._taken.add(key)
        return key


def fitted(reading: Reading, pointer: str, text: str, longest: int = LONGEST_LABEL) -> str:
    """The text, cut where it is too long, which is told."""
    if len(text) <= longest:
        return text
    message = f"O texto tem {len(text)} caracteres e foi cortado em {longest}."
    reading.note(pointer, message, "text-cut")
    return text[: longest - 1].rstrip() + "…"


def joined(*texts: str) -> str:
    """The texts that say something, one under the other."""
    return "\n\n".join(text for text in texts if text)


def labelled(reading: Reading, pointer: str, label: str, guidance: str) -> tuple[str, str]:
    """A label that fits, and the guidance; the whole of a long label goes to the head of the guidance."""
    if len(label) <= LONGEST_LABEL:
        return label, fitted(reading, pointer, guidance, LONGEST_TEXT)
    reading.note(pointer, "O texto da pergunta é longo: está inteiro na orientação do item.", "label-moved")
    whole = joined(label, guidance)
    return label[: LONGEST_LABEL - 1].rstrip() + "…", fitted(reading, pointer, whole, LONGEST_TEXT)
