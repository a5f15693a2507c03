"""Text made comparable: accents and plurals do not hide a match, and "Ágata" sorts before "Bruno".

The same normaliser runs over documents and queries, before PostgreSQL's `simple` configuration. The
dictionaries for Portuguese are not used: they break ligação/ligações and drop "não".

A column is `to_tsvector('simple', search_text(...))`; a query is `to_tsquery('simple', prefix_query(...))`.
"""

from __future__ import annotations

import re
import unicodedata

# PostgreSQL refuses lexemes over 2 KB, and nobody searches for a longer word than this.
LONGEST_TOKEN = 60
MOST_QUERY_TOKENS = 12
_SHORTEST_PLURAL = 5
_TOKEN = re.compile(r"[^\W_]+")
_SPACES = re.compile(r"\s+")
# Tried in this order; the first ending that fits is replaced.
_PLURALS = (
    ("oes", "ao"),
    ("aes", "ao"),
    ("ais", "al"),
    ("eis", "el"),
    ("ois", "ol"),
    ("ns", "m"),
    ("res", "r"),
    ("zes", "z"),
    ("s", ""),
)


def strip_accents(text: str) -> str:
    """Lower case without accents or other marks: "Conceição" becomes "conceicao"."""
    decomposed = unicodedata.normalize("NFKD", text).lower()
    return "".join(character for character in decomposed if not unicodedata.combining(character))


def sort_key(text: str) -> str:
    """What a list sorts by: accents and case aside, spaces single. Byte order of the keys is the order."""
    return _SPACES.sub(" ", strip_accents(text)).strip()


def tokens(text: str) -> list[str]:
    """The words of a text, normalised, in order; only letters and digits remain."""
    return [_singular(word)[:LONGEST_TOKEN] for word in _TOKEN.findall(strip_accents(text))]


def _singular(word: str) -> str:
    if len(word) < _SHORTEST_PLURAL:
        return word
    for ending, singular in _PLURALS:
        if word.endswith(ending):
            return word[: -len(ending)] + singular
    return word


def normalise(text: str) -> str:
    """The words of a text, normalised and separated by one space; empty when there is none."""
    return " ".join(tokens(text))


def search_text(*parts: str | None) -> str:
    """The document of a row: all its searchable parts, normalised, ready for `to_tsvector('simple', …)`."""
    return normalise(" ".join(part for part in parts if part))


def prefix_query(text: str) -> str | None:
    """A query for `to_tsquery('simple', …)`: every word must begin some word of the document.

    None when the text holds nothing to search for. Operators, quotes and anything else a person may type are
    dropped, so that no input is a syntax error.
    """
    words = dict.fromkeys(tokens(text))
    return " & ".join(f"{word}:*" for word in list(words)[:MOST_QUERY_TOKENS]) or None
