"""Hiding the numbers that nobody should read in passing: CPF, cards, documents, phones."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from string import ascii_letters
from string import digits as ascii_digits

MASK = "•"
DOCUMENT_TAIL, PHONE_TAIL = 2, 4

_GROUP = re.compile(r"\d+")
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
    """Where a CPF or a card number stands, from the beginning of a group to the end of one."""
    for first, (start, _) in enumerate(run):
        number = ""
        for group_start, end in run[first:]:
            number += text[group_start:end]
            if len(number) > _CARD_DIGITS[-1]:
                break
            if is_cpf(number) or (len(number) in _CARD_DIGITS and is_card(number)):
                yield start, end


def is_cpf(digits: str) -> bool:
    """Whether eleven digits are a CPF by its two check digits; one digit repeated is none."""
    if len(digits) != _CPF_DIGITS or not digits.isascii() or len(set(digits)) == 1:
        return False
    return all(
        sum(int(digit) * (count + 1 - at) for at, digit in enumerate(digits[:count])) * 10 % 11 % 10
        == int(digits[count])
        for count in (9, 10)
    )


def is_card(digits: str) -> bool:
    """Whether these digits pass the Luhn check of ISO/IEC 7812-1, and are not all one digit."""
    if not digits.isascii() or len(set(digits)) == 1:
        return False
    doubled = (sum(divmod(int(digit) * 2, 10)) for digit in digits[-2::-2])
    return (sum(map(int, digits[-1::-2])) + sum(doubled)) % 10 == 0
