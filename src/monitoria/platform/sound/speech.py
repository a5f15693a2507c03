"""Where somebody speaks, by energy: frames of 20 ms against a threshold that follows the line's own noise."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Levels = npt.NDArray[np.float32]
Spans = list[tuple[float, float]]

# Root mean square of a frame, full scale being 1.
USUAL_THRESHOLD = 0.004
LOWEST_THRESHOLD = 0.0005
# A channel that never gets louder than this carries nothing.
DEAD_LEVEL = 0.001
# A frame so much fainter than the other channel's at that moment is its echo: the other side's earpiece, or what a
# lossy coding of two channels lets through (decibels, as a share of the amplitude).
ECHO_SHARE = 10 ** (-15 / 20)


def threshold_of(levels: Levels) -> float:
    """The level above which a frame of this channel is speech.

    The usual one on a usual line; lower where everything is faint; above the noise where there is noise, but never so
    high that loud frames would miss it.
    """
    if not len(levels):
        return USUAL_THRESHOLD
    quiet, loud = (float(value) for value in np.percentile(levels, (10, 99.5)))
    base = min(USUAL_THRESHOLD, max(LOWEST_THRESHOLD, 0.2 * loud))
    return max(base, min(3 * quiet, 0.2 * loud))


def is_dead(levels: Levels) -> bool:
    """Whether the channel carries nothing but faint noise."""
    return not len(levels) or float(np.percentile(levels, 99.9)) < DEAD_LEVEL


def spans_of(levels: Levels, frame_seconds: float, other: Levels | None = None) -> Spans:
    """The stretches of speech, in seconds from the beginning, in order and apart.

    With the levels of the `other` of two channels, what is only its echo is no speech.
    """
    active = levels > threshold_of(levels)
    if other is not None:
        active &= levels > ECHO_SHARE * other
    edges = np.flatnonzero(np.diff(np.concatenate(([False], active, [False])).astype(np.int8)))
    starts, ends = edges[::2], edges[1::2]
    return [
        (round(int(a) * frame_seconds, 3), round(int(b) * frame_seconds, 3)) for a, b in zip(starts, ends, strict=True)
    ]
