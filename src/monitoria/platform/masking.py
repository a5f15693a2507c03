"""Hiding the numbers that nobody should read in passing: CPF, cards, documents, phones."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate
from string import ascii_letters
from string import digits as ascii_digits

MASK = "•"
DOCUMENT_TAIL, PHONE_TAIL = 2, 4

_GROUP = re.compile(r"[0-9]+")
# What may stand between the groups of one number.
_JOIN = re.compile(r"[\s.\-/,]{1,3}")
_CPF_DIGITS = 11
_CARD_DIGITS = range(13, 20)
# Fewer digits than this in a row are neither: most texts are done with here.
_MAY_HOLD_ONE = re.compile(r"[0-9][0-9\s.\-/,]{10}")
_HIDDEN = {ord(letter): MASK for letter in ascii_letters + ascii_digits}


def mask_tail(text: str, kept: int) -> str:
    """The same text with every letter and digit replaced but the last `kept`; signs stay, so its form can be seen."""
    head, tail = text[:-kept], text[-kept:]
    if tail.isalnum() and text.isascii():  # the usual one; lists and exports mask many
        hidden = head.translate(_HIDDEN)
        if hidden.count(MASK) >= kept:
            return hidden + tail
    letters = list(text)
    marks = [at for at, letter in enumerate(letters) if letter.isalnum()]
    for at in marks[: max(len(marks) - kept, min(len(marks), kept))]:
        letters[at] = MASK
    return "".join(letters)


def mask_document(text: str | None) -> str | None:
    """A document of which the last two digits are left."""
    return None if text is None else mask_tail(text, DOCUMENT_TAIL)


def mask_phone(text: str | None) -> str | None:
    """A phone of which the last four digits are left."""
    return None if text is None else mask_tail(text, PHONE_TAIL)


def mask_text(text: str | None) -> str | None:
    """A free text without the CPF and card numbers in it."""
    return text if text is None or not _MAY_HOLD_ONE.search(text) else mask_numbers(text)


def mask_numbers(text: str) -> str:
    """The same text, every digit of a valid CPF or card number replaced; no length changes."""
    letters = list(text)
    for run in _runs(text):
        for start, end in _numbers_in(text, run):
            for at in range(start, end):
                letters[at] = MASK if letters[at].isdigit() else letters[at]
    return "".join(letters)


def _runs(text: str) -> Iterator[list[tuple[int, int]]]:
    """Groups of digits that only blanks, dots, dashes, slashes or commas hold apart."""
    run: list[tuple[int, int]] = []
    for found in _GROUP.finditer(text):
        if run and not _JOIN.fullmatch(text, run[-1][1], found.start()):
            yield run
            run = []
        run.append(found.span())
    if run:
        yield run


def _numbers_in(text: str, run: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Where a CPF or a card number stands, from the beginning of a group to the end of one.

    Each stretch is tried in the same short time, whatever its length: texts made of digits alone are no way to keep
    the server busy.
    """
    digits = [int(digit) for start, end in run for digit in text[start:end]]
    if len(digits) < _CPF_DIGITS:
        return
    ends = list(accumulate(end - start for start, end in run))
    sums = _Sums(digits)
    for first, (start, end) in enumerate(run):
        begin = ends[first] - (end - start)
        for last in range(first, len(run)):
            length = ends[last] - begin
            if length > _CARD_DIGITS[-1]:
                break
            is_number = (
                sums.is_cpf(begin)
                if length == _CPF_DIGITS
                else length in _CARD_DIGITS and sums.is_card(begin, begin + length)
            )
            if is_number and len(set(digits[begin : begin + length])) > 1:
                yield start, run[last][1]


class _Sums:
    """Sums over the beginnings of a row of digits, from which the check of any stretch of it follows."""

    def __init__(self, digits: Sequence[int]) -> None:
        doubled = [sum(divmod(digit * 2, 10)) for digit in digits]
        # For a number whose end stands at an even or an odd place: every second digit before its last is doubled.
        self._luhn = [
            [0, *accumulate(doubled[at] if at % 2 == parity else digit for at, digit in enumerate(digits))]
            for parity in (0, 1)
        ]
        self._plain = [0, *accumulate(digits)]
        self._placed = [0, *accumulate(at * digit for at, digit in enumerate(digits))]
        self._digits = digits

    def is_card(self, begin: int, end: int) -> bool:
        sums = self._luhn[end % 2]
        return (sums[end] - sums[begin]) % 10 == 0

    def is_cpf(self, begin: int) -> bool:
        for count in (9, 10):
            end = begin + count
            plain, placed = self._plain[end] - self._plain[begin], self._placed[end] - self._placed[begin]
            weighted = (count + 1 + begin) * plain - placed
            if weighted * 10 % 11 % 10 != self._digits[end]:
                return False
        return True
