"""Contests: does what an operator asks fit the scorecard, and what do the answers become when it is decided?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any
from uuid import UUID

from monitoria.evaluations.rules.answers import check_answers, needs_comment
from monitoria.evaluations.rules.conditions import shown_criteria
from monitoria.evaluations.rules.values import Answer
from monitoria.platform.errors import FieldError
from monitoria.scorecards.rules import Criterion, Definition, Kind

Findings = Iterator[FieldError]


class ContestStatus(StrEnum):
    """Open, or how it was decided: as the evaluation, it then stands or has changed."""

    OPEN = "open"
    UPHELD = "upheld"
    CHANGED = "changed"


class Decision(StrEnum):
    """What becomes of one contested item: the answer stands, becomes the operator's, or another one."""

    UPHOLD = "uphold"
    ACCEPT = "accept"
    REPLACE = "replace"


@dataclass(frozen=True, slots=True)
class ContestedItem:
    """The answer thought right, why, and the second of the recording that shows it."""

    asked: Answer
    reason: str
    at_seconds: float | None = None
    recording_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """The decision on one item; `answer` is what replaces it."""

    criterion: str
    decision: Decision
    answer: Answer
    reason: str = ""


def standing_answers(definition: Definition, answers: Mapping[str, Answer]) -> dict[str, Answer]:
    """The answers of the criteria on screen: what a condition hides says nothing."""
    shown = shown_criteria(definition, answers)
    return {key: answer for key, answer in answers.items() if key in shown}


def is_same(one: Answer, other: Answer) -> bool:
    """Whether two answers say the same, whatever was remarked beside them."""
    return _said(one) == _said(other)


def _said(answer: Answer) -> tuple[Any, ...]:
    if answer.not_applicable:
        return (True,)
    options = None if answer.options is None else frozenset(answer.options)
    return (False, answer.value, options, (answer.text or "").strip())


def check_contest(
    definition: Definition,
    answers: Mapping[str, Answer],
    items: Sequence[ContestedItem],
    recordings: Mapping[UUID, float | None],
) -> tuple[FieldError, ...]:
    """Every fault of a contest of these answers; `recordings` are the call's, with their length where known."""
    known = {criterion.key: criterion for _, criterion in definition.criteria()}
    shown = shown_criteria(definition, answers)
    faults = [*_misfits(definition, answers, [item.asked for item in items])]
    for index, item in enumerate(items):
        criterion = known.get(item.asked.criterion)
        if criterion is not None:
            given = answers.get(criterion.key, Answer(criterion.key))
            faults += _contested(f"/items/{index}", criterion, item, given, is_shown=criterion.key in shown)
        faults += _moment(f"/items/{index}", item, recordings)
    return _first_of_each(faults)


def _first_of_each(faults: Iterable[FieldError]) -> tuple[FieldError, ...]:
    """One fault a field: an answer that is refused outright is not refused again for what follows from it."""
    found: dict[str, FieldError] = {}
    for fault in faults:
        found.setdefault(fault.pointer, fault)
    return tuple(found.values())


def _misfits(definition: Definition, answers: Mapping[str, Answer], asked: Sequence[Answer]) -> Findings:
    """Where the answers asked for do not fit; completeness and comments are for whoever decides."""
    standing = standing_answers(definition, answers).values()
    for fault in check_answers(definition, asked, saved=standing, complete=True):
        place = fault.pointer.split("/")[2]
        if place.isdigit() and int(place) < len(asked) and fault.rule not in ("comment-required", "answer-required"):
            yield _moved(fault)


def _moved(fault: FieldError) -> FieldError:
    return replace(fault, pointer=fault.pointer.replace("/answers/", "/items/", 1))


def _contested(pointer: str, criterion: Criterion, item: ContestedItem, given: Answer, *, is_shown: bool) -> Findings:
    if not is_shown:
        yield FieldError(f"{pointer}/criterion", "Este item não fez parte da monitoria.", "criterion-hidden")
    elif criterion.kind is Kind.TEXT:
        yield FieldError(f"{pointer}/criterion", "Este item não tem nota: não se contesta.", "criterion-unscored")
    elif not (item.asked.is_given or item.asked.not_applicable):
        yield FieldError(pointer, "Diga qual resposta seria a certa.", "answer-required")
    elif is_same(item.asked, given):
        yield FieldError(pointer, "Esta já é a resposta dada: peça outra, ou não conteste o item.", "answer-same")


def _moment(pointer: str, item: ContestedItem, recordings: Mapping[UUID, float | None]) -> Findings:
    if item.at_seconds is None:
        if item.recording_id is not None:
            yield FieldError(f"{pointer}/at_seconds", "Diga em que momento da gravação.", "required")
        return
    if item.recording_id is None or item.recording_id not in recordings:
        where = "at_seconds" if item.recording_id is None else "recording_id"
        yield FieldError(f"{pointer}/{where}", "A chamada não tem esta gravação.", "unknown")
        return
    length = recordings[item.recording_id]
    if length is not None and item.at_seconds > length:
        yield FieldError(f"{pointer}/at_seconds", "O momento fica além do fim da gravação.", "range")


