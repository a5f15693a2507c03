"""What may be contested, and what a decision makes of the answers: no database."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from uuid import UUID

from monitoria.evaluations.rules import (
    Answer,
    ContestedItem,
    Decision,
    Verdict,
    check_contest,
    decide_contest,
    with_first_recording,
)
from monitoria.platform.errors import FieldError
from monitoria.scorecards.rules import CommentRequired, Criterion, Definition, Kind, Section
from tests.support.scoring import D, answer, card, choice, conditional, scale

FIRST, SECOND = UUID(int=1), UUID(int=2)
RECORDINGS = {FIRST: 60.0, SECOND: None}
NOTE = Criterion(key="note", label="Nota", kind=Kind.TEXT, required=False)
FORM = card(scale("tone"), choice("data"), scale("pace", na_allowed=False), NOTE)
GIVEN = {
    "tone": answer("tone", 6),
    "data": answer("data", "no"),
    "pace": answer("pace", 7),
    "note": Answer("note", text="Ok"),
}


def item(key: str, given: object, **members: object) -> ContestedItem:
    return ContestedItem(answer(key, given), "Porque sim.", **members)  # type: ignore[arg-type]


def faults(found: tuple[FieldError, ...]) -> list[tuple[str, str]]:
    return [(fault.pointer, fault.rule) for fault in found]


def contested(*items: ContestedItem, definition: Definition = FORM) -> list[tuple[str, str]]:
    return faults(check_contest(definition, GIVEN, items, RECORDINGS))


def test_another_answer_with_a_moment_of_the_recording_is_a_contest() -> None:
    assert contested(item("tone", 9, at_seconds=12.5, recording_id=FIRST), item("data", "yes")) == []
    assert contested(item("tone", None)) == []


def test_what_can_not_be_contested_is_pointed_at() -> None:
    assert contested(item("tone", 6)) == [("/items/0", "answer-same")]
    assert contested(item("tone", D("6.0"))) == [("/items/0", "answer-same")]
    assert contested(item("tone", 9), item("tone", 8)) == [("/items/1/criterion", "answer-repeated")]
    assert contested(item("smile", 9)) == [("/items/0/criterion", "criterion-unknown")]
    assert contested(item("tone", 11)) == [("/items/0/value", "value-range")]
    assert contested(item("tone", "yes")) == [("/items/0/options", "answer-kind")]
    assert contested(item("data", "maybe")) == [("/items/0/options/0", "option-unknown")]
    assert contested(item("pace", None)) == [("/items/0/not_applicable", "na-refused")]
    assert contested(ContestedItem(Answer("tone"), "x")) == [("/items/0", "answer-required")]
    assert contested(ContestedItem(Answer("note", text="Não"), "x")) == [("/items/0/criterion", "criterion-unscored")]


def test_a_criterion_that_a_condition_hides_is_not_contested() -> None:
    given = {"transferred": answer("transferred", "no"), "warned": Answer("warned", not_applicable=True)}
    found = check_contest(conditional(), given, [item("warned", "yes")], {})
    assert faults(found) == [("/items/0/criterion", "criterion-hidden")]


def test_a_contest_that_brings_others_on_screen_leaves_them_to_whoever_decides() -> None:
    given = {"transferred": answer("transferred", "no")}
    assert check_contest(conditional(), given, [item("transferred", "yes")], {}) == ()


def test_a_whole_section_that_did_not_apply_is_contested_whole() -> None:
    section = Section(key="s", label="S", na_allowed=True, criteria=(scale("a", na_allowed=False), scale("b")))
    definition = Definition(sections=(section, Section(key="t", label="T", criteria=(choice("c"),))))
    given = {"a": answer("a", 5), "b": answer("b", 5), "c": answer("c", "no")}
    assert faults(check_contest(definition, given, [item("a", None)], {})) == [
        ("/items/0/not_applicable", "na-whole-section")
    ]
    assert check_contest(definition, given, [item("a", None), item("b", None)], {}) == ()


def test_a_moment_lies_within_a_recording_of_the_call() -> None:
    def at(seconds: float | None, recording: UUID | None) -> list[tuple[str, str]]:
        return contested(item("tone", 9, at_seconds=seconds, recording_id=recording))

    assert at(61, FIRST) == [("/items/0/at_seconds", "range")]
    assert at(61, SECOND) == [], "its length is not known yet"
    assert at(1, UUID(int=9)) == [("/items/0/recording_id", "unknown")]
    assert at(1, None) == [("/items/0/at_seconds", "unknown")]
    assert at(None, FIRST) == [("/items/0/at_seconds", "required")]


def test_a_moment_without_a_recording_is_one_of_the_first() -> None:
    moments = (item("tone", 9, at_seconds=3.0), item("pace", 9), item("data", "yes", at_seconds=1, recording_id=SECOND))
    assert [i.recording_id for i in with_first_recording(moments, RECORDINGS)] == [FIRST, None, SECOND]
    assert [i.recording_id for i in with_first_recording(moments, {})] == [None, None, SECOND]


ASKED = {"tone": answer("tone", 9), "data": answer("data", "yes")}


def verdict(key: str, decision: Decision, given: object = "nothing", reason: str = "") -> Verdict:
    said = Answer(key) if given == "nothing" else answer(key, given)
    return Verdict(key, decision, said, reason)


def test_a_decision_upholds_accepts_or_replaces_each_item() -> None:
    upheld, wrong = decide_contest(
        FORM, GIVEN, ASKED, [verdict("tone", Decision.UPHOLD), verdict("data", Decision.UPHOLD)], "Visto."
    )
    assert (upheld.answers, upheld.is_changed, wrong) == (GIVEN, False, ())
    mixed, wrong = decide_contest(
        FORM, GIVEN, ASKED, [verdict("tone", Decision.REPLACE, 8), verdict("data", Decision.ACCEPT)], "Visto."
    )
    assert (mixed.is_changed, wrong) == (True, ())
    assert (mixed.answers["tone"].value, mixed.answers["data"].options) == (D(8), ("yes",))
    assert (mixed.answers["pace"], mixed.answers["note"]) == (GIVEN["pace"], GIVEN["note"])
    assert mixed.stands == {"tone": mixed.answers["tone"], "data": mixed.answers["data"]}


def decided(*verdicts: Verdict) -> list[tuple[str, str]]:
    return faults(decide_contest(FORM, GIVEN, ASKED, verdicts, "Visto.")[1])


def test_every_item_is_decided_once_and_no_other() -> None:
    fine = verdict("data", Decision.UPHOLD)
    assert decided(fine) == [("/items/tone", "item-undecided")]
    twice = (verdict("tone", Decision.UPHOLD), verdict("tone", Decision.ACCEPT), fine)
    assert decided(*twice) == [("/items/1/criterion", "answer-repeated")]
    strange = (verdict("tone", Decision.UPHOLD), fine, verdict("pace", Decision.REPLACE, 9))
    assert decided(*strange) == [("/items/2/criterion", "criterion-not-contested")]
    assert decided(verdict("tone", Decision.REPLACE), fine) == [("/items/0", "answer-required")]
    assert decided(verdict("tone", Decision.REPLACE, 6), fine) == [("/items/0", "answer-same")]
    assert decided(verdict("tone", Decision.REPLACE, 99), fine) == [("/items/0/value", "value-range")]


def test_what_a_decision_brings_on_screen_is_decided_with_it() -> None:
    form = conditional()
    given = {
        "transferred": answer("transferred", "no"),
        "warned": Answer("warned", not_applicable=True),  # as publishing writes what a condition hides
    }
    asked = {"transferred": answer("transferred", "yes")}
    accept = verdict("transferred", Decision.ACCEPT)
    _, wrong = decide_contest(form, given, asked, [accept], "Visto.")
    assert faults(wrong) == [("/items/warned", "answer-required")]
    found, wrong = decide_contest(form, given, asked, [accept, verdict("warned", Decision.REPLACE, "no")], "Visto.")
    assert wrong == ()
    assert set(found.answers) == {"transferred", "warned"}
    assert found.stands["warned"].options == ("no",)


def test_the_reason_is_the_comment_where_the_card_demands_one() -> None:
    strict = card(scale("tone", comment_required=CommentRequired.BELOW, comment_below=D(5)), choice("data"))
    given = {"tone": answer("tone", 6), "data": answer("data", "no")}
    asked = {"tone": answer("tone", 4)}

    def comment(before: str, reason: str) -> str:
        answers = {**given, "tone": replace(given["tone"], comment=before)}
        made = verdict("tone", Decision.ACCEPT, reason=reason)
        found, wrong = decide_contest(strict, answers, asked, [made], "No geral.")
        assert wrong == ()
        return found.answers["tone"].comment

    assert (comment("", ""), comment("", "Tom seco."), comment("Já dito.", "x")) == (
        "No geral.",
        "Tom seco.",
        "Já dito.",
    )


def test_answers_are_compared_by_what_they_say() -> None:
    given = {"tone": replace(answer("tone", Decimal("6.000000")), comment="Bem."), "data": answer("data", "no")}
    form = card(scale("tone"), choice("data", kind=Kind.MULTIPLE))
    given["data"] = Answer("data", options=("yes", "half"))
    items = [item("tone", 6), ContestedItem(Answer("data", options=("half", "yes")), "x")]
    assert faults(check_contest(form, given, items, {})) == [("/items/0", "answer-same"), ("/items/1", "answer-same")]
