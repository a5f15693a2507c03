"""Small files that cost much: each is refused, or read, in a time that does not grow with its malice."""

from __future__ import annotations

import gzip
import json
import time
from typing import Any

import pytest

from monitoria.platform.masking import mask_numbers
from monitoria.recordings.rules import read_transcript
from monitoria.recordings.rules.transcripts import TranscriptFault
from tests.security.world import World

CUE = b"WEBVTT\n\n00:00.000 --> 00:01.000\n"
HUGE = "9" * 400


def said(**times: Any) -> bytes:
    return json.dumps({"segments": [{"start": 0, "end": 1, "text": "x", **times}]}).encode()


@pytest.mark.parametrize(
    "content",
    [
        b"[" * 500_000,
        b'{"segments":' * 100_000,
        b"[" + b"1" * 5_000 + b"]",
        said(start=int(HUGE), end=int(HUGE)),
        said(end=int(HUGE)),
        b'{"segments":[{"start":1e400,"end":1e400,"text":"x"}]}',
        b'{"segments":[{"start":NaN,"end":NaN,"text":"x"}]}',
        f"WEBVTT\n\n{HUGE}:00:00.000 --> {HUGE}:00:00.000\nx".encode(),
        said(words=[{"start": 0, "end": 1, "text": "x"}] * 400_001),
        json.dumps({"segments": [{"start": 0, "end": 1, "text": "x" * 5_000}] * 301}).encode(),
    ],
)
def test_what_no_transcript_can_be_is_refused_and_never_a_fault(content: bytes) -> None:
    with pytest.raises(TranscriptFault):
        read_transcript(content)


@pytest.mark.parametrize("filler", [b"<", b"<v ", b"<v.", b"&", b"&#", b"\n ", b" ", b"1 ", b"1-", b"00:00.000 --> "])
def test_a_transcript_of_one_sign_is_read_in_a_moment(filler: bytes) -> None:
    """Twice as much of it takes about twice the time, not four times: no pattern starts again at each sign."""
    took = []
    for size in (200_000, 400_000):
        began = time.process_time()
        read_transcript(CUE + filler * (size // len(filler)) + b"x")
        took.append(time.process_time() - began)
    assert took[1] < 3 * took[0] + 0.5


def test_a_text_of_digits_alone_is_masked_in_a_moment() -> None:
    began = time.process_time()
    mask_numbers("1 " * 20_000)
    assert time.process_time() - began < 2


def test_a_hostile_transcript_is_a_problem_with_a_sentence(world: World) -> None:
    path = f"/api/calls/{world.parts['call_id']}/recordings/{world.parts['recording_id']}/transcript"
    for content in (said(end=int(HUGE)), b"[" * 100_000, b"\xff\xfe", b"x" * (5 << 20) + b"x"):
        head = b'--x\r\nContent-Disposition: form-data; name="file"; filename="fala.json"\r\n\r\n'
        form = {"data": head + content + b"\r\n--x--\r\n", "content_type": "multipart/form-data; boundary=x"}
        answer = world.clients["evaluator"].post(path, **form)
        assert (answer.status_code, answer.content_type) == (422, "application/problem+json")


DEEP = "[" * 20_000
BODIES = [
    DEEP,
    '{"name":' * 20_000,
    '{"name": ' + DEEP + "]" * 20_000 + "}",
    '{"name": 1e400}',
    '{"name": NaN}',
    '{"name": Infinity}',
    '{"name": ' + "9" * 5_000 + "}",
    '{"name": "\\ud800"}',
    '{"name": "a\\u0000"}',
    '{"name": "\x00"}',
    '{"name": "ok", "version": ' + "9" * 400 + "}",
]


def test_json_that_no_program_means_is_refused_everywhere(world: World) -> None:
    for route in world.app.declared_routes:
        if route.body is None or "<" in route.rule:
            continue
        for body in BODIES:
            answer = world.clients["admin"].open(
                route.rule, method=route.method, data=body.encode(), content_type="application/json"
            )
            assert answer.status_code < 500, f"{route.rule} {body[:30]}"
            if not body.startswith('{"name": "ok"') and "name" in route.body.model_fields:
                assert answer.status_code in (400, 422), f"{route.rule} {body[:30]}"


def test_of_a_name_that_is_given_twice_the_last_one_counts_for_everybody(world: World) -> None:
    """What is checked is what is kept: no second reader sees the first one."""
    body = '{"name": "", "name": "Leste", "supervisor_id": "x", "supervisor_id": null}'
    answer = world.clients["admin"].post("/api/teams", data=body, content_type="application/json")
    assert (answer.status_code, answer.get_json()["name"]) == (201, "Leste")


def test_a_compressed_body_is_not_unpacked(world: World) -> None:
    packed = gzip.compress(b'{"name": "' + b" " * 50_000_000 + b'"}')
    headers = {"Content-Encoding": "gzip"}
    answer = world.clients["admin"].post("/api/teams", data=packed, headers=headers, content_type="application/json")
    assert answer.status_code == 400
