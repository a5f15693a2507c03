"""Reading transcripts and hiding numbers in them."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitoria.platform.masking import mask_numbers
from monitoria.recordings.rules import Segment, TranscriptFault, read_transcript

VTT = """WEBVTT - ligação

NOTE feita à mão

1
00:01.000 --> 00:03.500 align:start
<v Ana>Bom dia, <b>em</b> que posso ajudar?

01:00:04.000 --> 01:00:05.000
&amp; depois
duas linhas
"""


def test_web_vtt_is_read() -> None:
    read = read_transcript(("\ufeff" + VTT).replace("\n", "\r\n").encode())
    assert read.segments == (
        Segment(1.0, 3.5, "Bom dia, em que posso ajudar?", "Ana"),
        Segment(3604.0, 3605.0, "& depois duas linhas"),
    )


def _json(**members: Any) -> bytes:
    return json.dumps({"language": "pt", "segments": [{"start": 1, "end": 2.5, "text": "Alô", **members}]}).encode()


def test_json_is_read_with_its_words() -> None:
    words = [{"start": 1, "end": 2, "word": " Alô"}]
    read = read_transcript(_json(words=words, speaker="Cliente"))
    assert (read.language, read.segments[0].speaker, read.segments[0].words[0].text) == ("pt", "Cliente", "Alô")
    assert read_transcript(json.dumps([{"start": 0, "end": 1, "text": "a"}]).encode()).language is None


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"WEBVTT",
        b"WEBVTT\n\n00:05.000 --> 00:01.000\nao contr\xc3\xa1rio",
        b"\xff\xfe",
        b"{}",
        b'{"segments": []}',
        b'{"segments": [1]}',
        b'{"segments": [{"start": "1", "end": 2, "text": "a"}]}',
        b'{"segments": [{"start": true, "end": 2, "text": "a"}]}',
        b'{"segments": [{"start": 1, "end": NaN, "text": "a"}]}',
        b'{"segments": [{"start": -1, "end": 2, "text": "a"}]}',
        b"[" * 100_000,
        _json(words=[{"start": 1, "end": 2}]),
    ],
)
def test_what_is_no_transcript_is_refused(content: bytes) -> None:
    with pytest.raises(TranscriptFault):
        read_transcript(content)


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("Meu CPF é 529.982.247-25, certo?", "Meu CPF é •••.•••.•••-••, certo?"),
        ("CPF 52998224725", "CPF •••••••••••"),
        ("529 982 247 25", "••• ••• ••• ••"),
        ("cartão 4111 1111 1111 1111 validade 12/28", "cartão •••• •••• •••• •••• validade 12/28"),
        ("CPF 529.982.247-26", "CPF 529.982.247-26"),
        ("111.111.111-11", "111.111.111-11"),
        ("protocolo 20261120000123", "protocolo 20261120000123"),
        ("ligue 0800 722 0000", "ligue 0800 722 0000"),
        ("são R$ 1.234,56", "são R$ 1.234,56"),
    ],
)
def test_cpf_and_card_numbers_are_masked(said: str, kept: str) -> None:
    assert mask_numbers(said) == kept


def test_a_number_said_over_two_segments_and_in_words_is_masked() -> None:
    segments = [
        {
            "start": 1,
            "end": 2,
            "text": "é 529 982",
            "words": [{"start": 1, "end": 1.5, "text": "529"}, {"start": 1.5, "end": 2, "text": "982"}],
        },
        {"start": 2, "end": 3, "text": "247 25", "words": [{"start": 2, "end": 3, "text": "247 25"}]},
    ]
    read = read_transcript(json.dumps({"segments": segments}).encode())
    assert [segment.text for segment in read.segments] == ["é ••• •••", "••• ••"]
    assert [word.text for segment in read.segments for word in segment.words] == ["•••", "•••", "••• ••"]


@given(st.text(max_size=200))
def test_masking_changes_digits_alone(text: str) -> None:
    masked = mask_numbers(text)
    assert len(masked) == len(text)
    assert all(a == b or a.isdigit() for a, b in zip(text, masked, strict=True))


def test_checksums() -> None:
    for number in ("52998224725", "4111111111111111", "378282246310005"):
        assert mask_numbers(number) == "•" * len(number)
    for other in ("52998224724", "4111111111111112", "1" * 11, "0" * 16):
        assert mask_numbers(other) == other
