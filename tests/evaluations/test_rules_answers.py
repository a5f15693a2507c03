"""Which answers fit a scorecard, and where they do not."""

from __future__ import annotations

from typing import Any

import pytest

from monitoria.evaluations.rules import (
    Answer,
    check_answers,
)
from monitoria.scorecards.rules import (
    CommentRequired,
    Criterion,
    Definition,
    Kind,
    Option,
    Section,
)
from tests.support.scoring import D, answer, card, choice, conditional, scale, shares


def faults(definition: Definition, *answers: Answer, **options: Any) -> list[tuple[str, str]]:
    return [(error.pointer, error.rule) for error in check_answers(definition, answers, **options)]


@pytest.mark.parametrize(
    ("given_answer", "pointer", "rule"),
    [
        (Answer("nobody", value=D(1)), "/answers/0/criterion", "criterion-unknown"),
        (Answer("tone", value=D(11)), "/answers/0/value", "value-range"),
        (Answer("tone", value=D(-1)), "/answers/0/value", "value-range"),
        (Answer("tone", value=D("0.3")), "/answers/0/value", "value-step"),
        (Answer("tone", options=("yes",)), "/answers/0/options", "answer-kind"),
        (Answer("polite", value=D(1)), "/answers/0/value", "answer-kind"),
        (Answer("polite", text="sim"), "/answers/0/text", "answer-kind"),
        (Answer("polite", options=("maybe",)), "/answers/0/options/0", "option-unknown"),
        (Answer("polite", options=("yes", "no")), "/answers/0/options", "option-single"),
        (Answer("steps", options=("a", "a")), "/answers/0/options", "option-repeated"),
        (Answer("note", value=D(1)), "/answers/0/value", "answer-kind"),
        (Answer("law", not_applicable=True), "/answers/0/not_applicable", "na-refused"),
    ],
)
def test_an_answer_that_does_not_fit_is_refused_where_it_stands(given_answer: Answer, pointer: str, rule: str) -> None:
    definition = card(
        scale("tone"),
        choice("polite"),
        choice("steps", kind=Kind.MULTIPLE, options=(Option("a", "A", score=D(1)), Option("b", "B", score=D(1)))),
        Criterion(key="note", label="Nota", kind=Kind.TEXT),
        choice("law", na_allowed=False),
    )
    assert faults(definition, given_answer) == [(pointer, rule)]


def test_two_answers_to_one_criterion_are_refused() -> None:
    assert faults(shares(), answer("a", "yes"), answer("a", "no")) == [("/answers/1/criterion", "answer-repeated")]


def test_a_draft_may_be_incomplete_and_a_publication_may_not() -> None:
    assert faults(shares(), answer("a", "yes")) == []
    assert faults(shares(), answer("a", "yes"), answer("b", None), saved=[answer("c", "no")], complete=True) == [
        ("/answers/d", "answer-required")
    ]
    optional = card(choice("a", required=False))
    assert faults(optional, complete=True) == []


def test_comments_are_demanded_where_the_card_says() -> None:
    definition = card(
        scale("low", comment_required=CommentRequired.BELOW, comment_below=D(7)),
        choice("always", comment_required=CommentRequired.ALWAYS),
    )
    given = [Answer("low", value=D(6)), Answer("always", options=("yes",), comment="ok")]
    assert faults(definition, *given) == []
    assert faults(definition, *given, complete=True) == [("/answers/0/comment", "comment-required")]
    assert faults(definition, saved=given, complete=True) == [("/answers/low/comment", "comment-required")]
    assert faults(definition, Answer("low", value=D(7)), saved=given, complete=True) == []
    assert faults(definition, Answer("low", value=D(7)), Answer("always", not_applicable=True), complete=True) == []


def test_a_section_may_be_left_out_only_as_a_whole() -> None:
    section = Section(
        key="s", label="S", na_allowed=True, criteria=(choice("a", na_allowed=False), choice("b", na_allowed=False))
    )
    definition = Definition(sections=(section, Section(key="t", label="T", criteria=(choice("c"),))))
    done = answer("c", "yes")
    assert faults(definition, answer("a", None), answer("b", None), done, complete=True) == []
    assert faults(definition, answer("a", None), answer("b", "no"), done, complete=True) == [
        ("/answers/0/not_applicable", "na-whole-section")
    ]


def test_hidden_criteria_are_never_missing() -> None:
    assert faults(conditional(), answer("transferred", "no"), complete=True) == []


def test_an_answer_knows_whether_it_says_anything() -> None:
    assert Answer("a").is_blank
    assert Answer("a", comment="  ", text=" ").is_blank
    assert not Answer("a", comment="visto").is_blank
    assert not Answer("a", not_applicable=True).is_blank
    assert Answer("a", options=()).is_given
    assert not Answer("a", value=D(3), not_applicable=True).is_given
