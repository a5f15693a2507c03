"""Search text: accents and plurals do not hide a match, and no input breaks a query."""

from __future__ import annotations

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text
from sqlalchemy.orm import Session

from monitoria.platform.search import (
    LONGEST_TOKEN,
    MOST_QUERY_TOKENS,
    normalise,
    prefix_query,
    search_text,
    sort_key,
    tokens,
)

PAIRS = [
    ("contestação", "contestações"),
    ("reclamação", "reclamações"),
    ("avaliação", "avaliações"),
    ("ligação", "ligações"),
    ("gravação", "gravações"),
    ("crítico", "críticos"),
    ("cordial", "cordiais"),
    ("cancelamento", "cancelamentos"),
    ("operador", "operadores"),
]


@pytest.mark.parametrize(("singular", "plural"), PAIRS)
def test_singular_and_plural_are_the_same_word(singular: str, plural: str) -> None:
    assert normalise(singular) == normalise(plural)


@pytest.mark.parametrize(("singular", "plural"), PAIRS)
def test_accents_and_case_may_be_left_out(singular: str, plural: str) -> None:
    plain = plural.translate(str.maketrans("çãáâéêíóôõú", "caaaeeiooou")).upper()
    assert normalise(plain) == normalise(singular)


ENDINGS = {
    "pães mães": "paes maes",
    "alemães": "alemao",
    "papéis": "papel",
    "lençóis": "lencol",
    "homens": "homem",
    "flores": "flor",
    "vozes": "voz",
    "rapazes": "rapaz",
    "boletos": "boleto",
}


@pytest.mark.parametrize(("plural", "singular"), ENDINGS.items())
def test_every_plural_rule_works_on_words_of_five_letters_or_more(plural: str, singular: str) -> None:
    assert normalise(plural) == singular


def test_short_words_and_negation_stay() -> None:
    assert normalise("Não, mais três PIX!") == "nao mais tres pix"


def test_punctuation_separates_words_and_numbers_stay_whole() -> None:
    found = tokens("d'Ávila-Souza_2 (protocolo 202611220001)")
    assert found == ["d", "avila", "souza", "2", "protocolo", "202611220001"]
    assert search_text("José", None, "", "Ligações") == "jose ligacao"


def test_people_sort_as_a_reader_expects() -> None:
    names = ["Zebra", "bruno", "Ágata", "  Ana   Luz", "Álvaro", "Bruna"]
    assert sorted(names, key=sort_key) == ["Ágata", "Álvaro", "  Ana   Luz", "Bruna", "bruno", "Zebra"]


def test_a_query_matches_beginnings_of_all_its_words() -> None:
    assert prefix_query("Contestações do Operad") == "contestacao:* & do:* & operad:*"
    assert prefix_query("pix pix") == "pix:*"


@pytest.mark.parametrize("text", ["", "   ", "'", "& | ! ( ) :* <->", "\\", "--", "\0", "%_", '"', "🙂"])
def test_a_query_of_nothing_but_signs_searches_for_nothing(text: str) -> None:
    assert prefix_query(text) is None


@given(st.text(max_size=400))
def test_no_input_gives_a_query_with_a_syntax_error(text: str) -> None:
    query = prefix_query(text)
    if query is None:
        return
    parts = query.split(" & ")
    assert len(parts) <= MOST_QUERY_TOKENS
    assert all(re.fullmatch(r"[^\W_]+:\*", part) for part in parts)
    assert all(len(part) <= LONGEST_TOKEN + 2 for part in parts)


@given(st.text())
def test_words_are_lower_case_without_separators(text: str) -> None:
    assert all(token and not re.search(r"[\s_&|!()<>':*\\]", token) for token in tokens(text))
    assert sort_key(sort_key(text)) == sort_key(text)


def matches(session: Session, document: str, query: str) -> bool:
    """Whether PostgreSQL finds the document by the query."""
    statement = text("SELECT to_tsvector('simple', :document) @@ to_tsquery('simple', :query)")
    given = {"document": search_text(document), "query": prefix_query(query) or ""}
    return bool(session.execute(statement, given).scalar_one())


@pytest.mark.parametrize(("singular", "plural"), PAIRS)
def test_postgresql_finds_a_word_by_any_of_its_forms(session: Session, singular: str, plural: str) -> None:
    document = f"Cliente pediu {plural} e não aceitou."
    for query in (singular, plural, plural.upper(), singular[:-2], f"não {singular}"):
        assert matches(session, document, query), query
    assert not matches(session, document, f"{singular} sempre")


@pytest.mark.parametrize(
    "word", ["20261122000123", "007", "1e5", "123abc", "abc123", "0x1f", "d2", "www", "x1y2z3", "3g", "1a2b", "ção9"]
)
def test_postgresql_keeps_words_with_numbers_whole(session: Session, word: str) -> None:
    assert matches(session, f"linha {word} fim", word)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=300, deadline=None)
@given(st.text(max_size=80))
def test_postgresql_accepts_every_query_and_finds_a_text_by_itself(session: Session, content: str) -> None:
    query = prefix_query(content)
    if query is not None:
        assert matches(session, content, content), (search_text(content), query)
