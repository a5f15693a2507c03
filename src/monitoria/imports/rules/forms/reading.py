"""Reading a form somebody else's system wrote: every value is asked for by name, every fault and loss is told.

A pointer says where in the file (`/file/Items/0/Section/Weight`). Faults refuse the file; notes tell what of it
could not be carried over exactly.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from monitoria.platform.errors import FieldError

LARGEST = Decimal(1_000_000)
PLACES = Decimal("0.000001")
FILE = "/file"
MOST_FAULTS = 100


class FormFault(ValueError):
    """The file is no form that can be read. `errors` points at every fault that was found."""

    def __init__(self, detail: str, errors: Iterable[FieldError]) -> None:
        super().__init__(detail)
        self.errors = tuple(errors)


def fault(message: str, rule: str, pointer: str = FILE) -> FormFault:
    """A file with a single fault."""
    return FormFault(message, (FieldError(pointer, message, rule),))


@dataclass(frozen=True, slots=True)
class Note:
    """Something of the file that the scorecard does not say, or says otherwise."""

    rule: str
    message: str
    pointer: str


@dataclass(frozen=True, slots=True)
class Expression:
    """What stands in a file of settings where a plain value should: it can't be known without running it."""

    source: str


@dataclass(slots=True)
class Reading:
    """What is found while a file is read."""

    faults: list[FieldError] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)

    def refuse(self, pointer: str, message: str, rule: str) -> None:
        self.faults.append(FieldError(pointer, message, rule))

    def note(self, pointer: str, message: str, rule: str) -> None:
        self.notes.append(Note(rule, message, pointer))

    def note_once(self, pointer: str, message: str, rule: str) -> None:
        """Tell it for the first place only: the others are alike."""
        if all(note.rule != rule for note in self.notes):
            self.note(pointer, message, rule)

    def raise_if_refused(self) -> None:
        if self.faults:
            raise FormFault("O formulário tem pontos que não podem ser importados.", self.faults[:MOST_FAULTS])


@dataclass(frozen=True, slots=True)
class Node:
    """One object of the file. Names are given as the API writes them; the Terraform spelling is found too."""

    reading: Reading
    value: Mapping[str, Any]
    pointer: str

    def _find(self, name: str) -> str:
        if name in self.value:
            return name
        plain = _snake(name)
        return plain if plain in self.value else name

    def place(self, name: str) -> str:
        """The pointer of a member."""
        return f"{self.pointer}/{escape(self._find(name))}"

    def get(self, name: str) -> Any:
        """The value of a member as it stands, None when there is none."""
        return self.value.get(self._find(name))

    def has(self, name: str) -> bool:
        return self.get(name) is not None

    def text(self, name: str, *, required: bool = False) -> str:
        """A text, trimmed; "" when there is none."""
        given = self.get(name)
        if given is None or (isinstance(given, str) and not given.strip()):
            if required:
                self.reading.refuse(self.place(name), f"Falta “{self._find(name)}”.", "required")
            return ""
        if not isinstance(given, str):
            self._mistyped(name, given, "um texto")
            return ""
        if not _is_storable(given):
            self.reading.refuse(self.place(name), "O texto tem um caractere que não pode ser guardado.", "nul")
            return ""
        return given.strip()

    def number(self, name: str) -> Decimal | None:
        """A number with at most six decimals; None when there is none."""
        given = self.get(name)
        if given is None:
            return None
        if isinstance(given, bool) or not isinstance(given, int | Decimal):
            self._mistyped(name, given, "um número")
            return None
        number = Decimal(given)
        if not number.is_finite() or number.adjusted() > 6 or abs(number) > LARGEST:
            self.reading.refuse(self.place(name), "O número é grande demais.", "number-range")
            return None
        return rounded(number)

    def amount(self, name: str) -> Decimal | None:
        """A number that can't be negative: a weight, a score, points."""
        number = self.number(name)
        if number is not None and number < 0:
            self.reading.refuse(self.place(name), "O valor não pode ser negativo.", "number-negative")
            return None
        return number

    def flag(self, name: str) -> bool:
        given = self.get(name)
        if given is not None and not isinstance(given, bool):
            self._mistyped(name, given, "verdadeiro ou falso")
        return given is True

    def child(self, name: str) -> Node | None:
        """An object; a list of one, as settings files write it, counts as that one."""
        given, place = self.get(name), self.place(name)
        if isinstance(given, list) and len(given) == 1:
            given, place = given[0], f"{place}/0"
        if given is None or given == []:
            return None
        if not isinstance(given, dict):
            self._mistyped(name, given, "um objeto")
            return None
        return Node(self.reading, given, place)

    def items(self, name: str) -> list[Node]:
        """A list of objects; empty when there is none."""
        return [
            Node(self.reading, value, place)
            for place, value in self._listed(name)
            if self._holds(place, value, dict, "um objeto")
        ]

    def texts(self, name: str) -> list[tuple[str, str]]:
        """A list of texts, each with its pointer."""
        return [(p, value) for p, value in self._listed(name) if self._holds(p, value, str, "um texto")]

    def leave(self, *known: str) -> None:
        """Tell of every member, beside the known ones, that says something and stays behind."""
        names = {spelled for name in known for spelled in (name, _snake(name))}
        for name, given in self.value.items():
            if name not in names and given not in (None, "", [], {}, False):
                message = f"“{name[:60]}” não tem lugar na ficha e ficou de fora."
                self.reading.note(f"{self.pointer}/{escape(name)}", message, "not-carried")

    def _listed(self, name: str) -> list[tuple[str, Any]]:
        given = self.get(name)
        if given is None:
            return []
        if not isinstance(given, list):
            self._mistyped(name, given, "uma lista")
            return []
        return [(f"{self.place(name)}/{index}", value) for index, value in enumerate(given)]

    def _holds(self, place: str, value: object, kind: type, noun: str) -> bool:
        if not isinstance(value, kind):
            self.reading.refuse(place, f"Deve ser {noun}.", "type")
        return isinstance(value, kind)

    def _mistyped(self, name: str, given: object, noun: str) -> None:
        if isinstance(given, Expression):
            message = f"“{given.source[:60]}” é uma expressão: escreva no lugar o próprio valor."
            self.reading.refuse(self.place(name), message, "expression")
        else:
            self.reading.refuse(self.place(name), f"“{self._find(name)}” deve ser {noun}.", "type")


def rounded(number: Decimal) -> Decimal:
    """The number with at most six decimals, written plainly."""
    return Decimal(format((number.quantize(PLACES) + 0).normalize(), "f"))


def escape(name: str) -> str:
    """A member's name as a part of a JSON pointer."""
    return name.replace("~", "~0").replace("/", "~1")


def _snake(name: str) -> str:
    return re.sub(r"(?<=[a-z])([A-Z])", r"_\1", name).lower()


def _is_storable(text: str) -> bool:
    """Neither a NUL nor half of a surrogate pair: the database takes neither."""
    return "\x00" not in text and not any("\ud800" <= letter <= "\udfff" for letter in text)
