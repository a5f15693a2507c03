"""The frozen values of one scorecard version: sections, criteria, options.

One model holds every scheme found in use. What a weight means depends on the scoring mode:

* ``shares``: a criterion's weight is its share of the section, a section's weight its share of the form;
* ``points``: a criterion's weight is the points it is worth, a section's weight multiplies them
  (1 everywhere gives plain "earned over maximum");
* ``deduction``: a criterion's weight is what a full failure takes away from 100; sections weigh nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

ZERO = Decimal(0)
ONE = Decimal(1)


class ScoringMode(StrEnum):
    """How the answers of a version become one number."""

    SHARES = "shares"
    POINTS = "points"
    DEDUCTION = "deduction"


class Kind(StrEnum):
    """What an answer to a criterion looks like; ``text`` is never scored."""

    SCALE = "scale"
    SINGLE = "single"
    MULTIPLE = "multiple"
    NUMBER = "number"
    TEXT = "text"

    @property
    def is_numeric(self) -> bool:
        """Answered with a ``value`` between a minimum and a maximum."""
        return self in (Kind.SCALE, Kind.NUMBER)

    @property
    def is_choice(self) -> bool:
        """Answered with ``options``."""
        return self in (Kind.SINGLE, Kind.MULTIPLE)


class CommentRequired(StrEnum):
    """When the evaluator must write a comment; ``below`` looks at ``Criterion.comment_below``."""

    NEVER = "never"
    ALWAYS = "always"
    BELOW = "below"


class Severity(StrEnum):
    """What failing the criterion does: nothing more, a critical defect counted apart, or a fatal."""

    NONE = "none"
    CRITICAL = "critical"
    FATAL = "fatal"


class FatalScope(StrEnum):
    """What a fatal error zeroes. In deduction mode both zero the form: sections have no score there."""

    SECTION = "section"
    FORM = "form"


class DefectClass(StrEnum):
    """Whom a failed criterion hurts."""

    CUSTOMER = "customer"
    BUSINESS = "business"
    COMPLIANCE = "compliance"


@dataclass(frozen=True, slots=True)
class Option:
    """One possible answer.

    ``score`` is 0–1 for single, multiple and banded numbers, and absent on a scale, whose points score
    by their place. ``value`` is the scale point the option describes, or the least number of its band.
    ``bonus`` is in the mode's unit (points, or percentage points of the form) and never raises the maximum.
    """

    key: str
    label: str
    score: Decimal | None = None
    value: Decimal | None = None
    anchor: str = ""
    fatal_scope: FatalScope | None = None
    bonus: Decimal = ZERO


@dataclass(frozen=True, slots=True)
class ShownWhen:
    """A condition on an earlier criterion: one of ``options`` chosen, or a value within the bounds."""

    criterion: str
    options: tuple[str, ...] = ()
    at_least: Decimal | None = None
    at_most: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Criterion:
    """One question. ``key`` stays the same across versions, so that its history can be compared.

    ``comment_below`` and ``fails_below`` speak the criterion's own unit: the value of a scale or number,
    the score 0–1 of options. Without ``fails_below`` a criterion fails only when it earns nothing.
    """

    key: str
    label: str
    kind: Kind = Kind.SCALE
    weight: Decimal = ONE
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    step: Decimal | None = None
    required: bool = True
    na_allowed: bool = False
    comment_required: CommentRequired = CommentRequired.NEVER
    comment_below: Decimal | None = None
    severity: Severity = Severity.NONE
    fatal_scope: FatalScope | None = None
    fails_below: Decimal | None = None
    defect_class: DefectClass | None = None
    shown_when: ShownWhen | None = None
    guidance: str = ""
    options: tuple[Option, ...] = ()

    def option(self, key: str) -> Option | None:
        """The option with this key, or None."""
        return next((option for option in self.options if option.key == key), None)


@dataclass(frozen=True, slots=True)
class Section:
    """A block of criteria. An excluded section is answered but never scored."""

    key: str
    label: str
    criteria: tuple[Criterion, ...]
    weight: Decimal = ONE
    na_allowed: bool = False
    excluded: bool = False


@dataclass(frozen=True, slots=True)
class Definition:
    """A whole scorecard version. ``pass_mark`` None means the installation's mark."""

    sections: tuple[Section, ...]
    scoring: ScoringMode = ScoringMode.SHARES
    pass_mark: Decimal | None = None

    def criteria(self) -> Iterator[tuple[Section, Criterion]]:
        """Every criterion with its section, in the order of the form."""
        for section in self.sections:
            for criterion in section.criteria:
                yield section, criterion

    def criterion(self, key: str) -> Criterion | None:
        """The criterion with this key, or None."""
        return next((criterion for _, criterion in self.criteria() if criterion.key == key), None)