def with_first_recording(items: Iterable[ContestedItem], recordings: Iterable[UUID]) -> tuple[ContestedItem, ...]:
    """The items, where a moment without a recording is one of the call's first."""
    first = next(iter(recordings), None)
    return tuple(
        replace(item, recording_id=first) if item.at_seconds is not None and item.recording_id is None else item
        for item in items
    )


@dataclass(frozen=True, slots=True)
class Decided:
    """What a decision comes to: all answers after it, and of each verdict the answer that now stands."""

    answers: Mapping[str, Answer]
    stands: Mapping[str, Answer]
    is_changed: bool


def decide_contest(
    definition: Definition,
    answers: Mapping[str, Answer],
    asked: Mapping[str, Answer],
    verdicts: Sequence[Verdict],
    reason: str,
) -> tuple[Decided, tuple[FieldError, ...]]:
    """The answers after these verdicts on what was `asked`, and every fault of the verdicts.

    An answer that the decision brings on screen is decided along with it. Where the scorecard demands a comment and
    there is none, the reason of the decision is the comment.
    """
    known = {criterion.key: criterion for _, criterion in definition.criteria()}
    standing = standing_answers(definition, answers)
    changes = {v.criterion: _answer_of(v, standing, asked) for v in verdicts if v.decision is not Decision.UPHOLD}
    changes = {
        key: _commented(known.get(key), answer, standing.get(key), _reason_of(key, verdicts) or reason)
        for key, answer in changes.items()
    }
    after = {**standing, **changes}
    appeared = shown_criteria(definition, after) - shown_criteria(definition, answers)
    faults = [*_verdicts(verdicts, asked, standing, appeared), *_undecided(known, verdicts, asked)]
    faults += _unfit(definition, standing, changes, verdicts)
    stands = {key: changes.get(key, standing.get(key, Answer(key))) for key in (*asked, *changes)}
    return Decided(after, stands, bool(changes)), _first_of_each(faults)


def _answer_of(verdict: Verdict, standing: Mapping[str, Answer], asked: Mapping[str, Answer]) -> Answer:
    key = verdict.criterion
    given = asked.get(key, Answer(key)) if verdict.decision is Decision.ACCEPT else verdict.answer
    return replace(given, criterion=key, comment=standing[key].comment if key in standing else "")


def _reason_of(key: str, verdicts: Sequence[Verdict]) -> str:
    return next((verdict.reason for verdict in verdicts if verdict.criterion == key), "")


def _commented(criterion: Criterion | None, answer: Answer, before: Answer | None, reason: str) -> Answer:
    has_comment = before is not None and bool(before.comment.strip())
    if criterion is None or has_comment or not needs_comment(criterion, answer):
        return answer
    return replace(answer, comment=reason)


def _verdicts(
    verdicts: Sequence[Verdict], asked: Mapping[str, Answer], standing: Mapping[str, Answer], appeared: frozenset[str]
) -> Findings:
    seen: set[str] = set()
    for index, verdict in enumerate(verdicts):
        pointer, key = f"/items/{index}", verdict.criterion
        if key in seen:
            yield FieldError(f"{pointer}/criterion", "O item foi decidido duas vezes.", "answer-repeated")
        elif key not in asked and not (key in appeared and verdict.decision is Decision.REPLACE):
            yield FieldError(f"{pointer}/criterion", "Este item não foi contestado.", "criterion-not-contested")
        elif verdict.decision is Decision.REPLACE:
            yield from _replaced(pointer, verdict.answer, standing.get(key, Answer(key)))
        seen.add(key)


def _replaced(pointer: str, answer: Answer, given: Answer) -> Findings:
    if not (answer.is_given or answer.not_applicable):
        yield FieldError(pointer, "Diga qual resposta passa a valer.", "answer-required")
    elif is_same(answer, given):
        yield FieldError(pointer, "Esta já é a resposta dada: mantenha-a, ou escolha outra.", "answer-same")


def _undecided(known: Mapping[str, Criterion], verdicts: Sequence[Verdict], asked: Mapping[str, Answer]) -> Findings:
    for key in asked:
        if key not in {verdict.criterion for verdict in verdicts}:
            yield FieldError(f"/items/{key}", f"Falta decidir “{known[key].label}”.", "item-undecided")


def _unfit(
    definition: Definition,
    standing: Mapping[str, Answer],
    changes: Mapping[str, Answer],
    verdicts: Sequence[Verdict],
) -> Findings:
    """Where the new answers do not fit, or leave something open that they bring on screen."""
    places: dict[str, int] = {}
    for index, verdict in enumerate(verdicts):
        places.setdefault(verdict.criterion, index)
    sent = list(changes.values())
    for fault in check_answers(definition, sent, saved=standing.values(), complete=bool(sent)):
        _, _, place, *rest = fault.pointer.split("/")
        if place.isdigit() and int(place) < len(sent):
            pointer = "/".join(["/items", str(places[sent[int(place)].criterion]), *rest])
            if fault.rule != "answer-required":  # said above, in the words of a decision
                yield replace(fault, pointer=pointer)
        elif fault.rule == "answer-required":
            yield _moved(fault)
