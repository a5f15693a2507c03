"""Where somebody speaks, by the levels of frames of 20 ms."""

from __future__ import annotations

import numpy as np

from monitoria.platform.sound.speech import Levels, spans_of

FRAME = 0.02


def levels(*parts: tuple[int, float]) -> Levels:
    """So many frames of each level."""
    return np.concatenate([np.full(count, level, np.float32) for count, level in parts])


def test_the_echo_of_the_other_side_is_no_speech() -> None:
    operator = levels((50, 0.1), (50, 0.0), (50, 0.1), (50, 0.0))
    customer = levels((50, 0.01), (50, 0.1), (50, 0.05), (50, 0.0))
    assert spans_of(customer, FRAME) == [(0.0, 3.0)]
    assert spans_of(customer, FRAME, operator) == [(1.0, 3.0)]
    assert spans_of(operator, FRAME, customer) == [(0.0, 1.0), (2.0, 3.0)]


def test_two_equal_channels_do_not_silence_each_other() -> None:
    both = levels((50, 0.1), (50, 0.0))
    assert spans_of(both, FRAME, both) == [(0.0, 1.0)]


def test_a_line_with_noise_is_not_one_long_speech() -> None:
    assert spans_of(levels((200, 0.006), (50, 0.2), (200, 0.006)), FRAME) == [(4.0, 5.0)]
