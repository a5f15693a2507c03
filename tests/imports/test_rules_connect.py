"""Forms of Amazon Connect: what they become, and that our rules score them as theirs do."""

from __future__ import annotations

from typing import Any

import pytest

from monitoria.scorecards.rules import FatalScope, Kind, ScoringMode, ShownWhen, check_definition
from tests.support.forms import (
    connect,
    numeric,
    option,
    question,
    read,
    refusals,
    rules,
    scored,
    section,
    single,
)
from tests.support.scoring import D

QUESTION = "/file/Items/0/Section/Items/0/Question"
SECOND = "/file/Items/0/Section/Items/1/Question"
FOUR = connect(section("s", single("q1", 40), single("q2", 20), single("q3", 20), single("q4", 20)))


def test_the_guide_s_example_scores_60_and_75_without_the_last() -> None:
    form = read(FOUR)
    assert scored(form, q1="a", q2="b", q3="b", q4="c").raw_score == D("60.00")
    without = scored(form, q1="a", q2="b", q3="b", q4=None)
    assert without.raw_score == D("75.00")
    assert [line.applied_weight for line in without.criteria] == [D("50.0000"), D("25.0000"), D("25.0000"), None]
    assert (form.notes, check_definition(form.definition)) == ((), ())


def test_weights_of_sections_are_shared_evenly_and_give_the_same() -> None:
    tops = [section(f"s{n}", single(f"q{n}"), weight=w) for n, w in enumerate((40, 20, 20, 20), 1)]
    form = read(connect(*tops, mode="SECTION_ONLY"))
    assert scored(form, q1="a", q2="b", q3="b", q4="c").raw_score == D("60.00")
    assert scored(form, q1="a", q2="b", q3="b", q4=None).raw_score == D("75.00")


def test_what_does_not_apply_hands_its_weight_to_every_question_left() -> None:
    form = read(
        connect(
            section("s1", single("q1"), single("q2"), single("q3"), weight=60),
            section("s2", single("q4"), single("q5"), weight=40),
            mode="SECTION_ONLY",
        )
    )
    assert [section.weight for section in form.definition.sections] == [60, 40]
    assert scored(form, q1="a", q2="a", q3="a", q4="c", q5="c").raw_score == D("60.00")
    assert scored(form, q1=None, q2="a", q3="a", q4="c", q5="c").raw_score == D("50.00")  # 40 of 80


def test_a_question_of_every_kind() -> None:
    form = read(
        connect(
            section(
                "s",
                single("one", 50),
                numeric("many", [(0, 0, 10), (1, 4, 5), (5, 10, 1)], Weight=50),
                question("why", "TEXT", NotApplicableEnabled=False, Instructions="Descreva."),
            )
        )
    )
    one, many, why = form.definition.sections[0].criteria
    assert (one.kind, [o.score for o in one.options]) == (Kind.SINGLE, [1, D("0.5"), 0])
    assert (many.kind, many.minimum, many.maximum) == (Kind.NUMBER, 0, 10)
    assert [(o.value, o.score) for o in many.options] == [(0, 1), (1, D("0.5")), (5, D("0.1"))]
    assert (why.kind, why.required, why.na_allowed, why.guidance) == (Kind.TEXT, True, False, "Descreva.")
    assert (one.required, one.na_allowed) == (False, True)
    assert scored(form, one="a", many=3).raw_score == D("75.00")
    assert rules(form) == []


def test_several_answers_add_up_to_ten() -> None:
    options = [option("a", 4), option("b", 6)]
    several = question("q", "MULTISELECT", 100, {"MultiSelect": {"Options": options}})
    form = read(connect(section("s", several)))
    assert scored(form, q=("a",)).raw_score == D("40.00")
    assert rules(form) == []
    options.append(option("c", 10))
    assert rules(read(connect(section("s", several)))) == ["multiple-scale"]


def test_a_failing_answer_zeroes_the_form_or_its_section() -> None:
    fatal = [
        option("ok", 10),
        option("form", 0, AutomaticFail=True),
        option("own", 0, AutomaticFail=True, AutomaticFailConfiguration={"TargetSection": "s1"}),
    ]
    form = read(
        connect(
            section("s1", question("q1", "SINGLESELECT", 40, {"SingleSelect": {"Options": fatal}}), single("q2", 10)),
            section("s2", single("q3", 50)),
        )
    )
    assert [o.fatal_scope for o in form.definition.sections[0].criteria[0].options] == [
        None,
        FatalScope.FORM,
        FatalScope.SECTION,
    ]
    worst = scored(form, q1="form", q2="a", q3="a")
    assert (worst.raw_score, worst.final_score, worst.has_fatal) == (D("60.00"), D("0.00"), True)
    assert scored(form, q1="own", q2="a", q3="a").final_score == D("50.00")
    assert rules(form) == []


