"""What is wrong with one cell or one row, in words for whoever sent the file."""

from __future__ import annotations

from dataclasses import dataclass

LONGEST_VALUE = 120


class Unreadable(ValueError):
    """A cell does not say what its column is for; the message is a Portuguese sentence."""

    def __init__(self, rule: str, message: str) -> None:
        super().__init__(message)
        self.rule = rule


@dataclass(frozen=True, slots=True)
class RowProblem:
    """One finding: the row as a spreadsheet counts it, the column from 0 (None: the whole row).

    With `is_warning` the row is taken all the same.
    """

    row: int
    column: int | None
    rule: str
    message: str
    value: str = ""
    is_warning: bool = False


@dataclass(frozen=True, slots=True)
class ProblemCount:
    """In how many rows a column (None: the whole row) has one kind of problem; the message is the first row's."""

    rule: str
    column: int | None
    message: str
    rows: int
    is_warning: bool


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """A row as it would be read now: field → text, what the file itself says there, and what is wrong with it."""

    row: int
    values: dict[str, str | None]
    raw: dict[str, str | None]
    problems: list[RowProblem]
