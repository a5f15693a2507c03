"""What the installation promises around an evaluation's feedback."""

from __future__ import annotations

from dataclasses import dataclass

MOST_DAYS = 30
MOST_NOTICE_DAYS = 10
MOST_ROUNDS = 2


@dataclass(frozen=True, slots=True)
class FeedbackTerms:
    """In working days: to acknowledge, to contest, to decide, and how long before a deadline it is told of.

    `contest_rounds`: how often one evaluation may be contested.
    """

    acknowledge_days: int = 5
    contest_days: int = 5
    decide_days: int = 5
    contest_rounds: int = 1
    notice_days: int = 1
