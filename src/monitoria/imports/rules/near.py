"""Spellings that are probably the same: normalised keys and edit distance."""

from __future__ import annotations

from collections.abc import Iterable

from monitoria.platform.search import strip_accents, tokens

MOST_NEAR = 5
_CLOSE_ENOUGH = 0.72


def value_key(text: str) -> str:
    """What makes two spellings one value: case, accents and blanks aside."""
    return " ".join(strip_accents(text).split())


def likeness(one: str, other: str) -> float:
    """0 to 1 for two keys: the share of letters that stay, or of words in common whatever their order."""
    if not one or not other:
        return 0.0
    by_letters = 1 - distance(one, other) / max(len(one), len(other))
    words, others = set(tokens(one)), set(tokens(other))
    shared = len(words & others) / max(1, min(len(words), len(others)))
    by_words = 0.55 + 0.4 * shared if shared >= 1 and words and others else 0.6 * shared
    return max(by_letters, by_words)


def distance(one: str, other: str) -> int:
    """Levenshtein: single letters put in, taken out or changed."""
    before = list(range(len(other) + 1))
    for row, letter in enumerate(one, 1):
        now = [row]
        for column, another in enumerate(other, 1):
            cost = before[column - 1] + (letter != another)
            now.append(min(before[column] + 1, now[-1] + 1, cost))
        before = now
    return before[-1]


def nearest(key: str, known: Iterable[str]) -> list[str]:
    """The known keys most like this one, the best first; only those that might be meant."""
    scored = sorted(((likeness(key, other), other) for other in known), key=lambda pair: (-pair[0], pair[1]))
    return [other for score, other in scored[:MOST_NEAR] if score >= _CLOSE_ENOUGH]
