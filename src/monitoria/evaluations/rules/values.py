"""The frozen values of an evaluation: what was answered and what it came to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from monitoria.evaluations.rules.moments import Moment
from monitoria.scorecards.rules import DefectClass, FatalScope


class NaSource(StrEnum):
    """Who said that a criterion does not apply: the evaluator, or a condition of the scorecard."""

    PERSON = "person"
    CONDITION = "condition"


class State(StrEnum):
    """What became of a criterion in the sum; only ``scored`` ones are kept."""

    SCORED = "scored"
    UNANSWERED = "unanswered"
    NOT_APPLICABLE = "not_applicable"
    HIDDEN = "hidden"
    EXCLUDED = "excluded"
    UNSCORED = "unscored"


class Outcome(StrEnum):
    """The result beside the number: passing needs the mark and no fatal error."""

    PASS = "pass"  # noqa: S105 - a result, not a password
    FAIL = "fail"


class Origin(StrEnum):
    """Why this call was evaluated. Averages that speak of all calls come from the random ones."""

    RANDOM = "random"
    TARGETED = "targeted"
    COMPLAINT = "complaint"
    CALIBRATION = "calibration"
    REQUESTED = "requested"


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer. ``options`` None is "not answered"; an empty tuple is "none of them"."""

    criterion: str
    value: Decimal | None = None
    options: tuple[str, ...] | None = None
    text: str | None = None
    not_applicable: bool = False
    comment: str = ""

    @property
    def is_given(self) -> bool:
        """True when the evaluator answered, with anything but "not applicable"."""
        has_content = self.value is not None or self.options is not None or bool((self.text or "").strip())
        return has_content and not self.not_applicable

    @property
    def is_blank(self) -> bool:
        """True when there is nothing to keep, not even a comment."""
        return not (self.is_given or self.not_applicable or self.comment.strip())


@dataclass(frozen=True, slots=True)
class CriterionScore:
    """One criterion in the sum.

    ``p`` is what was earned, 0–1 (six decimals); ``applied_weight`` the percentage of the form it decided
    after what does not apply has left (in deduction mode: the points at risk); ``lost`` the percentage
    points it took from the raw score (two decimals).
    """

    key: str
    section: str
    state: State
    p: Decimal | None = None
    applied_weight: Decimal | None = None
    lost: Decimal | None = None
    bonus: Decimal = Decimal(0)
    failed: bool = False
    fatal_scope: FatalScope | None = None
    na_source: NaSource | None = None


@dataclass(frozen=True, slots=True)
class SectionScore:
    """One section, 0–100 before and after fatal errors; None when nothing in it was kept."""

    key: str
    raw_score: Decimal | None
    final_score: Decimal | None
    applied_weight: Decimal | None
    has_fatal: bool


@dataclass(frozen=True, slots=True)
class Defects:
    """Failed criteria of one class, of those that were scored."""

    scored: int
    failed: int


@dataclass(frozen=True, slots=True)
class Score:
    """The whole result. ``raw_score`` is before fatal errors, ``final_score`` after; both 0–100 or None.

    ``critical_score`` is the percentage of scored critical and fatal criteria that were not failed.
    ``missing`` names the shown, required criteria without an answer.
    """

    raw_score: Decimal | None
    final_score: Decimal | None
    outcome: Outcome | None
    critical_score: Decimal | None
    pass_mark: Decimal
    has_fatal: bool
    criteria: tuple[CriterionScore, ...]
    sections: tuple[SectionScore, ...]
    defects: Mapping[DefectClass, Defects]
    missing: tuple[str, ...]
    engine_version: str


@dataclass(frozen=True, slots=True)
class Reason:
    """One line of the explanation of a score: a slug the browser translates, and the Portuguese text."""

    rule: str
    message: str
    criterion: str | None = None
    section: str | None = None
    points: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Filling:
    """What an evaluator sends: answers (criteria not named stay as they are), a summary, all moments, why this call was
    chosen (None stays)."""

    answers: tuple[Answer, ...] = ()
    summary: str | None = None
    moments: tuple[Moment, ...] | None = None
    origin: Origin | None = None
