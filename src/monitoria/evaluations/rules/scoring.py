"""From answers to a score, in exact fractions, rounded once at the end.

Kept criteria are those shown, answered, applicable, of a scored kind and outside excluded sections. With
``p`` what a kept criterion earned (0–1), ``w`` its weight, ``W`` its section's weight and ``b`` bonuses:

* shares: ``100 · Σ_sections W/ΣW · (Σ w·p / Σ w) + Σ b``
* points: ``100 · (Σ W·w·p + Σ W·b) / Σ W·w``
* deduction: ``100 − Σ w·(1 − p) + Σ b``

each held within 0–100 and rounded to two decimals, half to even (ABNT NBR 5891). Nothing kept, or nothing
kept that weighs: no score. A fatal error never touches the raw score.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from monitoria.evaluations.rules.conditions import shown_criteria
from monitoria.evaluations.rules.measure import ONE, ZERO, bonus_of, fatal_scope, is_failed, measure
from monitoria.evaluations.rules.values import (
    Answer,
    CriterionScore,
    Defects,
    NaSource,
    Outcome,
    Score,
    SectionScore,
    State,
)
from monitoria.evaluations.rules.weights import Kept, Scales, scales_of
from monitoria.scorecards.rules import (
    Criterion,
    DefectClass,
    Definition,
    FatalScope,
    Kind,
    ScoringMode,
    Section,
    Severity,
)

ENGINE_VERSION = "1"
_HUNDRED = Fraction(100)


def round_half_even(number: Fraction, places: int = 2) -> Decimal:
    """The number with so many decimals, a tie going to the even digit; exact before that."""
    whole, rest = divmod(number.numerator * 10**places, number.denominator)
    if 2 * rest > number.denominator or (2 * rest == number.denominator and whole % 2):
        whole += 1
    return Decimal(whole).scaleb(-places)


def score(definition: Definition, answers: Iterable[Answer], pass_mark: Decimal) -> Score:
    """The result of these answers. ``pass_mark`` is the installation's; the definition's own one wins.

    Answers are trusted to be on the scale (``check_answers`` says); one of the wrong kind counts as not
    given. Incomplete answers give the score of what is there, and ``missing`` says what is not.
    """
    given = {answer.criterion: answer for answer in answers}
    shown = shown_criteria(definition, given)
    kept = tuple(_kept(definition, given, shown))
    scales = scales_of(definition.scoring, kept)
    mark = pass_mark if definition.pass_mark is None else definition.pass_mark
    has_fatal = any(item.fatal for item in kept)
    raw = _total(definition.scoring, kept, scales)
    final = _final(definition.scoring, kept, scales, raw)
    critical = [item for item in kept if item.criterion.severity is not Severity.NONE]
    return Score(
        raw_score=raw,
        final_score=final,
        outcome=_outcome(final, mark, has_fatal),
        critical_score=_share_met(critical),
        pass_mark=mark,
        has_fatal=has_fatal,
        criteria=tuple(_lines(definition, given, shown, kept, scales)),
        sections=tuple(_section_lines(definition, kept, scales)),
        defects=_defects(kept),
        missing=_missing(definition, given, shown),
        engine_version=ENGINE_VERSION,
    )


def _kept(definition: Definition, given: Mapping[str, Answer], shown: frozenset[str]) -> Iterable[Kept]:
    for section, criterion in definition.criteria():
        answer = given.get(criterion.key)
        if section.excluded or criterion.key not in shown or answer is None:
            continue
        measured = measure(criterion, answer)
        if measured is not None:
            yield Kept(section, criterion, measured, fatal_scope(criterion, measured))


def _total(scoring: ScoringMode, kept: Sequence[Kept], scales: Scales) -> Decimal | None:
    if not scales.weights or not (any(scales.weights.values()) or scoring is ScoringMode.DEDUCTION):
        return None
    total = ONE if scoring is ScoringMode.DEDUCTION else ZERO
    for item in kept:
        weight = scales.weights.get(item.criterion.key, ZERO)
        earned = item.measure.p - 1 if scoring is ScoringMode.DEDUCTION else item.measure.p
        total += weight * earned
        bonus = bonus_of(item.measure)
        if bonus:
            total += bonus * scales.bonus.get(item.section.key, ZERO)
    return _percent(total)


def _percent(total: Fraction) -> Decimal:
    return round_half_even(_HUNDRED * min(max(total, ZERO), ONE))


def _final(scoring: ScoringMode, kept: Sequence[Kept], scales: Scales, raw: Decimal | None) -> Decimal | None:
    scopes = {item.fatal for item in kept if item.fatal}
    if raw is None or not scopes:
        return raw  # nothing that weighs: a fatal error fails the form, yet there is no score to make 0
    if FatalScope.FORM in scopes or scoring is ScoringMode.DEDUCTION:
        return round_half_even(ZERO)
    struck = {item.section.key for item in kept if item.fatal}
    return _total(scoring, [item for item in kept if item.section.key not in struck], scales)


def _outcome(final: Decimal | None, mark: Decimal, has_fatal: bool) -> Outcome | None:
    if has_fatal:
        return Outcome.FAIL
    if final is None:
        return None
    return Outcome.PASS if final >= mark else Outcome.FAIL


def _share_met(kept: Sequence[Kept]) -> Decimal | None:
    if not kept:
        return None
    met = sum(not is_failed(item.criterion, item.measure) for item in kept)
    return round_half_even(_HUNDRED * met / len(kept))


def _defects(kept: Sequence[Kept]) -> dict[DefectClass, Defects]:
    found: dict[DefectClass, Defects] = {}
    for name in DefectClass:
        failures = [is_failed(i.criterion, i.measure) for i in kept if i.criterion.defect_class is name]
        found[name] = Defects(scored=len(failures), failed=sum(failures))
    return found


def _missing(definition: Definition, given: Mapping[str, Answer], shown: frozenset[str]) -> tuple[str, ...]:
    blank = Answer(criterion="")
    return tuple(
        criterion.key
        for _, criterion in definition.criteria()
        if criterion.required
        and criterion.key in shown
        and not (given.get(criterion.key, blank).is_given or given.get(criterion.key, blank).not_applicable)
    )


def _lines(
    definition: Definition,
    given: Mapping[str, Answer],
    shown: frozenset[str],
    kept: Sequence[Kept],
    scales: Scales,
) -> Iterable[CriterionScore]:
    scored = {item.criterion.key: item for item in kept}
    for section, criterion in definition.criteria():
        item = scored.get(criterion.key)
        if item is not None:
            yield _scored_line(item, scales.weights.get(criterion.key, ZERO))
            continue
        state = _state(section, criterion, given.get(criterion.key), criterion.key in shown)
        yield CriterionScore(key=criterion.key, section=section.key, state=state, na_source=_NA_SOURCES.get(state))


_NA_SOURCES = {State.NOT_APPLICABLE: NaSource.PERSON, State.HIDDEN: NaSource.CONDITION}


def _scored_line(item: Kept, weight: Fraction) -> CriterionScore:
    p = item.measure.p
    return CriterionScore(
        key=item.criterion.key,
        section=item.section.key,
        state=State.SCORED,
        p=round_half_even(p, 6),
        applied_weight=round_half_even(_HUNDRED * weight, 4),
        lost=round_half_even(_HUNDRED * weight * (1 - p)),
        bonus=round_half_even(bonus_of(item.measure)),
        failed=is_failed(item.criterion, item.measure),
        fatal_scope=item.fatal,
    )


def _state(section: Section, criterion: Criterion, answer: Answer | None, is_shown: bool) -> State:
    if not is_shown:
        return State.HIDDEN
    if answer is not None and answer.not_applicable:
        return State.NOT_APPLICABLE
    if answer is None or not answer.is_given:
        return State.UNANSWERED
    if section.excluded:
        return State.EXCLUDED
    return State.UNSCORED if criterion.kind is Kind.TEXT else State.UNANSWERED


def _section_lines(definition: Definition, kept: Sequence[Kept], scales: Scales) -> Iterable[SectionScore]:
    is_deduction = definition.scoring is ScoringMode.DEDUCTION
    for section in definition.sections:
        items = [item for item in kept if item.section.key == section.key]
        weight = sum((scales.weights.get(item.criterion.key, ZERO) for item in items), ZERO)
        has_fatal = any(item.fatal for item in items)
        raw = None if is_deduction or not weight else _section_percent(items, scales, weight)
        yield SectionScore(
            key=section.key,
            raw_score=raw,
            final_score=round_half_even(ZERO) if has_fatal and raw is not None else raw,
            applied_weight=round_half_even(_HUNDRED * weight, 4) if items else None,
            has_fatal=has_fatal,
        )


def _section_percent(items: Sequence[Kept], scales: Scales, weight: Fraction) -> Decimal:
    earned = sum((scales.weights[item.criterion.key] * item.measure.p for item in items), ZERO)
    return _percent(earned / weight)
