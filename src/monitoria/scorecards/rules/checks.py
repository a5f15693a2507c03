"""Does a definition make sense? Every faulty place is named; an empty answer means it may be published."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from monitoria.platform.errors import FieldError
from monitoria.scorecards.rules.definition import (
    ONE,
    ZERO,
    CommentRequired,
    Criterion,
    Definition,
    FatalScope,
    Kind,
    Option,
    ScoringMode,
    Section,
    Severity,
    ShownWhen,
)
from monitoria.scorecards.rules.kinds import LARGEST, check_kind

_KEY = re.compile(r"[a-z][a-z0-9_]{0,59}")
MAX_CRITERIA = 200
_Findings = Iterator[FieldError]


def check_definition(definition: Definition) -> tuple[FieldError, ...]:
    """Every finding of a definition, in the order of the form."""
    return tuple(_form(definition))


def _form(definition: Definition) -> _Findings:
    if not definition.sections:
        yield FieldError("/sections", "A ficha precisa de pelo menos um bloco.", "sections-required")
    if definition.pass_mark is not None and not ZERO <= definition.pass_mark <= 100:
        yield FieldError("/pass_mark", "A nota de corte deve ficar entre 0 e 100.", "pass-mark-range")
    if sum(len(section.criteria) for section in definition.sections) > MAX_CRITERIA:
        yield FieldError("/sections", f"Uma ficha tem no máximo {MAX_CRITERIA} itens.", "too-many-criteria")
    yield from _keys(((f"/sections/{i}", s.key) for i, s in enumerate(definition.sections)), "bloco")
    places = tuple(_places(definition))
    yield from _keys(((pointer, criterion.key) for pointer, _, criterion in places), "item")
    for index, section in enumerate(definition.sections):
        yield from _section(f"/sections/{index}", section)
    for pointer, section, criterion in places:
        yield from _criterion(pointer, section, criterion)
    yield from _conditions(places)
    if places and not any(_weighs(definition.scoring, s, c) for _, s, c in places):
        yield FieldError("/sections", "Nenhum item tem peso: a ficha nunca teria nota.", "nothing-scored")


def _places(definition: Definition) -> Iterator[tuple[str, Section, Criterion]]:
    for i, section in enumerate(definition.sections):
        for j, criterion in enumerate(section.criteria):
            yield f"/sections/{i}/criteria/{j}", section, criterion


def _weighs(scoring: ScoringMode, section: Section, criterion: Criterion) -> bool:
    section_weighs = scoring is ScoringMode.DEDUCTION or section.weight > 0
    return section_weighs and not section.excluded and criterion.kind is not Kind.TEXT and criterion.weight > 0


def _keys(items: Iterable[tuple[str, str]], noun: str) -> _Findings:
    seen: set[str] = set()
    for pointer, key in items:
        if not _KEY.fullmatch(key):
            yield FieldError(
                f"{pointer}/key",
                "Use letras minúsculas sem acento, números e _, começando por letra (até 60).",
                "key-format",
            )
        if key in seen:
            yield FieldError(f"{pointer}/key", f"Já existe outro {noun} com a chave “{key}”.", "key-repeated")
        seen.add(key)


def _section(pointer: str, section: Section) -> _Findings:
    yield from _label(pointer, section.label)
    yield from _weight(pointer, section.weight)
    if not section.criteria:
        yield FieldError(f"{pointer}/criteria", "O bloco precisa de pelo menos um item.", "criteria-required")


def _label(pointer: str, label: str) -> _Findings:
    if not label.strip():
        yield FieldError(f"{pointer}/label", "Escreva o nome.", "label-required")


def _weight(pointer: str, weight: Decimal) -> _Findings:
    if not ZERO <= weight <= LARGEST:
        yield FieldError(f"{pointer}/weight", "O peso não pode ser negativo nem passar de 1.000.000.", "weight-range")


def _criterion(pointer: str, section: Section, criterion: Criterion) -> _Findings:
    yield from _label(pointer, criterion.label)
    yield from _weight(pointer, criterion.weight)
    yield from check_kind(pointer, criterion)
    yield from _comment(pointer, criterion)
    yield from _severity(pointer, section, criterion)
    yield from _keys(((f"{pointer}/options/{i}", o.key) for i, o in enumerate(criterion.options)), "resposta")
    for index, option in enumerate(criterion.options):
        yield from _option(f"{pointer}/options/{index}", option)


def _option(pointer: str, option: Option) -> _Findings:
    yield from _label(pointer, option.label)
    if option.score is not None and not ZERO <= option.score <= ONE:
        yield FieldError(f"{pointer}/score", "A pontuação da resposta vai de 0 a 1.", "score-range")
    if not ZERO <= option.bonus <= LARGEST:
        yield FieldError(f"{pointer}/bonus", "O bônus não pode ser negativo.", "bonus-range")


def _comment(pointer: str, criterion: Criterion) -> _Findings:
    if criterion.comment_required is not CommentRequired.BELOW:
        return
    if criterion.kind is Kind.TEXT:
        yield FieldError(f"{pointer}/comment_required", "Um item de texto não tem nota a comparar.", "comment-text")
    elif criterion.comment_below is None:
        yield FieldError(f"{pointer}/comment_below", "Diga abaixo de quanto o comentário é exigido.", "comment-below")


def _severity(pointer: str, section: Section, criterion: Criterion) -> _Findings:
    is_fatal = criterion.severity is Severity.FATAL
    if is_fatal and criterion.fatal_scope is None:
        yield FieldError(f"{pointer}/fatal_scope", "Diga se o erro fatal zera o bloco ou a ficha.", "fatal-scope")
    if not is_fatal and criterion.fatal_scope is not None:
        yield FieldError(f"{pointer}/fatal_scope", "Só um item fatal tem alcance.", "fatal-scope-alone")
    if section.excluded and (is_fatal or _has_fatal_option(criterion.options)):
        yield FieldError(f"{pointer}/severity", "Um bloco fora da nota não pode ter erro fatal.", "fatal-excluded")


def _has_fatal_option(options: Iterable[Option]) -> bool:
    return any(isinstance(option.fatal_scope, FatalScope) for option in options)


def _conditions(places: Sequence[tuple[str, Section, Criterion]]) -> _Findings:
    earlier: dict[str, Criterion] = {}
    for pointer, _, criterion in places:
        if criterion.shown_when is not None:
            yield from _condition(f"{pointer}/shown_when", criterion.shown_when, earlier)
        earlier[criterion.key] = criterion


def _condition(pointer: str, condition: ShownWhen, earlier: dict[str, Criterion]) -> _Findings:
    source = earlier.get(condition.criterion)
    if source is None:
        yield FieldError(f"{pointer}/criterion", "A condição deve citar um item anterior.", "condition-earlier")
        return
    known = {option.key for option in source.options}
    bounds = (condition.at_least, condition.at_most)
    if source.kind.is_choice and not (condition.options and known.issuperset(condition.options)):
        yield FieldError(f"{pointer}/options", "Escolha respostas que o item citado tem.", "condition-options")
    elif source.kind.is_numeric and all(bound is None for bound in bounds):
        yield FieldError(f"{pointer}/at_least", "Diga a partir de que valor, ou até que valor.", "condition-bounds")
    elif source.kind is Kind.TEXT:
        yield FieldError(f"{pointer}/criterion", "A condição não pode citar um item de texto.", "condition-text")
