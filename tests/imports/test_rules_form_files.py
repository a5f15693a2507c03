"""Files that are no form, or do harm: refused with one clear sentence, in little time."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitoria.imports.rules.forms import FormFault, read_form
from monitoria.scorecards.rules import check_definition
from tests.support.forms import asked, connect, genesys, group, read, refusals, section, single

TERRAFORM = b'resource "genesyscloud_quality_forms_evaluation" "x" '
EXPORTED = {
    "schemaVersion": "3.1",
    "evaluationId": "1",
    "metadata": {"evaluationDefinitionTitle": "Ficha", "score": {"percentage": 100}},
    "sections": [{"sectionRefId": "s1", "sectionTitle": "S"}],
    "questions": [{"questionRefId": "q1", "questionType": "TEXT", "answer": {"value": "x"}}],
}


@pytest.mark.parametrize(
    ("content", "rule"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf  \n", "empty"),
        (b"Protocolo;Nota\n1;2\n", "not-json"),
        (b"PK\x03\x04\xff\xfe", "not-json"),
        (b"<html></html>", "not-json"),
        (b'{"Items": [', "not-json"),
        (b'{"Items": NaN}', "not-json"),
        (b'{"Items": [], "Items": []}', "repeated-member"),
        (b"[" * 100_000, "too-deep"),
        (b'{"a":' * 60 + b"1" + b"}" * 60, "too-deep"),
        (b'{"Items": "' + b"x" * 1_000_001 + b'"}', "too-large"),
        (b'{"Items": [' + b"1," * 60_000 + b"1]}", "too-large"),
        (b"{}", "not-a-form"),
        (b"[]", "not-a-form"),
        (b'{"name": "x", "rows": [1]}', "not-a-form"),
        (json.dumps(EXPORTED).encode(), "evaluation-not-form"),
        (b'{"answers": {}, "conversation": {"id": "1"}}', "evaluation-not-form"),
        (json.dumps({"entities": [genesys(), genesys()]}).encode(), "several-forms"),
        (TERRAFORM + b"{ name = }", "hcl"),
        (TERRAFORM + b"{ name = 1\n name = 2\n}", "repeated-member"),
        (TERRAFORM + b"{\n" + b"a {\n" * 50, "too-deep"),
        (TERRAFORM + b"{ a = " + b"[" * 100_000, "too-deep"),
        (TERRAFORM + b"{ /* never ends", "hcl"),
        (TERRAFORM + b"{ <<A\n" * 1000, "hcl"),
        (TERRAFORM + b'{ text = "never ends\n}', "hcl"),
    ],
)
def test_a_file_that_is_no_form_is_refused_by_name(content: bytes, rule: str) -> None:
    assert refusals(content) == {"/file": rule}


def test_an_exported_evaluation_is_told_for_what_it_is() -> None:
    with pytest.raises(FormFault, match="avaliação já preenchida, exportada do Amazon Connect"):
        read(EXPORTED)


def test_an_evaluation_that_holds_its_form_gives_the_form() -> None:
    form = read({"id": "1", "answers": {"totalScore": 60}, "evaluationForm": genesys(group("g", asked("q")))})
    assert form.name == "Ficha do Genesys"
    assert {note.pointer for note in form.notes} == {"/file/id", "/file/answers"}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_encodings_of_unicode_are_told_apart(encoding: str) -> None:
    form = connect(section("s", single("q", 100)), Description="Ligação")
    assert read_form(json.dumps(form, ensure_ascii=False).encode(encoding)).description == "Ligação"


@pytest.mark.parametrize("number", ["1e400", "1e999999999999999999999", "9" * 5000, "1e-400000", "-1"])
def test_numbers_of_any_size_are_read_or_refused(number: str) -> None:
    content = json.dumps(genesys(group("g", asked("q"), weight=77))).replace("77", number).encode()
    found = refusals(content)
    assert set(found.values()) <= {"number-range", "number-negative", "nothing-scored"}


@pytest.mark.parametrize(
    "content",
    [
        TERRAFORM + b"{ a = " + b"f(" * 100_000,
        TERRAFORM + b"{\n" + b'a "b" {\n}\n' * 20_000 + b"}",
        TERRAFORM + b"{ x = 1 " + b"<< " * 80_000,
        TERRAFORM + b'"' * 250_000,
        b'{"Items": [' + b'{"Section": {"Items": []}},' * 3_000 + b'{}], "Title": "x"}',
    ],
)
def test_a_large_file_that_only_looks_like_a_form_is_refused(content: bytes) -> None:
    assert refusals(content)


leaves = st.none() | st.booleans() | st.integers(-5, 200) | st.floats(allow_nan=False) | st.text(max_size=5)
NAMES = """
    Items Section Question Title RefId Weight QuestionType QuestionTypeProperties Options SingleSelect Numeric MinValue
    MaxValue Score AutomaticFail Enablement ScoringStrategy questionGroups questions name text type answerOptions value
    visibilityCondition weight"""
names = st.sampled_from(NAMES.split())
trees = st.recursive(
    leaves, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(names, inner, max_size=4), max_leaves=25
)


@given(trees, trees, st.booleans())
@settings(max_examples=300, deadline=None)
def test_whatever_stands_in_a_file_it_is_read_whole_or_refused(one: Any, other: Any, is_connect: bool) -> None:
    both = {"name": "g", "questions": [one, other]}
    form = connect({"Section": one}, {"Question": other}) if is_connect else genesys(both)
    if not refusals(form):
        assert {found.rule for found in check_definition(read(form).definition)} <= {"nothing-scored"}
