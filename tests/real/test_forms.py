"""The sample forms of Amazon Connect and Genesys Cloud, where they are at hand."""

from __future__ import annotations

from decimal import Decimal

import pytest

from monitoria.imports.rules.forms import FormFault, read_form
from monitoria.scorecards.rules import FatalScope, Kind, Severity, check_definition
from tests.support.forms import rules, scored
from tests.support.samples import samples

FORMS = samples("forms")
pytestmark = pytest.mark.skipif(not FORMS.is_dir(), reason="the samples are not here")


def test_the_connect_form_becomes_a_scorecard_that_can_be_published() -> None:
    form = read_form((FORMS / "form_definition_describe_contact_evaluation.json").read_bytes())
    first, second = form.definition.sections
    assert [criterion.kind for criterion in (*first.criteria, *second.criteria)] == [
        Kind.TEXT,
        Kind.SINGLE,
        Kind.TEXT,
        Kind.NUMBER,
    ]
    assert [o.fatal_scope for o in first.criteria[1].options] == [FatalScope.FORM, None, FatalScope.FORM]
    assert (first.weight, second.weight, check_definition(form.definition)) == (50, 50, ())
    assert rules(form).count("automation") == 2
    best = scored(form, question_1_222="second_option", question_2_222=60)
    assert (best.raw_score, best.has_fatal) == (Decimal("100.00"), False)
    assert scored(form, question_1_222="first_option", question_2_222=60).final_score == 0


def test_the_exported_evaluation_is_told_for_what_it_is() -> None:
    with pytest.raises(FormFault, match="avaliação já preenchida") as refusal:
        read_form((FORMS / "exported_evaluation_schema_3.1.json").read_bytes())
    assert [error.rule for error in refusal.value.errors] == ["evaluation-not-form"]


def test_the_genesys_form_becomes_a_scorecard_that_can_be_published() -> None:
    form = read_form((FORMS / "evaluation_form.tf").read_bytes())
    assert check_definition(form.definition) == ()
    assert [section.weight for section in form.definition.sections] == [1, Decimal("1.5"), 2]
    first, second = form.definition.sections[0].criteria
    assert (first.severity, first.fails_below) == (Severity.FATAL, 1)
    assert second.shown_when is not None
    assert second.shown_when.criterion == first.key
    assert len(form.definition.sections[2].criteria) == 3
    assert set(rules(form)) == {"default-answers", "score-rounded", "selection-split", "critical-score"}


def test_a_licence_is_no_form() -> None:
    with pytest.raises(FormFault, match="não é JSON nem Terraform"):
        read_form((FORMS / "evaluation_form.tf.LICENSE").read_bytes())
