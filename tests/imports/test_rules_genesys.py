"""Forms of Genesys Cloud: what they become, and that our rules score them as theirs do."""

from __future__ import annotations

from typing import Any

import pytest

from monitoria.scorecards.rules import CommentRequired, FatalScope, Kind, Severity, ShownWhen, check_definition
from tests.support.forms import asked, genesys, group, read, refusals, rules, scored, selectable
from tests.support.scoring import D


def test_the_help_page_s_example_scores_60() -> None:
    form = read(genesys(group("g1", asked("q1"), asked("q2"), weight=40), group("g2", asked("q3"), weight=20)))
    assert scored(form, q1="a", q2="b", q3="a").raw_score == D("60.00")
    assert (form.notes, check_definition(form.definition)) == ((), ())


def test_points_are_multiplied_by_the_group_and_what_does_not_apply_leaves_the_sum() -> None:
    form = read(
        genesys(
            group("g1", asked("q1", (5, 2, 0), naEnabled=True), asked("q2", (1, 0)), weight=2),
            group("g2", asked("q3", (10, 0)), weight=1.5, naEnabled=True),
        )
    )
    # (2·2 + 1·2 + 10·1.5) / (5·2 + 1·2 + 10·1.5)
    assert scored(form, q1="b", q2="a", q3="a").raw_score == D("77.78")
    assert scored(form, q1=None, q2="a", q3="b").raw_score == D("11.76")
    first, second = form.definition.sections
    assert (first.na_allowed, second.na_allowed, first.criteria[0].na_allowed) == (False, True, True)


def test_a_fatal_question_fails_with_any_answer_but_the_best() -> None:
    form = read(genesys(group("g", asked("q1", (2, 1, 0), isKill=True, isCritical=True), asked("q2", isCritical=True))))
    first, second = form.definition.sections[0].criteria
    assert (first.severity, first.fatal_scope) == (Severity.FATAL, FatalScope.FORM)
    assert second.severity is Severity.CRITICAL
    half = scored(form, q1="b", q2="a")
    assert (half.raw_score, half.final_score, half.critical_score) == (D("66.67"), D("0.00"), D("50.00"))
    assert scored(form, q1="a", q2="b").final_score == D("66.67")
    assert rules(form) == ["critical-score"]


def test_help_comments_and_texts_are_kept() -> None:
    form = read(
        genesys(
            group(
                "g",
                {"type": "readOnlyTextBlockQuestion", "text": "Leia antes."},
                asked("q1", helpText="Ouça o começo.", commentsRequired=True),
                {"type": "freeTextQuestion", "text": "q2"},
            )
        )
    )
    first, second = form.definition.sections[0].criteria
    assert (first.guidance, first.comment_required) == ("Leia antes.\n\nOuça o começo.", CommentRequired.ALWAYS)
    assert (second.kind, second.required) == (Kind.TEXT, False)
    assert rules(form) == ["text-block"]


def _when(operation: str, *predicates: str) -> Any:
    return {"combiningOperation": operation, "predicates": list(predicates)}


QUESTION = "/file/questionGroups/0/questions/0"
FIRST = "/form/questionGroup/0/question/0/answer/"


def test_conditions_name_answers_by_their_places() -> None:
    form = read(
        genesys(
            group(
                "g1",
                asked("q1", (2, 1, 0)),
                asked("q2", visibilityCondition=_when("OR", "../question/0/answer/1", f"{FIRST}2")),
            ),
            group(
                "g2",
                asked("q3"),
                asked("q4", visibilityCondition=_when("AND", "../question/0/answer/0")),
                visibilityCondition=_when("AND", f"{FIRST}0"),
            ),
        )
    )
    shown = {c.key: c.shown_when for _, c in form.definition.criteria()}
    assert shown == {
        "q1": None,
        "q2": ShownWhen("q1", ("b", "c")),
        "q3": ShownWhen("q1", ("a",)),
        "q4": ShownWhen("q3", ("a",)),  # and so, q3 being shown, the group's condition too
    }
    assert rules(form) == []


@pytest.mark.parametrize(
    "condition",
    [
        _when("AND", f"{FIRST}0", "../question/1/answer/0"),
        _when("OR", f"{FIRST}0", "../question/1/answer/0"),
        _when("AND", f"{FIRST}9"),
        _when("AND", "/form/questionGroup/7/question/0/answer/0"),
        _when("AND", "somewhere"),
        _when("AND"),
        _when("XOR", f"{FIRST}0"),
    ],
)
def test_a_condition_that_does_not_fit_is_told_and_the_question_may_be_left_out(condition: Any) -> None:
    form = read(genesys(group("g", asked("q1"), asked("q2"), asked("q3", visibilityCondition=condition))))
    third = form.definition.sections[0].criteria[2]
    assert (third.shown_when, third.na_allowed, rules(form)) == (None, True, ["condition-not-held"])


def test_a_plain_selection_is_one_criterion_worth_all_its_answers() -> None:
    parts = [selectable("x", 1), selectable("y", 3)]
    several = {"text": "q2", "type": "multipleSelectQuestion", "multipleSelectOptionQuestions": parts}
    form = read(genesys(group("g", asked("q1", (4, 0)), several)))
    second = form.definition.sections[0].criteria[1]
    assert (second.kind, second.weight) == (Kind.MULTIPLE, 4)
    assert scored(form, q1="b", q2=("y",)).raw_score == D("37.50")


