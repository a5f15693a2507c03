"""Reading forms as they arrive, however the bytes are cut."""

from __future__ import annotations

import io
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitoria.platform.errors import MalformedRequest
from monitoria.platform.http.multipart import read_parts

TYPE = "multipart/form-data; boundary=XyZ"


def _body(*parts: tuple[str, bytes]) -> bytes:
    return b"".join(b"--XyZ\r\n%s\r\n\r\n%s\r\n" % (head.encode(), content) for head, content in parts) + b"--XyZ--\r\n"


def _read(body: bytes, cut: int = 1 << 20, content_type: str = TYPE) -> list[tuple[str, str | None, bytes]]:
    stream = io.BytesIO(body)
    return [
        (head.name, head.file_name, b"".join(content))
        for head, content in read_parts(lambda _: stream.read(cut), content_type)
    ]


FIELD = 'Content-Disposition: form-data; name="kind"'
FILE = 'Content-Disposition: form-data; name="file"; filename="a b.wav"\r\nContent-Type: audio/wav'


@given(
    st.binary(max_size=300),
    st.sampled_from([b"", b"\r\n--Xy", b"\r\n", b"--XyZ", b"\r", b"\n--XyZ--"]),
    st.integers(1, 40),
)
def test_parts_are_read_whole_however_they_arrive(content: bytes, trap: bytes, cut: int) -> None:
    content = (content + trap + content).replace(b"--XyZ", b"")  # senders choose what does not occur
    body = _body((FIELD, b"calls"), (FILE, content), (FILE, b""))
    assert _read(body, cut) == [("kind", None, b"calls"), ("file", "a b.wav", content), ("file", "a b.wav", b"")]


def test_a_form_without_parts_is_empty() -> None:
    assert _read(b"--XyZ--") == []
    assert _read(b"preamble\r\n--XyZ--\r\nepilogue") == []


def test_a_form_that_is_cut_anywhere_is_malformed() -> None:
    body = _body((FIELD, b"calls"), (FILE, b"content")).rstrip()
    for end in range(len(body) - 1):
        with pytest.raises(MalformedRequest):
            _read(body[:end])


@pytest.mark.parametrize(
    "content_type",
    [
        "multipart/form-data",
        "multipart/form-data; boundary=",
        f"multipart/form-data; boundary={'x' * 300}",
        "text/plain",
    ],
)
def test_a_body_that_is_no_form_is_malformed(content_type: str) -> None:
    with pytest.raises(MalformedRequest):
        _read(_body((FIELD, b"x")), content_type=content_type)


@pytest.mark.parametrize("head", ["X: y", 'Content-Disposition: form-data; filename="x"', "a" * 40_000, "\x00\xff"])
def test_a_part_without_a_name_is_malformed(head: str) -> None:
    with pytest.raises(MalformedRequest):
        _read(_body((head, b"x")))


def test_the_parts_are_the_sender_s_in_order() -> None:
    names = [f"n{number}" for number in range(50)]
    body = _body(*((f'Content-Disposition: form-data; name="{name}"', name.encode()) for name in names))
    read = _read(body)
    assert [name for name, _, _ in read] == names
    assert all(a[2] != b[2] for a, b in pairwise(read))