def test_sections_inside_sections_stand_one_after_another() -> None:
    form = read(
        connect(
            section(
                "s", single("q1", 20), section("sub", single("q2", 30)), single("q3", 50), Instructions="Ouça tudo."
            )
        )
    )
    assert [s.label for s in form.definition.sections] == ["S", "S › Sub", "S"]
    assert form.definition.criterion("q1").guidance == "Ouça tudo."  # type: ignore[union-attr]
    assert scored(form, q1="a", q2="a", q3="c").raw_score == D("50.00")


def test_what_fails_an_outer_section_fails_all_of_it() -> None:
    fatal = option("x", 0, AutomaticFail=True, AutomaticFailConfiguration={"TargetSection": "s"})
    failing = question("q2", "SINGLESELECT", 30, {"SingleSelect": {"Options": [option("ok", 10), fatal]}})
    form = read(connect(section("s", single("q1", 20), section("sub", failing)), section("t", single("q3", 50))))
    assert [s.label for s in form.definition.sections] == ["S", "T"]
    assert scored(form, q1="a", q2="x", q3="a").final_score == D("50.00")
    assert rules(form) == ["sections-merged"]


@pytest.mark.parametrize(
    ("weights", "expected"),
    [
        ((None, None), ["50.00", "16.67"]),  # three questions share 50
        ((20, 30), ["50.00", "20.00"]),
        ((40, 60), ["50.00", "20.00"]),  # of the section
    ],
)
def test_sections_inside_may_have_weights_of_their_own(weights: tuple[Any, Any], expected: list[str]) -> None:
    form = read(
        connect(
            section(
                "s",
                section("a", single("q1"), weight=weights[0]),
                section("b", single("q2"), single("q3"), weight=weights[1]),
                weight=50,
            ),
            section("t", single("q4"), weight=50),
            mode="SECTION_ONLY",
        )
    )
    answers = {"q1": "a", "q2": "c", "q3": "c", "q4": "c"}
    best = {"q1": "a", "q2": "a", "q3": "a", "q4": "c"}
    assert [str(scored(form, **a).raw_score) for a in (best, answers)] == expected


def test_a_condition_shows_a_question_only_after_its_answer() -> None:
    def enabled(action: str, comparator: str, *refs: str, **members: Any) -> Any:
        expression = {
            "Source": {"Type": "QUESTION_REF_ID", "RefId": "q1"},
            "Values": [{"Type": "OPTION_REF_ID", "RefId": ref} for ref in refs],
            "Comparator": comparator,
        }
        return {"Condition": {"Operands": [{"Expression": expression}], **members}, "Action": action}

    form = read(
        connect(
            section(
                "s",
                single("q1", 40),
                single("q2", 20, Enablement=enabled("ENABLE", "IN", "b", "c")),
                single("q3", 20, Enablement=enabled("DISABLE", "IN", "a")),
                single("q4", 20, Enablement=enabled("ENABLE", "NOT_IN", "a", "b")),
            )
        )
    )
    shown = [criterion.shown_when for _, criterion in form.definition.criteria()]
    assert shown == [None, ShownWhen("q1", ("b", "c")), ShownWhen("q1", ("b", "c")), ShownWhen("q1", ("c",))]
    assert scored(form, q1="a").raw_score == D("100.00")
    assert rules(form) == []


def test_a_condition_that_does_not_fit_is_told_and_the_question_may_be_left_out() -> None:
    def on(ref: str, value: str) -> Any:
        return {"Expression": {"Source": {"RefId": ref}, "Values": [{"RefId": value}], "Comparator": "IN"}}

    both = {"Condition": {"Operands": [on("q1", "a"), on("q2", "a")], "Operator": "AND"}, "Action": "ENABLE"}
    form = read(
        connect(section("s", single("q1", 40), single("q2", 40), single("q3", 20, Enablement=both))),
    )
    third = form.definition.criterion("q3")
    assert third is not None
    assert (third.shown_when, third.na_allowed, rules(form)) == (None, True, ["condition-not-held"])


def test_a_form_without_score_is_a_draft_that_says_so() -> None:
    fatal = [option("a", 10), option("b", 0, AutomaticFail=True)]
    form = read(
        connect(
            section("s", question("q", "SINGLESELECT", None, {"SingleSelect": {"Options": fatal}})), status="DISABLED"
        )
    )
    assert form.definition.sections[0].excluded
    assert rules(form) == ["scoring-disabled", "fatal-unscored", "nothing-scored"]
    assert [f.rule for f in check_definition(form.definition)] == ["nothing-scored"]