def test_a_selection_with_rules_of_its_own_is_a_criterion_for_each_answer() -> None:
    parts = [
        selectable("x", 1, isCritical=True, commentsRequired=True),
        selectable("y", 2, isKill=True, visibilityCondition=_when("OR", "../question/0/answer/0")),
        selectable("z", 0, 1),
    ]
    several = {"text": "s", "type": "multipleSelectQuestion", "multipleSelectOptionQuestions": parts}
    form = read(genesys(group("g", several)))
    x, y, z = form.definition.sections[0].criteria
    assert [c.label for c in (x, y, z)] == ["s › x", "s › y", "s › z"]
    assert (y.shown_when, y.severity) == (ShownWhen(x.key, ("marcado",)), Severity.FATAL)
    answers = {x.key: "marcado", y.key: "nao_marcado", z.key: "nao_marcado"}
    result = scored(form, **answers)
    assert (result.raw_score, result.final_score) == (D("50.00"), D("0.00"))
    assert rules(form) == ["selection-split", "critical-score"]


def test_answers_filled_in_beforehand_are_told() -> None:
    form = read(genesys(group("g", asked("q", defaultAnswer={"id": "1"}), defaultAnswersToHighest=True)))
    assert [(n.rule, n.pointer) for n in form.notes] == [
        ("not-carried", "/file/questionGroups/0/questions/0/defaultAnswer"),
        ("default-answers", "/file/questionGroups/0/defaultAnswersToHighest"),
    ]


def test_long_texts_are_cut_where_nothing_is_lost() -> None:
    form = read(genesys(group("g", asked("p" * 450, helpText="ajuda")), name="n" * 250))
    criterion = form.definition.sections[0].criteria[0]
    assert (len(criterion.label), criterion.guidance) == (200, "p" * 450 + "\n\najuda")
    assert len(form.name) == 120
    assert rules(form) == ["text-cut", "label-moved"]


def test_the_terraform_resource_says_the_same() -> None:
    source = """
    # a comment
    resource "genesyscloud_quality_forms_evaluation" "ficha" {
      name      = "Ficha \\"A\\""  // another
      published = true
      question_groups {
        name   = "g1"
        weight = 40
        questions {
          text      = "q1"
          help_text = <<-EOT
            Ouça
            tudo.
          EOT
          is_kill   = true
          answer_options {
            text  = "a"
            value = 1
          }
          answer_options {
            text  = "b"
            value = 0
          }
        }
        questions {
          text           = "q2"
          answer_options { text = "a"
            value = 1 }
          answer_options { text = "b"
            value = 0 }
          visibility_condition {
            combining_operation = "AND"
            predicates          = [
              "/form/questionGroup/0/question/0/answer/0", # kept
            ]
          }
        }
      }
      lifecycle { prevent_destroy = true }
    }
    /* the end */"""
    form = read(source.encode())
    first, second = form.definition.sections[0].criteria
    assert (form.name, first.guidance, first.severity) == ('Ficha "A"', "Ouça\ntudo.", Severity.FATAL)
    assert second.shown_when == ShownWhen("q1", ("a",))
    assert scored(form, q1="a", q2="b").raw_score == D("50.00")
    assert [(n.rule, n.pointer.rpartition("/")[2]) for n in form.notes] == [
        ("not-carried", "lifecycle"),
        ("critical-score", "0"),
    ]


def test_a_value_that_terraform_would_compute_is_refused_where_it_stands() -> None:
    source = """resource "genesyscloud_quality_forms_evaluation" "x" {
      name = var.name
      question_groups {
        name   = "${local.name} 1"
        weight = max(1, 2)
        questions {
          text = "q"
          answer_options {
            text = "a"
            value = 1
          }
          answer_options {
            text = "b"
            value = 0
          }
        }
      }
    }"""
    place = "/file/resource/genesyscloud_quality_forms_evaluation/x/0"
    assert refusals(source.encode()) == {
        f"{place}/name": "expression",
        f"{place}/question_groups/0/name": "expression",
        f"{place}/question_groups/0/weight": "expression",
    }


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        (genesys(group("g", {"text": "q", "type": "npsQuestion"})), {f"{QUESTION}/type": "question-type"}),
        (genesys(group("g", asked("q"), weight=-1)), {"/file/questionGroups/0/weight": "number-negative"}),
        (genesys(group("g", asked("q", (1, -1)))), {f"{QUESTION}/answerOptions/1/value": "number-negative"}),
        (genesys(group("g", asked("q", (1,)))), {f"{QUESTION}/answerOptions": "options"}),
        (genesys(group("g", asked("q", naEnabled="yes"))), {f"{QUESTION}/naEnabled": "type"}),
        (genesys(group("g", asked("q")), name=None), {"/file/name": "required"}),
        (genesys(), {"/file": "sections-required"}),
        (genesys(*(group(f"g{n}", asked(f"q{n}")) for n in range(51))), {"/file": "too-many-sections"}),
    ],
)
def test_a_form_with_faults_is_refused_where_they_are(form: Any, expected: dict[str, str]) -> None:
    assert refusals(form) == expected
