"""The second factor: who must have one, how often a code may be tried, and what a recovery code looks like."""

from __future__ import annotations

import re
from datetime import timedelta
from enum import StrEnum

# How long whoever gave the right password has for the second factor, and how often he may try.
CHALLENGE_LIFETIME = timedelta(minutes=5)
CHALLENGE_TRIES = 5
RECOVERY_CODES = 10
# Codes of the step before and after are good too: clocks of telephones differ.
STEP_SECONDS = 30
STEPS_APART = 1

# Letters and digits that nobody takes for one another.
RECOVERY_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
RECOVERY_LENGTH = 12


class Required(StrEnum):
    """Of whom a second factor is asked before anything else."""

    NOBODY = "none"
    LEADERS = "leaders"
    EVERYBODY = "everyone"


LEADERS = frozenset({"admin", "supervisor"})


def must_have_factor(required: str, role: str) -> bool:
    """Whether somebody of this role must have a second factor."""
    return required == Required.EVERYBODY or (required == Required.LEADERS and role in LEADERS)


def good_steps(step: int, last_step: int | None) -> list[int]:
    """The steps whose codes are good now, the likeliest first; none that was used, or came before one that was."""
    near = [step, *(step + sign * apart for apart in range(1, STEPS_APART + 1) for sign in (-1, 1))]
    return [candidate for candidate in near if last_step is None or candidate > last_step]


def plain_code(code: str) -> str:
    """A code as it is compared, however it was typed: no blanks or hyphens, small letters."""
    return re.sub(r"[\s-]", "", code).lower()


def shown_recovery_code(plain: str) -> str:
    """A recovery code in groups of four, as people read it."""
    return "-".join(plain[at : at + 4] for at in range(0, len(plain), 4))