def test_points_with_bonus_and_excluded_questions() -> None:
    def worth(ref: str, points: int, **members: Any) -> Any:
        return {"RefId": ref, "Text": ref, "PointsConfiguration": {"PointValue": points, **members}}

    def pointed(ref: str, *options: Any, **members: Any) -> Any:
        return question(ref, "SINGLESELECT", None, {"SingleSelect": {"Options": list(options)}}, **members)

    form = read(
        connect(
            section(
                "s",
                pointed("q1", worth("a", 30), worth("b", 0), worth("best", 40, IsBonus=True)),
                pointed("q2", worth("a", 70), worth("b", 35)),
                pointed("q3", worth("a", 5), worth("b", 0), ScoringConfiguration={"IsExcludedFromScoring": True}),
            ),
            mode="POINTS_BASED",
        )
    )
    assert form.definition.scoring is ScoringMode.POINTS
    assert scored(form, q1="a", q2="b", q3="b").raw_score == D("65.00")
    assert scored(form, q1="best", q2="b", q3="a").raw_score == D("75.00")
    assert rules(form) == ["not-scored"]


def test_nothing_is_left_behind_in_silence() -> None:
    automated = {"SingleSelect": {"Options": [option("a", 10), option("b", 0)], "Automation": {"Options": []}}}
    form = read(
        connect(
            section("s", question("q", "SINGLESELECT", 100, automated), question("d", "DATETIME")),
            section("e"),
            EvaluationFormId="1",
            AutoEvaluationConfiguration={"Enabled": True},
        )
    )
    assert [(note.rule, note.pointer) for note in form.notes] == [
        ("not-carried", "/file/AutoEvaluationConfiguration"),
        ("origin", "/file"),
        ("section-empty", "/file/Items/1/Section"),
        ("automation", "/file/Items/0/Section/Items/0/Question/QuestionTypeProperties/SingleSelect/Automation"),
        ("date-as-text", "/file/Items/0/Section/Items/1/Question"),
    ]


def test_ranges_with_gaps_are_filled_and_told() -> None:
    form = read(connect(section("s", numeric("n", [(0, 2, 10), (5, 9, 5)], Weight=100))))
    assert [(o.value, o.score) for o in form.definition.sections[0].criteria[0].options] == [
        (0, 1),
        (3, 0),
        (5, D("0.5")),
    ]
    assert rules(form) == ["bands-gap"]


def test_the_form_is_found_in_what_an_api_or_a_template_wraps_around_it() -> None:
    described = {"EvaluationForm": FOUR, "ResponseMetadata": {"a": 1}}
    assert rules(read(described)) == ["beside-the-form"]
    made = {"Resources": {"Form": {"Type": "AWS::Connect::EvaluationForm", "Properties": FOUR}}}
    assert scored(read(made), q1="a", q2="b", q3="b", q4="c").raw_score == D("60.00")


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        (connect(section("s", single("q", 60))), {"/file/Items": "weights-sum"}),
        (connect(section("s", single("q"), weight=90), mode="SECTION_ONLY"), {"/file/Items": "weights-sum"}),
        (connect(section("s", single("q", 100)), mode="STARS"), {"/file/ScoringStrategy/Mode": "scoring-mode"}),
        (connect(section("s", question("q", "DRAWING"))), {f"{QUESTION}/QuestionType": "question-type"}),
        (connect(single("q", 100)), {"/file/Items/0": "question-outside"}),
        (
            connect(section("s", single("q", -1))),
            {"/file/Items": "weights-sum", f"{QUESTION}/Weight": "number-negative"},
        ),
        (connect(section("s", single("q", 50), single("q", 50))), {f"{SECOND}/RefId": "ref-repeated"}),
        (connect(section("s", numeric("n", [(0, 5, 10), (4, 9, 5)], Weight=100))), {QUESTION: "bands-overlap"}),
        (connect(section("s", single("q", 100, Title=""))), {f"{QUESTION}/Title": "required"}),
        (connect(section("s", single("q", 100, Title=7))), {f"{QUESTION}/Title": "type"}),
        (connect(section("s", single("q", 100, Title="a\x00"))), {f"{QUESTION}/Title": "nul"}),
        (connect(section("s", single("q", 100, Title="\ud800"))), {f"{QUESTION}/Title": "nul"}),
        (connect(section("s", *(single(f"q{n}", 0.5) for n in range(201)))), {"/file": "too-many-criteria"}),
    ],
)
def test_a_form_with_faults_is_refused_where_they_are(form: Any, expected: dict[str, str]) -> None:
    assert refusals(form) == expected
