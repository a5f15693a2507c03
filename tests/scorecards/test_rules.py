"""What a scorecard may say, without a database."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitoria.scorecards.rules import (
    CardMove,
    CardStatus,
    CommentRequired,
    Criterion,
    DefectClass,
    Definition,
    FatalScope,
    Kind,
    Option,
    ScoringMode,
    Section,
    Severity,
    ShownWhen,
    allowed_moves,
    check_definition,
    from_document,
    next_status,
    standard_definition,
    to_document,
)

D = Decimal


def yes_no(key: str = "polite", **members: Any) -> Criterion:
    options = (Option("yes", "Sim", score=D(1)), Option("no", "Não", score=D(0)))
    return Criterion(**{"key": key, "label": "Foi cordial?", "kind": Kind.SINGLE, "options": options} | members)


def scale(key: str = "tone", **members: Any) -> Criterion:
    return Criterion(**{"key": key, "label": "Tom", "minimum": D(0), "maximum": D(10), "step": D(1)} | members)


def card(*criteria: Criterion, **members: Any) -> Definition:
    section = Section(key="main", label="Atendimento", criteria=criteria)
    return Definition(**{"sections": (section,)} | members)


def found(definition: Definition) -> list[tuple[str, str]]:
    return [(error.pointer, error.rule) for error in check_definition(definition)]


def test_the_standard_card_has_the_six_criteria_from_0_to_10() -> None:
    definition = standard_definition()
    assert check_definition(definition) == ()
    keys = [criterion.key for _, criterion in definition.criteria()]
    assert keys == ["greeting", "communication", "problem_solving", "empathy", "procedures", "closing"]
    assert {(c.minimum, c.maximum, c.weight) for _, c in definition.criteria()} == {(D(0), D(10), D(1))}
    assert all(criterion.guidance for _, criterion in definition.criteria())


def test_a_card_with_every_kind_and_condition_is_sound() -> None:
    definition = Definition(
        scoring=ScoringMode.POINTS,
        pass_mark=D("82.5"),
        sections=(
            Section(
                key="service",
                label="Atendimento",
                weight=D(2),
                na_allowed=True,
                criteria=(
                    yes_no("polite", severity=Severity.FATAL, fatal_scope=FatalScope.SECTION),
                    scale("tone", comment_required=CommentRequired.BELOW, comment_below=D(7), fails_below=D(4)),
                    Criterion(
                        key="steps",
                        label="Passos",
                        kind=Kind.MULTIPLE,
                        defect_class=DefectClass.BUSINESS,
                        options=(Option("a", "A", score=D("0.25"), bonus=D(1)), Option("b", "B", score=D("0.75"))),
                        shown_when=ShownWhen("polite", options=("yes",)),
                    ),
                    Criterion(
                        key="holds",
                        label="Esperas",
                        kind=Kind.NUMBER,
                        minimum=D(0),
                        maximum=D(100),
                        options=(
                            Option("few", "Poucas", score=D(1), value=D(0)),
                            Option("many", "Muitas", score=D(0), value=D(3)),
                        ),
                        shown_when=ShownWhen("tone", at_least=D(5), at_most=D(9)),
                    ),
                ),
            ),
            Section(
                key="notes",
                label="Notas",
                excluded=True,
                criteria=(Criterion(key="note", label="Observação", kind=Kind.TEXT, required=False),),
            ),
        ),
    )
    assert found(definition) == []
    assert from_document(to_document(definition)) == definition


SINGLE_FAULTS = [
    (Definition(sections=()), "/sections", "sections-required"),
    (card(), "/sections/0/criteria", "criteria-required"),
    (card(scale(), pass_mark=D(101)), "/pass_mark", "pass-mark-range"),
    (card(scale("Tom")), "/sections/0/criteria/0/key", "key-format"),
    (card(scale(), scale()), "/sections/0/criteria/1/key", "key-repeated"),
    (card(scale(label=" ")), "/sections/0/criteria/0/label", "label-required"),
    (card(scale(), scale("b", weight=D(-1))), "/sections/0/criteria/1/weight", "weight-range"),
    (card(scale(weight=D(0))), "/sections", "nothing-scored"),
    (card(scale(minimum=None)), "/sections/0/criteria/0/maximum", "bounds-required"),
    (card(scale(minimum=D(10))), "/sections/0/criteria/0/maximum", "bounds-order"),
    (card(scale(maximum=D(10_000_000), step=D(10_000_000))), "/sections/0/criteria/0/maximum", "bounds-range"),
    (card(scale(step=None)), "/sections/0/criteria/0/step", "step-required"),
    (card(scale(step=D(3))), "/sections/0/criteria/0/step", "step-fits"),
    (card(scale(step=D("0.001"))), "/sections/0/criteria/0/step", "step-fits"),
    (
        card(scale(options=(Option("low", "Ruim", value=D(0), score=D(0)),))),
        "/sections/0/criteria/0/options/0/score",
        "scale-option-score",
    ),
    (
        card(scale(options=(Option("low", "Ruim", value=D(11)),))),
        "/sections/0/criteria/0/options/0/value",
        "option-value",
    ),
    (card(yes_no(options=(Option("yes", "Sim", score=D(1)),))), "/sections/0/criteria/0/options", "options-required"),
    (card(yes_no(step=D(1))), "/sections/0/criteria/0/step", "bounds-refused"),
    (
        card(yes_no(options=(Option("yes", "Sim", score=D(1)), Option("no", "Não")))),
        "/sections/0/criteria/0/options/1/score",
        "score-missing",
    ),
    (
        card(yes_no(options=(Option("yes", "Sim", score=D(2)), Option("no", "Não", score=D(0))))),
        "/sections/0/criteria/0/options/0/score",
        "score-range",
    ),
    (
        card(yes_no(options=(Option("a", "A", score=D(0)), Option("b", "B", score=D(0))))),
        "/sections/0/criteria/0/options",
        "score-all-zero",
    ),
    (
        card(yes_no(options=(Option("a", "A", score=D(1)), Option("a", "B", score=D(0))))),
        "/sections/0/criteria/0/options/1/key",
        "key-repeated",
    ),
    (
        card(yes_no(options=(Option("a", "A", score=D(1), bonus=D(-1)), Option("b", "B", score=D(0))))),
        "/sections/0/criteria/0/options/0/bonus",
        "bonus-range",
    ),
    (
        card(scale(comment_required=CommentRequired.BELOW)),
        "/sections/0/criteria/0/comment_below",
        "comment-below",
    ),
    (card(scale(severity=Severity.FATAL)), "/sections/0/criteria/0/fatal_scope", "fatal-scope"),
    (card(scale(fatal_scope=FatalScope.FORM)), "/sections/0/criteria/0/fatal_scope", "fatal-scope-alone"),
    (
        card(scale(shown_when=ShownWhen("later", at_least=D(1))), scale("later")),
        "/sections/0/criteria/0/shown_when/criterion",
        "condition-earlier",
    ),
    (
        card(yes_no(), scale(shown_when=ShownWhen("polite", options=("maybe",)))),
        "/sections/0/criteria/1/shown_when/options",
        "condition-options",
    ),
    (
        card(scale(), scale("b", shown_when=ShownWhen("tone"))),
        "/sections/0/criteria/1/shown_when/at_least",
        "condition-bounds",
    ),
    (
        card(Criterion(key="note", label="Nota", kind=Kind.TEXT), scale(shown_when=ShownWhen("note", options=("x",)))),
        "/sections/0/criteria/1/shown_when/criterion",
        "condition-text",
    ),
    (
        card(scale(), Criterion(key="note", label="Nota", kind=Kind.TEXT, severity=Severity.CRITICAL)),
        "/sections/0/criteria/1/severity",
        "text-severity",
    ),
    (
        card(scale(), Criterion(key="note", label="N", kind=Kind.TEXT, comment_required=CommentRequired.BELOW)),
        "/sections/0/criteria/1/comment_required",
        "comment-text",
    ),
    (
        card(scale(), Criterion(key="note", label="N", kind=Kind.TEXT, options=(Option("a", "A"),))),
        "/sections/0/criteria/1/options",
        "options-refused",
    ),
]


@pytest.mark.parametrize(("definition", "pointer", "rule"), SINGLE_FAULTS, ids=[fault[2] for fault in SINGLE_FAULTS])
def test_a_single_fault_is_found_where_it_is(definition: Definition, pointer: str, rule: str) -> None:
    assert found(definition)[0] == (pointer, rule)


def test_bands_start_at_the_minimum_and_grow() -> None:
    def bands(*starts: int | None) -> Definition:
        options = tuple(
            Option(f"b{i}", "Faixa", score=D(1), value=None if start is None else D(start))
            for i, start in enumerate(starts)
        )
        return card(Criterion(key="n", label="N", kind=Kind.NUMBER, minimum=D(0), maximum=D(9), options=options))

    place = "/sections/0/criteria/0/options"
    assert found(bands(0, 3, 5)) == []
    assert found(bands(0, 5, 3)) == [(place, "bands-order")]
    assert found(bands(0, None)) == [(place, "bands-order")]
    assert found(bands(1, 3)) == [(f"{place}/0/value", "bands-start")]


def test_a_section_left_out_of_the_score_cannot_be_fatal() -> None:
    fatal = scale(severity=Severity.FATAL, fatal_scope=FatalScope.FORM)
    section = Section(key="extra", label="Extra", excluded=True, criteria=(fatal,))
    definition = Definition(sections=(*card(scale("other")).sections, section))
    assert found(definition) == [("/sections/1/criteria/0/severity", "fatal-excluded")]
    option = Option("bad", "Grave", value=D(0), fatal_scope=FatalScope.FORM)
    hidden = replace(section, criteria=(scale(options=(option,)),))
    assert found(replace(definition, sections=(*card(scale("other")).sections, hidden))) == [
        ("/sections/1/criteria/0/severity", "fatal-excluded")
    ]


def test_the_same_key_in_two_sections_is_a_repetition() -> None:
    twin = Section(key="main", label="Outro", criteria=(scale("other"),))
    definition = Definition(sections=(*card(scale()).sections, twin))
    assert found(definition) == [("/sections/1/key", "key-repeated")]


def test_a_card_never_has_more_criteria_than_a_person_can_answer() -> None:
    assert ("/sections", "too-many-criteria") in found(card(*(scale(f"c{i}") for i in range(201))))


@given(st.decimals(min_value=0, max_value=1_000_000, places=6, allow_nan=False))
def test_documents_keep_every_digit(weight: Decimal) -> None:
    definition = card(scale(weight=weight), scoring=ScoringMode.DEDUCTION)
    assert from_document(to_document(definition)) == definition


def test_documents_leave_out_what_is_at_its_default() -> None:
    document = to_document(card(yes_no()))
    assert document == {
        "sections": [
            {
                "key": "main",
                "label": "Atendimento",
                "criteria": [
                    {
                        "key": "polite",
                        "label": "Foi cordial?",
                        "kind": "single",
                        "options": [
                            {"key": "yes", "label": "Sim", "score": "1"},
                            {"key": "no", "label": "Não", "score": "0"},
                        ],
                    }
                ],
            }
        ]
    }


def test_a_card_lives_by_its_table() -> None:
    assert next_status(CardStatus.DRAFT, CardMove.PUBLISH) is CardStatus.PUBLISHED
    assert next_status(CardStatus.PUBLISHED, CardMove.UPDATE) is CardStatus.PUBLISHED
    assert next_status(CardStatus.DRAFT, CardMove.SET_DEFAULT) is None
    assert all(next_status(CardStatus.RETIRED, move) is None for move in CardMove)


def test_the_default_card_cannot_retire_and_publishing_needs_a_draft() -> None:
    assert allowed_moves(CardStatus.PUBLISHED, is_default=True, has_draft=False) == (CardMove.UPDATE,)
    assert allowed_moves(CardStatus.PUBLISHED, is_default=False, has_draft=True) == tuple(CardMove)
    assert allowed_moves(CardStatus.RETIRED, is_default=False, has_draft=False) == ()
