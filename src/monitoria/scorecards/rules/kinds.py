"""What each kind of criterion needs: bounds and step for numbers, scored options for choices."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal

from monitoria.platform.errors import FieldError
from monitoria.scorecards.rules.definition import ZERO, Criterion, Kind, Option, Severity

LARGEST = Decimal(1_000_000)
_Findings = Iterator[FieldError]


def check_kind(pointer: str, criterion: Criterion) -> _Findings:
    """The findings of one criterion that follow from its kind."""
    yield from _KIND_CHECKS[criterion.kind](pointer, criterion)


def _scale(pointer: str, criterion: Criterion) -> _Findings:
    yield from _bounds(pointer, criterion)
    step = criterion.step
    if step is None or step <= 0:
        yield FieldError(f"{pointer}/step", "Diga o passo da escala (por exemplo, 1).", "step-required")
    elif _has_bounds(criterion) and (_span(criterion) % step or _span(criterion) / step > 1000):
        yield FieldError(f"{pointer}/step", "O passo deve dividir a escala em até 1.000 partes iguais.", "step-fits")
    for index, option in enumerate(criterion.options):
        place = f"{pointer}/options/{index}"
        if option.score is not None:
            yield FieldError(f"{place}/score", "Na escala, o próprio ponto já dá a pontuação.", "scale-option-score")
        if option.value is None or not _within(criterion, option.value):
            yield FieldError(f"{place}/value", "Diga qual ponto da escala esta âncora descreve.", "option-value")


def _number(pointer: str, criterion: Criterion) -> _Findings:
    yield from _bounds(pointer, criterion)
    values = [option.value for option in criterion.options]
    known = [value for value in values if value is not None]
    if len(known) < len(values) or known != sorted(set(known)):
        yield FieldError(f"{pointer}/options", "As faixas devem começar em valores crescentes.", "bands-order")
    elif known and known[0] != criterion.minimum:
        yield FieldError(f"{pointer}/options/0/value", "A primeira faixa deve começar no mínimo.", "bands-start")
    yield from _scored(pointer, criterion.options)


def _choice(pointer: str, criterion: Criterion) -> _Findings:
    least = 2 if criterion.kind is Kind.SINGLE else 1
    if len(criterion.options) < least:
        yield FieldError(f"{pointer}/options", f"O item precisa de {least} resposta(s) ou mais.", "options-required")
    yield from _no_bounds(pointer, criterion)
    yield from _scored(pointer, criterion.options)


def _text(pointer: str, criterion: Criterion) -> _Findings:
    yield from _no_bounds(pointer, criterion)
    if criterion.options:
        yield FieldError(f"{pointer}/options", "Um item de texto não tem respostas prontas.", "options-refused")
    if criterion.severity is not Severity.NONE:
        yield FieldError(f"{pointer}/severity", "Um item de texto não pode ser crítico nem fatal.", "text-severity")


def _has_bounds(criterion: Criterion) -> bool:
    return criterion.minimum is not None and criterion.maximum is not None


def _span(criterion: Criterion) -> Decimal:
    return (criterion.maximum or ZERO) - (criterion.minimum or ZERO)


def _within(criterion: Criterion, value: Decimal) -> bool:
    return not _has_bounds(criterion) or (criterion.minimum or ZERO) <= value <= (criterion.maximum or ZERO)


def _bounds(pointer: str, criterion: Criterion) -> _Findings:
    if criterion.minimum is None or criterion.maximum is None:
        yield FieldError(f"{pointer}/maximum", "Diga o mínimo e o máximo.", "bounds-required")
    elif criterion.minimum >= criterion.maximum:
        yield FieldError(f"{pointer}/maximum", "O máximo deve ser maior que o mínimo.", "bounds-order")
    elif max(abs(criterion.minimum), abs(criterion.maximum)) > LARGEST:
        yield FieldError(f"{pointer}/maximum", "Os limites não podem passar de 1.000.000.", "bounds-range")


def _no_bounds(pointer: str, criterion: Criterion) -> _Findings:
    for name in ("minimum", "maximum", "step"):
        if getattr(criterion, name) is not None:
            yield FieldError(f"{pointer}/{name}", "Só escalas e números têm mínimo, máximo e passo.", "bounds-refused")


def _scored(pointer: str, options: Sequence[Option]) -> _Findings:
    for index, option in enumerate(options):
        if option.score is None:
            yield FieldError(
                f"{pointer}/options/{index}/score", "Diga quanto a resposta vale, de 0 a 1.", "score-missing"
            )
    if options and not any(option.score for option in options):
        yield FieldError(f"{pointer}/options", "Pelo menos uma resposta deve valer mais que 0.", "score-all-zero")


_KIND_CHECKS: dict[Kind, Callable[[str, Criterion], _Findings]] = {
    Kind.SCALE: _scale,
    Kind.NUMBER: _number,
    Kind.SINGLE: _choice,
    Kind.MULTIPLE: _choice,
    Kind.TEXT: _text,
}
