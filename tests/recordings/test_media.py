"""The extra [media]: kinds that only PyAV decodes, made by PyAV itself. Left out only where the extra is absent."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pytest

from tests.support.sounds import tone, wav

av = pytest.importorskip("av", reason="the extra [media] is not installed")
Json = dict[str, Any]
# Three seconds: one of tone between two of nothing.
SPANS = [(1.0, 2.0)]


def _made(container: str, codec: str, rate: int, channels: int) -> bytes:
    """Our tone in this container and coding."""
    source = av.open(io.BytesIO(wav(*[tone(3, SPANS, rate=rate)] * channels, rate=rate)))
    target = io.BytesIO()
    with av.open(target, "w", format=container) as out:
        stream = out.add_stream(codec, rate=rate, layout="mono" if channels == 1 else "stereo")
        resampler = av.AudioResampler(stream.format, stream.layout, rate, stream.codec_context.frame_size or 960)
        for frame in source.decode(audio=0):
            for ready in resampler.resample(frame):
                out.mux(stream.encode(ready))
        for ready in resampler.resample(None):
            out.mux(stream.encode(ready))
        out.mux(stream.encode(None))
    return target.getvalue()


@pytest.mark.parametrize(
    ("name", "container", "codec", "rate", "channels"),
    [
        ("m4a", "ipod", "aac", 16_000, 2),
        ("aac", "adts", "aac", 16_000, 1),
        ("amr", "amr", "libopencore_amrnb", 8_000, 1),
        ("3gp", "3gp", "libopencore_amrnb", 8_000, 1),
        ("webm", "webm", "libopus", 48_000, 2),
    ],
)
def test_every_kind_of_the_extra_is_decoded_and_plays(
    measured: Callable[[bytes], Json], name: str, container: str, codec: str, rate: int, channels: int
) -> None:
    content = _made(container, codec, rate, channels)
    shown = measured(content)
    assert (shown["status"], shown["problem"], shown["is_playable"]) == ("ready", None, True), name
    assert (shown["channels"], shown["size_bytes"]) == (channels, len(content))
    assert shown["duration_seconds"] == pytest.approx(3, abs=0.15)
    assert shown["analysis"]["silence_seconds"] == pytest.approx(2, abs=0.3)


def test_a_truncated_file_of_the_extra_is_as_long_as_what_is_there_or_says_why(
    measured: Callable[[bytes], Json],
) -> None:
    whole = _made("adts", "aac", 16_000, 1)
    shown = measured(whole[: len(whole) // 2])
    assert shown["status"] == "ready"
    assert 0.5 < shown["duration_seconds"] < 2.5
