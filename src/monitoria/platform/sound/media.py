"""The extra `[media]` (PyAV): kinds of sound that the core does not decode."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from monitoria.platform.sound.decode import Samples, Sound


def has_media() -> bool:
    """Whether the extra is installed."""
    return find_spec("av") is not None


def open_media(path: Path) -> Sound:
    """Open any sound that FFmpeg knows. Raises `Undecodable`."""
    import av  # noqa: PLC0415 - the extra may be absent
    from av.error import FFmpegError  # noqa: PLC0415

    from monitoria.platform.sound.decode import Sound, Undecodable  # noqa: PLC0415

    try:
        container = av.open(str(path), options={"protocol_whitelist": "file"})
        stream = next(iter(container.streams.audio), None)
    except FFmpegError as error:
        raise Undecodable(str(error)) from None
    if stream is None or not stream.rate or not stream.channels:
        container.close()
        raise Undecodable("there is no audio stream")
    channels = min(2, stream.channels)
    said = container.duration / 1_000_000 if container.duration else None
    return Sound(stream.rate, channels, said, _blocks(container, stream, channels))


def _blocks(container: Any, stream: Any, channels: int) -> Iterator[Samples]:
    import av  # noqa: PLC0415
    from av.error import FFmpegError  # noqa: PLC0415

    from monitoria.platform.sound.decode import BLOCK_FRAMES, Undecodable, frame_of  # noqa: PLC0415

    layout = "mono" if channels == 1 else "stereo"
    size = frame_of(stream.rate) * BLOCK_FRAMES
    resampler = av.AudioResampler(format="s16", layout=layout, rate=stream.rate, frame_size=size)
    with container:
        try:
            for frame in container.decode(stream):
                for whole in resampler.resample(frame):
                    yield _samples(whole, channels)
        except FFmpegError as error:
            raise Undecodable(str(error)) from None
        finally:
            rest = resampler.resample(None)
        for last in rest:
            yield _samples(last, channels)


def _samples(frame: Any, channels: int) -> Samples:
    samples: Samples = frame.to_ndarray().reshape(-1, channels)
    return samples
