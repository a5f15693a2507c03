"""Scores and lives of evaluations, without a database."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitoria.evaluations.rules import (
    ENGINE_VERSION,
    Answer,
    NaSource,
    Outcome,
    Pair,
    State,
    align,
    align_form,
    explain,
    score,
)
from monitoria.evaluations.rules.scoring import round_half_even
from monitoria.scorecards.rules import (
    Criterion,
    DefectClass,
    Definition,
    FatalScope,
    Kind,
    Option,
    ScoringMode,
    Section,
    Severity,
    standard_definition,
)
from tests.support.scoring import MARK, D, answer, card, choice, conditional, scale, scored, shares


def test_the_standard_card_averages_its_six_criteria() -> None:
    found = scored(
        standard_definition(), greeting=8, communication=7, problem_solving=9, empathy=6, procedures=10, closing=8
    )
    assert (found.raw_score, found.final_score) == (D("80.00"), D("80.00"))
    assert found.outcome is Outcome.FAIL
    assert found.engine_version == ENGINE_VERSION
    assert {line.applied_weight for line in found.criteria} == {D("16.6667")}


def test_shares_weigh_the_answers() -> None:
    assert scored(shares(), a="yes", b="half", c="half", d="no").final_score == D("60.00")


def test_what_does_not_apply_gives_its_share_to_the_others() -> None:
    found = scored(shares(), a="yes", b="half", c="half", d=None)
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
    found = scored(definition, a="yes", b="no", c="yes")
    assert found.final_score == D("60.00")
    assert [line.raw_score for line in found.sections] == [D("50.00"), D("100.00")]


@pytest.mark.parametrize("scope", list(FatalScope))
def test_deduction_with_any_fatal_is_zero_and_keeps_what_happened(scope: FatalScope) -> None:
    fatal = choice("data", 10, severity=Severity.FATAL, fatal_scope=scope)
    definition = card(choice("tone", 15), fatal, choice("close", 5), scoring=ScoringMode.DEDUCTION)
    found = scored(definition, tone="no", data="no", close="yes")
    assert (found.raw_score, found.final_score, found.outcome) == (D("75.00"), D("0.00"), Outcome.FAIL)


# The rest of the model


def test_deduction_takes_weights_from_a_hundred_and_stops_at_zero() -> None:
    definition = card(choice("a", 30), choice("b", 80), scoring=ScoringMode.DEDUCTION)
    assert scored(definition, a="half", b="yes").final_score == D("85.00")
    assert scored(definition, a="no", b="no").final_score == D("0.00")
    assert scored(definition, a="yes", b=None).final_score == D("100.00")


def test_sections_share_the_form_by_their_weight() -> None:
    definition = Definition(
        sections=(
            Section(key="s1", label="S1", weight=D(3), criteria=(choice("a"), choice("b", 3))),
            Section(key="s2", label="S2", weight=D(1), criteria=(choice("c"),)),
        )
    )
    found = scored(definition, a="yes", b="no", c="yes")
    assert found.final_score == D("43.75")
    assert [line.applied_weight for line in found.criteria] == [D("18.75"), D("56.25"), D(25)]
    assert scored(definition, a="yes", b="no", c=None).final_score == D("25.00")


def test_everything_not_applicable_is_no_score_neither_0_nor_100() -> None:
    for scoring in ScoringMode:
        found = scored(replace(shares(), scoring=scoring), a=None, b=None, c=None, d=None)
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

    form = scored(definition(FatalScope.FORM), a="no", b="yes", c="yes")
    assert (form.raw_score, form.final_score, form.has_fatal) == (D("75.00"), D("0.00"), True)
    section = scored(definition(FatalScope.SECTION), a="no", b="yes", c="yes")
    assert (section.raw_score, section.final_score) == (D("75.00"), D("50.00"))
    assert section.outcome is Outcome.FAIL
    assert [line.final_score for line in section.sections] == [D("0.00"), D("100.00")]


def test_a_chosen_fatal_option_is_fatal_whatever_else_was_answered() -> None:
    bad = Option("rude", "Ofendeu o cliente", score=D(0), fatal_scope=FatalScope.FORM)
    definition = card(choice("a"), choice("b", options=(*choice("b").options, bad)))
    assert scored(definition, a="yes", b="rude").final_score == D("0.00")
    assert scored(definition, a="yes", b="no").final_score == D("50.00")
    anchored = scale("tone", options=(Option("shout", "Gritou", value=D(0), fatal_scope=FatalScope.FORM),))
    assert scored(card(anchored, choice("a")), tone=0, a="yes").has_fatal


def test_a_fatal_that_weighs_nothing_still_fails_the_form() -> None:
    definition = card(choice("law", 0, severity=Severity.FATAL, fatal_scope=FatalScope.FORM), choice("a"))
    assert scored(definition, law="no", a="yes").final_score == D("0.00")
    assert scored(definition, law="yes", a="yes").final_score == D("100.00")


@pytest.mark.parametrize("scope", list(FatalScope))
@pytest.mark.parametrize("scoring", [ScoringMode.SHARES, ScoringMode.POINTS])
def test_a_fatal_error_where_nothing_weighs_fails_without_a_score(scope: FatalScope, scoring: ScoringMode) -> None:
    definition = card(choice("law", 0, severity=Severity.FATAL, fatal_scope=scope), choice("a"), scoring=scoring)
    found = scored(definition, law="no", a=None)
    assert (found.raw_score, found.final_score) == (None, None)
    assert (found.outcome, found.has_fatal) == (Outcome.FAIL, True)


def test_passing_needs_the_mark_and_no_fatal() -> None:
    fatal = choice("law", 1, severity=Severity.FATAL, fatal_scope=FatalScope.SECTION)
    definition = Definition(
        pass_mark=D(50),
        sections=(
            Section(key="s1", label="S1", criteria=(fatal,)),
            Section(key="s2", label="S2", criteria=(choice("a"),)),
        ),
    )
    failed = scored(definition, law="no", a="yes")
    assert (failed.final_score, failed.pass_mark, failed.outcome) == (D("50.00"), D(50), Outcome.FAIL)
    assert scored(definition, law="yes", a="no").outcome is Outcome.PASS


def test_the_mark_is_compared_with_the_number_that_is_shown() -> None:
    definition = card(scale("a", step=D("0.0001")))
    assert scored(definition, a=8.4994).outcome is Outcome.FAIL
    assert scored(definition, a=8.4995).final_score == D("85.00")
    assert scored(definition, a=8.4995).outcome is Outcome.PASS


def test_rounding_happens_once_and_ties_go_to_the_even_digit() -> None:
    definition = card(scale("a", maximum=D(100_000), step=D(1)))
    assert scored(definition, a=80_005).final_score == D("80.00")
    assert scored(definition, a=80_015).final_score == D("80.02")
    thirds = card(scale("a", maximum=D(3)), scale("b", maximum=D(3)), scale("c", maximum=D(3)))
    assert scored(thirds, a=1, b=1, c=1).final_score == D("33.33")
    assert scored(thirds, a=3, b=3, c=3).final_score == D("100.00")


@given(st.fractions(min_value=-1000, max_value=1000), st.integers(0, 6))
def test_rounding_is_that_of_the_standard(number: Fraction, places: int) -> None:
    assert round_half_even(number, places) == Decimal(round(number * 10**places)).scaleb(-places)


def test_a_bonus_adds_to_what_was_earned_and_never_to_the_maximum() -> None:
    options = (Option("wow", "Encantou", score=D(1), bonus=D(2)), Option("ok", "Normal", score=D(1)))
    points = card(choice("a", 6), choice("b", 4, options=options), scoring=ScoringMode.POINTS)
    assert scored(points, a="half", b="ok").final_score == D("70.00")
    assert scored(points, a="half", b="wow").final_score == D("90.00")
    assert scored(points, a="yes", b="wow").final_score == D("100.00")
    shared = replace(points, scoring=ScoringMode.SHARES)
    assert scored(shared, a="half", b="wow").final_score == D("72.00")


def test_multiple_answers_earn_their_part_and_none_of_them_is_an_answer() -> None:
    steps = tuple(Option(key, key, score=D(1)) for key in "abcd")
    definition = card(choice("steps", kind=Kind.MULTIPLE, options=steps))
    assert scored(definition, steps=("a", "b", "d")).final_score == D("75.00")
    assert scored(definition, steps=()).final_score == D("0.00")
    assert score(definition, [Answer("steps")], MARK).final_score is None


def test_numbers_score_by_their_band_or_by_their_place() -> None:
    bands = (Option("few", "Poucas", score=D(1), value=D(0)), Option("many", "Muitas", score=D("0.2"), value=D(3)))
    banded = card(scale("holds", kind=Kind.NUMBER, maximum=D(99), step=None, options=bands))
    assert [scored(banded, holds=n).final_score for n in (0, 2.9, 3, 50)] == [D(100), D(100), D(20), D(20)]
    assert scored(card(scale("n", kind=Kind.NUMBER, step=None)), n=2.5).final_score == D("25.00")


def test_a_scale_may_start_anywhere() -> None:
    assert scored(card(scale("stars", minimum=D(1), maximum=D(5))), stars=4).final_score == D("75.00")


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


def test_a_condition_hides_a_criterion_and_all_that_hangs_on_it() -> None:
    hidden = scored(conditional(), transferred="no", warned="yes", wait=6, calm="yes")
    assert [line.state for line in hidden.criteria] == [State.SCORED, *[State.HIDDEN] * 3]
    assert [line.na_source for line in hidden.criteria] == [None, *[NaSource.CONDITION] * 3]
    assert hidden.final_score == D("0.00")
    shown = scored(conditional(), transferred="yes", warned="half", wait=6, calm="yes")
    assert {line.state for line in shown.criteria} == {State.SCORED}
    outside = scored(conditional(), transferred="yes", warned="half", wait=9, calm="no")
    assert outside.criteria[3].state is State.HIDDEN
    assert scored(conditional(), transferred=None).missing == ()


def test_criticals_are_counted_apart_and_defects_by_class() -> None:
    definition = card(
        choice("a", severity=Severity.CRITICAL, defect_class=DefectClass.CUSTOMER),
        scale("b", severity=Severity.CRITICAL, fails_below=D(6), defect_class=DefectClass.CUSTOMER),
        choice("c", severity=Severity.FATAL, fatal_scope=FatalScope.FORM, defect_class=DefectClass.COMPLIANCE),
        choice("d"),
    )
    found = scored(definition, a="half", b=5.5, c="yes", d="no")
    assert found.critical_score == D("66.67")
    assert {name.value: (d.scored, d.failed) for name, d in found.defects.items()} == {
        "customer": (2, 1),
        "business": (0, 0),
        "compliance": (1, 0),
    }
    assert scored(card(choice("d")), d="no").critical_score is None


def test_an_unfinished_form_scores_what_is_there_and_says_what_is_missing() -> None:
    found = scored(shares(), a="yes", b="half")
    assert found.final_score == D("83.33")
    assert found.missing == ("c", "d")


def test_the_explanation_names_fatals_losses_and_the_mark() -> None:
    definition = card(
        choice("a", 3, severity=Severity.FATAL, fatal_scope=FatalScope.FORM), scale("b", 1), choice("c", 0)
    )
    found = scored(definition, a="no", b=5, c=None)
    reasons = explain(definition, found)
    assert [reason.rule for reason in reasons] == [
        "fatal-form",
        "criterion-lost",
        "criterion-lost",
        "criterion-na",
        "mark-missed",
    ]
    assert [reason.points for reason in reasons[1:3]] == [D("75.00"), D("12.50")]
    assert reasons[1].message == "“A” custou 75,00 ponto(s)."
    assert explain(shares(), scored(shares()))[-1].rule == "no-score"
    assert explain(shares(), scored(shares(), a="yes", b="yes"))[-2].message == "Falta responder 2 itens."
    assert explain(shares(), scored(shares(), a="yes"))[-1].rule == "mark-reached"


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
    reasons = explain(definition, scored(definition, law="no", a="wow"))
    assert [r.rule for r in reasons] == ["fatal-section", "criterion-lost", "criterion-bonus", "fatal-fails"]
    assert reasons[0].message == "Erro fatal em “Law”: o bloco “Lei” vale 0."


def test_alignment_is_one_minus_the_distance_over_the_maximum() -> None:
    assert align(Pair(D(10), D(7), D(15))) == Fraction(4, 5)
    assert align_form([Pair(D(10), D(7), D(15))]) == Fraction(80, 100)
    assert align_form([Pair(D(10), D(10), D(10)), Pair(D(0), D(30), D(30))]) == Fraction(1, 4)
    assert align_form([]) is None
    with pytest.raises(ValueError, match="positive"):
        align(Pair(D(1), D(1), D(0)))
