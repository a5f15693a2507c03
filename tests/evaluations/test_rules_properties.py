"""What holds for the score of any form."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from monitoria.evaluations.rules import (
    Outcome,
    score,
)
from monitoria.scorecards.rules import (
    Definition,
    FatalScope,
    Kind,
    ScoringMode,
    Section,
    Severity,
)
from tests.support.scoring import MARK, D, answer, choice, scale, scored

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
    found = scored(form[0], **form[1])
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
    before, after = scored(definition, **given), scored(definition, **{**given, key: best})
    assert before.raw_score is None or (after.raw_score is not None and after.raw_score >= before.raw_score)
    assert before.final_score is None or (after.final_score is not None and after.final_score >= before.final_score)


@given(forms())
def test_what_does_not_apply_is_as_if_it_were_not_on_the_form(form: tuple[Definition, dict[str, object]]) -> None:
    definition, given = form
    found = scored(definition, **given)
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
    found = scored(form[0], **form[1])
    if form[0].scoring is ScoringMode.DEDUCTION or found.raw_score is None:
        return
    weights = [line.applied_weight for line in found.criteria if line.applied_weight is not None]
    assert abs(sum(weights) - 100) < D("0.01")
