"""What evaluators give, apart from whom they evaluated: the model and what may be said of it."""

from __future__ import annotations

from collections.abc import Hashable
from enum import StrEnum
from typing import Any

from monitoria.analytics.rules.peers import LEAST_N
from monitoria.platform.statistics import RaterEffect, TwoWay


class SeverityWord(StrEnum):
    """What is to be said of the comparison."""

    NOBODY = "nobody"  # nothing was evaluated
    ALONE = "alone"  # one evaluator only: nobody to compare with
    FEW = "few"  # one of two asks: his own severity would tell him the other's
    UNCERTAIN = "uncertain"  # nothing is left to tell chance by
    PARTED = "parted"  # some evaluators share no operator with the others
    ALIKE = "alike"  # all can be compared, and none can be told apart
    DIFFERENT = "different"  # at least one can be told from the mean of all


def is_distinguishable(effect: RaterEffect) -> bool:
    """Whether somebody lies off the mean of all for more than chance: enough evaluations, and no 0 in the interval."""
    if effect.interval is None or effect.n < LEAST_N:
        return False
    return effect.interval.low > 0 or effect.interval.high < 0


def would_tell_of_another(model: TwoWay, reader: Hashable) -> bool:
    """Whether what is said of the reader tells him of one other: effects sum to 0, so of two each knows both."""
    return reader in model.raters and len(model.raters) == 2


def severity_word(model: TwoWay) -> SeverityWord:
    """The sentence of the whole."""
    effects: list[Any] = list(model.raters.values())
    if not effects:
        return SeverityWord.NOBODY
    if len(effects) == 1:
        return SeverityWord.PARTED if model.apart else SeverityWord.ALONE
    if model.residual_sd is None:
        return SeverityWord.UNCERTAIN
    if any(map(is_distinguishable, effects)):
        return SeverityWord.DIFFERENT
    return SeverityWord.PARTED if model.apart else SeverityWord.ALIKE
