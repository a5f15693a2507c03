"""Do answers fit the scorecard? Shape and scale always; completeness and comments when publishing.

An answer is pointed at by its place in the request (``/answers/0/value``). What was not in the request
(a required item left out, or answers already saved) is pointed at by its key (``/answers/greeting``).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction

from monitoria.evaluations.rules.conditions import shown_criteria
from monitoria.evaluations.rules.measure import is_below, measure
from monitoria.evaluations.rules.values import Answer
from monitoria.platform.errors import FieldError
from monitoria.scorecards.rules import CommentRequired, Criterion, Definition, Kind, Section

_Findings = Iterator[FieldError]
Placed = tuple[str, Answer]


def check_answers(
    definition: Definition,
    answers: Sequence[Answer],
    *,
    saved: Iterable[Answer] = (),
    complete: bool = False,
) -> tuple[FieldError, ...]:
    """Every fault of the answers in a request, over those already ``saved``; empty when they fit.

    ``complete`` also demands what publishing needs: required answers, required comments, and that
    "not applicable" is allowed where it was said.
    """
    return tuple(_findings(definition, answers, tuple(saved), complete))


def _findings(definition: Definition, answers: Sequence[Answer], saved: Sequence[Answer], complete: bool) -> _Findings:
    known = {criterion.key: (section, criterion) for section, criterion in definition.criteria()}
    seen: set[str] = set()
    for index, answer in enumerate(answers):
        pointer = f"/answers/{index}"
        if answer.criterion in seen:
            yield FieldError(f"{pointer}/criterion", "O item foi respondido duas vezes.", "answer-repeated")
        elif answer.criterion not in known:
            yield FieldError(f"{pointer}/criterion", "A ficha não tem este item.", "criterion-unknown")
        else:
            yield from _answer(pointer, *known[answer.criterion], answer)
        seen.add(answer.criterion)
    if complete:
        placed = {a.criterion: (f"/answers/{a.criterion}", a) for a in saved}
        placed |= {a.criterion: (f"/answers/{i}", a) for i, a in enumerate(answers)}
        yield from _complete(definition, placed)


def _answer(pointer: str, section: Section, criterion: Criterion, answer: Answer) -> _Findings:
    if answer.not_applicable:
        if not (criterion.na_allowed or section.na_allowed):
            yield FieldError(f"{pointer}/not_applicable", "Este item não aceita “não se aplica”.", "na-refused")
        return
    yield from _kind(pointer, criterion, answer)
    if criterion.kind.is_numeric and answer.value is not None:
        yield from _value(pointer, criterion, answer)
    if criterion.kind.is_choice and answer.options is not None:
        yield from _options(pointer, criterion, answer.options)


def _kind(pointer: str, criterion: Criterion, answer: Answer) -> _Findings:
    if answer.value is not None and not criterion.kind.is_numeric:
        yield FieldError(f"{pointer}/value", "Este item não se responde com um número.", "answer-kind")
    if answer.options is not None and not criterion.kind.is_choice:
        yield FieldError(f"{pointer}/options", "Este item não tem respostas para escolher.", "answer-kind")
    if answer.text is not None and criterion.kind is not Kind.TEXT:
        yield FieldError(f"{pointer}/text", "Este item não se responde com um texto.", "answer-kind")


def _value(pointer: str, criterion: Criterion, answer: Answer) -> _Findings:
    value, low, high = answer.value, criterion.minimum, criterion.maximum
    if value is None or low is None or high is None:
        return
    if not low <= value <= high:
        yield FieldError(f"{pointer}/value", f"A nota deve ficar entre {low:f} e {high:f}.", "value-range")
    elif criterion.step and (Fraction(value) - Fraction(low)) % Fraction(criterion.step):
        yield FieldError(
            f"{pointer}/value", f"A nota deve andar de {criterion.step:f} em {criterion.step:f}.", "value-step"
        )


def _options(pointer: str, criterion: Criterion, options: Sequence[str]) -> _Findings:
    for index, key in enumerate(options):
        if criterion.option(key) is None:
            yield FieldError(f"{pointer}/options/{index}", "O item não tem esta resposta.", "option-unknown")
    if len(set(options)) < len(options):
        yield FieldError(f"{pointer}/options", "A mesma resposta foi escolhida duas vezes.", "option-repeated")
    if criterion.kind is Kind.SINGLE and len(options) != 1:
        yield FieldError(f"{pointer}/options", "Escolha uma só resposta.", "option-single")


def _complete(definition: Definition, placed: Mapping[str, Placed]) -> _Findings:
    shown = shown_criteria(definition, {key: answer for key, (_, answer) in placed.items()})
    for section in definition.sections:
        visible = [criterion for criterion in section.criteria if criterion.key in shown]
        blanks = [c for c in visible if c.key in placed and placed[c.key][1].not_applicable]
        whole = section.na_allowed and len(blanks) == len(visible)
        for criterion in visible:
            pointer, answer = placed.get(criterion.key, (f"/answers/{criterion.key}", Answer(criterion=criterion.key)))
            yield from _finished(pointer, criterion, answer, section_is_na=whole)


def _finished(pointer: str, criterion: Criterion, answer: Answer, *, section_is_na: bool) -> _Findings:
    if answer.not_applicable:
        if not (criterion.na_allowed or section_is_na):
            yield FieldError(f"{pointer}/not_applicable", "Só o bloco inteiro pode não se aplicar.", "na-whole-section")
    elif not answer.is_given:
        if criterion.required:
            yield FieldError(pointer, f"Falta responder “{criterion.label}”.", "answer-required")
    elif needs_comment(criterion, answer) and not answer.comment.strip():
        yield FieldError(f"{pointer}/comment", f"Comente a resposta de “{criterion.label}”.", "comment-required")


def needs_comment(criterion: Criterion, answer: Answer) -> bool:
    """True when the scorecard demands a comment beside this answer."""
    if criterion.comment_required is CommentRequired.BELOW:
        measured = measure(criterion, answer)
        return measured is not None and is_below(criterion.comment_below, measured)
    return criterion.comment_required is CommentRequired.ALWAYS
