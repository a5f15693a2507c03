"""Scores, answers and lives of evaluations, without a database."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitoria.evaluations.rules import (
    ENGINE_VERSION,
    Answer,
    Move,
    NaSource,
    Outcome,
    Pair,
    Score,
    State,
    Status,
    advance,
    align,
    align_form,
    check_answers,
    explain,
    open_moves,
    score,
)
from monitoria.evaluations.rules.scoring import round_half_even
from monitoria.scorecards.rules import (
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
    standard_definition,
)

D = Decimal
MARK = D(85)


def scale(key: str, weight: int | str = 1, **members: Any) -> Criterion:
    defaults = {"label": key.title(), "minimum": D(0), "maximum": D(10), "step": D("0.5"), "na_allowed": True}
    return Criterion(**{"key": key, "weight": D(weight)} | defaults | members)


def choice(key: str, weight: int | str = 1, **members: Any) -> Criterion:
    options = (
        Option("yes", "Sim", score=D(1)),
        Option("half", "Em parte", score=D("0.5")),
        Option("no", "Não", score=D(0)),
    )
    defaults = {"label": key.title(), "kind": Kind.SINGLE, "options": options, "na_allowed": True}
    return Criterion(**{"key": key, "weight": D(weight)} | defaults | members)


def card(*criteria: Criterion, scoring: ScoringMode = ScoringMode.SHARES) -> Definition:
    return Definition(sections=(Section(key="main", label="Atendimento", criteria=criteria),), scoring=scoring)


def result(definition: Definition, **answers: object) -> Score:
    return score(definition, [answer(key, given) for key, given in answers.items()], MARK)


def answer(key: str, given: object) -> Answer:
    if given is None:
        return Answer(key, not_applicable=True)
    if isinstance(given, str):
        return Answer(key, options=(given,))
    if isinstance(given, tuple):
        return Answer(key, options=given)
    return Answer(key, value=D(str(given)))


# Golden cases


def test_the_standard_card_averages_its_six_criteria() -> None:
    found = result(
        standard_definition(), greeting=8, communication=7, problem_solving=9, empathy=6, procedures=10, closing=8
    )
    assert (found.raw_score, found.final_score) == (D("80.00"), D("80.00"))
    assert found.outcome is Outcome.FAIL
    assert found.engine_version == ENGINE_VERSION
    assert {line.applied_weight for line in found.criteria} == {D("16.6667")}


def shares() -> Definition:
    return card(choice("a", 40), choice("b", 20), choice("c", 20), choice("d", 20))


def test_shares_weigh_the_answers() -> None:
    assert result(shares(), a="yes", b="half", c="half", d="no").final_score == D("60.00")


def test_what_does_not_apply_gives_its_share_to_the_others() -> None:
    found = result(shares(), a="yes", b="half", c="half", d=None)
    assert found.final_score == D("75.00")
    assert [line.applied_weight for line in found.criteria] == [D(50), D(25), D(25), None]
    assert found.criteria[3].state is State.NOT_APPLICABLE
    assert found.criteria[3].na_source is NaSource.PERSON


def test_multipliers_weigh_the_points_of_each_group() -> None:
    definition = Definition(
        scoring=ScoringMode.POINTS,
        sections=(
            Section(key="g1", label="G1", weight=D(40), criteria=(choice("a"), choice("b"))),
            Section(key="g2", label="G2", weight=D(20), criteria=(choice("c"),)),
        ),
    )
    found = result(definition, a="yes", b="no", c="yes")
    assert found.final_score == D("60.00")
    assert [line.raw_score for line in found.sections] == [D("50.00"), D("100.00")]


@pytest.mark.parametrize("scope", list(FatalScope))
def test_deduction_with_any_fatal_is_zero_and_keeps_what_happened(scope: FatalScope) -> None:
    fatal = choice("data", 10, severity=Severity.FATAL, fatal_scope=scope)
    definition = card(choice("tone", 15), fatal, choice("close", 5), scoring=ScoringMode.DEDUCTION)
    found = result(definition, tone="no", data="no", close="yes")
    assert (found.raw_score, found.final_score, found.outcome) == (D("75.00"), D("0.00"), Outcome.FAIL)


# The rest of the model


def test_deduction_takes_weights_from_a_hundred_and_stops_at_zero() -> None:
    definition = card(choice("a", 30), choice("b", 80), scoring=ScoringMode.DEDUCTION)
    assert result(definition, a="half", b="yes").final_score == D("85.00")
    assert result(definition, a="no", b="no").final_score == D("0.00")
    assert result(definition, a="yes", b=None).final_score == D("100.00")


def test_sections_share_the_form_by_their_weight() -> None:
    definition = Definition(
        sections=(
            Section(key="s1", label="S1", weight=D(3), criteria=(choice("a"), choice("b", 3))),
            Section(key="s2", label="S2", weight=D(1), criteria=(choice("c"),)),
        )
    )
    found = result(definition, a="yes", b="no", c="yes")
    assert found.final_score == D("43.75")
    assert [line.applied_weight for line in found.criteria] == [D("18.75"), D("56.25"), D(25)]
    assert result(definition, a="yes", b="no", c=None).final_score == D("25.00")


def test_everything_not_applicable_is_no_score_neither_0_nor_100() -> None:
    for scoring in ScoringMode:
        found = result(replace(shares(), scoring=scoring), a=None, b=None, c=None, d=None)
        assert (found.raw_score, found.final_score, found.outcome) == (None, None, None)


def test_a_fatal_error_of_the_form_zeroes_it_and_of_a_section_only_that() -> None:
    def definition(scope: FatalScope) -> Definition:
        fatal = choice("a", 1, severity=Severity.FATAL, fatal_scope=scope)
        return Definition(
            sections=(
                Section(key="s1", label="S1", criteria=(fatal, choice("b"))),
                Section(key="s2", label="S2", criteria=(choice("c"),)),
            )
        )

    form = result(definition(FatalScope.FORM), a="no", b="yes", c="yes")
    assert (form.raw_score, form.final_score, form.has_fatal) == (D("75.00"), D("0.00"), True)
    section = result(definition(FatalScope.SECTION), a="no", b="yes", c="yes")
    assert (section.raw_score, section.final_score) == (D("75.00"), D("50.00"))
    assert section.outcome is Outcome.FAIL
    assert [line.final_score for line in section.sections] == [D("0.00"), D("100.00")]


def test_a_chosen_fatal_option_is_fatal_whatever_else_was_answered() -> None:
    bad = Option("rude", "Ofendeu o cliente", score=D(0), fatal_scope=FatalScope.FORM)
    definition = card(choice("a"), choice("b", options=(*choice("b").options, bad)))
    assert result(definition, a="yes", b="rude").final_score == D("0.00")
    assert result(definition, a="yes", b="no").final_score == D("50.00")
    anchored = scale("tone", options=(Option("shout", "Gritou", value=D(0), fatal_scope=FatalScope.FORM),))
    assert result(card(anchored, choice("a")), tone=0, a="yes").has_fatal


def test_a_fatal_that_weighs_nothing_still_fails_the_form() -> None:
    definition = card(choice("law", 0, severity=Severity.FATAL, fatal_scope=FatalScope.FORM), choice("a"))
    assert result(definition, law="no", a="yes").final_score == D("0.00")
    assert result(definition, law="yes", a="yes").final_score == D("100.00")
    alone = result(definition, law="no", a=None)
    assert (alone.raw_score, alone.final_score, alone.outcome) == (None, D("0.00"), Outcome.FAIL)


def test_passing_needs_the_mark_and_no_fatal() -> None:
    fatal = choice("law", 1, severity=Severity.FATAL, fatal_scope=FatalScope.SECTION)
    definition = Definition(
        pass_mark=D(50),
        sections=(
            Section(key="s1", label="S1", criteria=(fatal,)),
            Section(key="s2", label="S2", criteria=(choice("a"),)),
        ),
    )
    failed = result(definition, law="no", a="yes")
    assert (failed.final_score, failed.pass_mark, failed.outcome) == (D("50.00"), D(50), Outcome.FAIL)
    assert result(definition, law="yes", a="no").outcome is Outcome.PASS


def test_the_mark_is_compared_with_the_number_that_is_shown() -> None:
    definition = card(scale("a", step=D("0.0001")))
    assert result(definition, a=8.4994).outcome is Outcome.FAIL
    assert result(definition, a=8.4995).final_score == D("85.00")
    assert result(definition, a=8.4995).outcome is Outcome.PASS


def test_rounding_happens_once_and_ties_go_to_the_even_digit() -> None:
    definition = card(scale("a", maximum=D(100_000), step=D(1)))
    assert result(definition, a=80_005).final_score == D("80.00")
    assert result(definition, a=80_015).final_score == D("80.02")
    thirds = card(scale("a", maximum=D(3)), scale("b", maximum=D(3)), scale("c", maximum=D(3)))
    assert result(thirds, a=1, b=1, c=1).final_score == D("33.33")
    assert result(thirds, a=3, b=3, c=3).final_score == D("100.00")


@given(st.fractions(min_value=-1000, max_value=1000), st.integers(0, 6))
def test_rounding_is_that_of_the_standard(number: Fraction, places: int) -> None:
    assert round_half_even(number, places) == Decimal(round(number * 10**places)).scaleb(-places)


def test_a_bonus_adds_to_what_was_earned_and_never_to_the_maximum() -> None:
    options = (Option("wow", "Encantou", score=D(1), bonus=D(2)), Option("ok", "Normal", score=D(1)))
    points = card(choice("a", 6), choice("b", 4, options=options), scoring=ScoringMode.POINTS)
    assert result(points, a="half", b="ok").final_score == D("70.00")
    assert result(points, a="half", b="wow").final_score == D("90.00")
    assert result(points, a="yes", b="wow").final_score == D("100.00")
    shared = replace(points, scoring=ScoringMode.SHARES)
    assert result(shared, a="half", b="wow").final_score == D("72.00")


def test_multiple_answers_earn_their_part_and_none_of_them_is_an_answer() -> None:
    steps = tuple(Option(key, key, score=D(1)) for key in "abcd")
    definition = card(choice("steps", kind=Kind.MULTIPLE, options=steps))
    assert result(definition, steps=("a", "b", "d")).final_score == D("75.00")
    assert result(definition, steps=()).final_score == D("0.00")
    assert score(definition, [Answer("steps")], MARK).final_score is None


def test_numbers_score_by_their_band_or_by_their_place() -> None:
    bands = (Option("few", "Poucas", score=D(1), value=D(0)), Option("many", "Muitas", score=D("0.2"), value=D(3)))
    banded = card(scale("holds", kind=Kind.NUMBER, maximum=D(99), step=None, options=bands))
    assert [result(banded, holds=n).final_score for n in (0, 2.9, 3, 50)] == [D(100), D(100), D(20), D(20)]
    assert result(card(scale("n", kind=Kind.NUMBER, step=None)), n=2.5).final_score == D("25.00")


def test_a_scale_may_start_anywhere() -> None:
    assert result(card(scale("stars", minimum=D(1), maximum=D(5))), stars=4).final_score == D("75.00")


def test_texts_and_excluded_sections_are_kept_but_never_scored() -> None:
    definition = Definition(
        sections=(
            Section(key="s1", label="S1", criteria=(choice("a"), Criterion(key="note", label="Nota", kind=Kind.TEXT))),
            Section(key="s2", label="S2", excluded=True, criteria=(choice("b"),)),
        )
    )
    answers = [answer("a", "yes"), Answer("note", text="Pediu cópia"), answer("b", "no")]
    found = score(definition, answers, MARK)
    assert found.final_score == D("100.00")
    assert [line.state for line in found.criteria] == [State.SCORED, State.UNSCORED, State.EXCLUDED]
    assert found.missing == ()


def conditional() -> Definition:
    return card(
        choice("transferred"),
        choice("warned", shown_when=ShownWhen("transferred", options=("yes",))),
        scale("wait", shown_when=ShownWhen("warned", options=("yes", "half"))),
        choice("calm", shown_when=ShownWhen("wait", at_least=D(5), at_most=D(8))),
    )


def test_a_condition_hides_a_criterion_and_all_that_hangs_on_it() -> None:
    hidden = result(conditional(), transferred="no", warned="yes", wait=6, calm="yes")
    assert [line.state for line in hidden.criteria] == [State.SCORED, *[State.HIDDEN] * 3]
    assert [line.na_source for line in hidden.criteria] == [None, *[NaSource.CONDITION] * 3]
    assert hidden.final_score == D("0.00")
    shown = result(conditional(), transferred="yes", warned="half", wait=6, calm="yes")
    assert {line.state for line in shown.criteria} == {State.SCORED}
    outside = result(conditional(), transferred="yes", warned="half", wait=9, calm="no")
    assert outside.criteria[3].state is State.HIDDEN
    assert result(conditional(), transferred=None).missing == ()


def test_criticals_are_counted_apart_and_defects_by_class() -> None:
    definition = card(
        choice("a", severity=Severity.CRITICAL, defect_class=DefectClass.CUSTOMER),
        scale("b", severity=Severity.CRITICAL, fails_below=D(6), defect_class=DefectClass.CUSTOMER),
        choice("c", severity=Severity.FATAL, fatal_scope=FatalScope.FORM, defect_class=DefectClass.COMPLIANCE),
        choice("d"),
    )
    found = result(definition, a="half", b=5.5, c="yes", d="no")
    assert found.critical_score == D("66.67")
    assert {name.value: (d.scored, d.failed) for name, d in found.defects.items()} == {
        "customer": (2, 1),
        "business": (0, 0),
        "compliance": (1, 0),
    }
    assert result(card(choice("d")), d="no").critical_score is None


def test_an_unfinished_form_scores_what_is_there_and_says_what_is_missing() -> None:
    found = result(shares(), a="yes", b="half")
    assert found.final_score == D("83.33")
    assert found.missing == ("c", "d")


def test_the_explanation_names_fatals_losses_and_the_mark() -> None:
    definition = card(
        choice("a", 3, severity=Severity.FATAL, fatal_scope=FatalScope.FORM), scale("b", 1), choice("c", 0)
    )
    found = result(definition, a="no", b=5, c=None)
    reasons = explain(definition, found)
    assert [reason.rule for reason in reasons] == [
        "fatal-form",
        "criterion-lost",
        "criterion-lost",
        "criterion-na",
        "mark-missed",
    ]
    assert [reason.points for reason in reasons[1:3]] == [D("75.00"), D("12.50")]
    assert reasons[1].message == "“A” tirou 75,00 ponto(s)."
    assert explain(shares(), result(shares()))[-1].rule == "no-score"
    assert explain(shares(), result(shares(), a="yes", b="yes"))[-2].message == "Falta responder 2 itens."
    assert explain(shares(), result(shares(), a="yes"))[-1].rule == "mark-reached"


def test_the_explanation_tells_bonus_section_fatals_and_a_mark_reached_in_vain() -> None:
    options = (Option("wow", "Encantou", score=D(1), bonus=D(2)), Option("ok", "Normal", score=D(1)))
    fatal = choice("law", 1, severity=Severity.FATAL, fatal_scope=FatalScope.SECTION)
    definition = Definition(
        pass_mark=D(40),
        sections=(
            Section(key="s1", label="Lei", criteria=(fatal,)),
            Section(key="s2", label="S2", criteria=(choice("a", options=options),)),
        ),
    )
    reasons = explain(definition, result(definition, law="no", a="wow"))
    assert [r.rule for r in reasons] == ["fatal-section", "criterion-lost", "criterion-bonus", "fatal-fails"]
    assert reasons[0].message == "Erro fatal em “Law”: o bloco “Lei” vale 0."


# Properties over all forms

MODES = st.sampled_from(list(ScoringMode))


@st.composite
def forms(draw: st.DrawFn) -> tuple[Definition, dict[str, object]]:
    """A form of one to three sections of scales and choices, with answers and things not applicable."""
    sections: list[Section] = []
    given: dict[str, object] = {}
    for i in range(draw(st.integers(1, 3))):
        criteria = []
        for j in range(draw(st.integers(1, 4))):
            key, weight = f"c{i}_{j}", draw(st.integers(0, 50))
            criteria.append(draw(st.sampled_from([scale, choice]))(key, weight, **draw(SEVERITIES)))
            values = st.integers(0, 20).map(lambda n: n / 2) if criteria[-1].kind is Kind.SCALE else CHOICES
            given[key] = draw(st.none() | values)
        sections.append(Section(key=f"s{i}", label="S", weight=D(draw(st.integers(0, 9))), criteria=tuple(criteria)))
    return Definition(sections=tuple(sections), scoring=draw(MODES)), given


CHOICES = st.sampled_from(["yes", "half", "no"])
SEVERITIES = st.sampled_from(
    [
        {},
        {},
        {"severity": Severity.FATAL, "fatal_scope": FatalScope.SECTION},
        {"severity": Severity.FATAL, "fatal_scope": FatalScope.FORM},
        {"severity": Severity.CRITICAL},
    ]
)


@given(forms())
def test_scores_stay_between_0_and_100_and_a_fatal_never_helps(form: tuple[Definition, dict[str, object]]) -> None:
    found = result(form[0], **form[1])
    if found.raw_score is not None:
        assert found.final_score is not None
        assert 0 <= found.final_score <= found.raw_score <= 100
    assert found.has_fatal or found.final_score == found.raw_score
    assert found.outcome is not Outcome.PASS or not found.has_fatal


@given(forms(), st.data())
def test_a_better_answer_never_lowers_a_score(form: tuple[Definition, dict[str, object]], data: st.DataObject) -> None:
    definition, given = form
    key = data.draw(st.sampled_from(sorted(given)))
    if given[key] is None:
        return
    best: object = "yes" if isinstance(given[key], str) else 10
    before, after = result(definition, **given), result(definition, **{**given, key: best})
    assert before.raw_score is None or (after.raw_score is not None and after.raw_score >= before.raw_score)
    assert before.final_score is None or (after.final_score is not None and after.final_score >= before.final_score)


@given(forms())
def test_what_does_not_apply_is_as_if_it_were_not_on_the_form(form: tuple[Definition, dict[str, object]]) -> None:
    definition, given = form
    found = result(definition, **given)
    kept = tuple(
        replace(section, criteria=tuple(c for c in section.criteria if given[c.key] is not None))
        for section in definition.sections
    )
    without = score(replace(definition, sections=kept), [answer(k, v) for k, v in given.items() if v is not None], MARK)
    assert (found.raw_score, found.final_score, found.outcome) == (
        without.raw_score,
        without.final_score,
        without.outcome,
    )


@given(forms(), st.randoms(use_true_random=False))
def test_order_of_answers_criteria_and_sections_changes_nothing(
    form: tuple[Definition, dict[str, object]], random: Any
) -> None:
    definition, given = form
    answers = [answer(key, value) for key, value in given.items()]
    found = score(definition, answers, MARK)
    random.shuffle(answers)
    sections = [replace(s, criteria=tuple(random.sample(s.criteria, len(s.criteria)))) for s in definition.sections]
    random.shuffle(sections)
    mixed = score(replace(definition, sections=tuple(sections)), answers, MARK)
    assert (found.raw_score, found.final_score, found.critical_score) == (
        mixed.raw_score,
        mixed.final_score,
        mixed.critical_score,
    )
    assert set(found.criteria) == set(mixed.criteria)


@given(forms())
def test_applied_weights_of_shares_and_points_make_a_hundred(form: tuple[Definition, dict[str, object]]) -> None:
    found = result(form[0], **form[1])
    if form[0].scoring is ScoringMode.DEDUCTION or found.raw_score is None:
        return
    weights = [line.applied_weight for line in found.criteria if line.applied_weight is not None]
    assert abs(sum(weights) - 100) < D("0.01")


# Answers


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


# Life and agreement


def test_only_a_draft_is_saved_published_or_discarded() -> None:
    assert open_moves(Status.DRAFT) == (Move.UPDATE, Move.PUBLISH, Move.DISCARD)
    assert open_moves(Status.PUBLISHED) == ()
    published = advance(Status.DRAFT, Move.PUBLISH)
    assert published is not None
    assert published.to is Status.PUBLISHED
    discarded = advance(Status.DRAFT, Move.DISCARD)
    assert discarded is not None
    assert discarded.to is None
    assert advance(Status.PUBLISHED, Move.UPDATE) is None


def test_alignment_is_one_minus_the_distance_over_the_maximum() -> None:
    assert align(Pair(D(10), D(7), D(15))) == Fraction(4, 5)
    assert align_form([Pair(D(10), D(7), D(15))]) == Fraction(80, 100)
    assert align_form([Pair(D(10), D(10), D(10)), Pair(D(0), D(30), D(30))]) == Fraction(1, 4)
    assert align_form([]) is None
    with pytest.raises(ValueError, match="positive"):
        align(Pair(D(1), D(1), D(0)))
