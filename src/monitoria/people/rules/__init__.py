"""Rules of people: names, passwords, how many failures stop a sign-in, the second factor, devices in words."""

from monitoria.people.rules.devices import LONGEST_DEVICE, device_in_words
from monitoria.people.rules.failures import (
    ADDRESS_IS_KNOWN_FOR,
    BROWSER_IS_KNOWN_FOR,
    FAILURE_WINDOW,
    MAX_FAILURES,
    Standing,
    longest_wait,
    wait_after_failures,
)
from monitoria.people.rules.names import TermBrief, check_email, check_username
from monitoria.people.rules.passwords import (
    LONGEST_MINIMUM,
    MAX_PASSWORD_LENGTH,
    SAMPLE_PASSWORDS,
    SHORTEST_PASSWORD,
    Owner,
    check_password,
)
from monitoria.people.rules.provider import Identity, identity_of, role_from
from monitoria.people.rules.second_factor import (
    CHALLENGE_LIFETIME,
    CHALLENGE_TRIES,
    RECOVERY_ALPHABET,
    RECOVERY_CODES,
    RECOVERY_LENGTH,
    STEP_SECONDS,
    Required,
    good_steps,
    must_have_factor,
    plain_code,
    shown_recovery_code,
)

__all__ = [
    "ADDRESS_IS_KNOWN_FOR",
    "BROWSER_IS_KNOWN_FOR",
    "CHALLENGE_LIFETIME",
    "CHALLENGE_TRIES",
    "FAILURE_WINDOW",
    "LONGEST_DEVICE",
    "LONGEST_MINIMUM",
    "MAX_FAILURES",
    "MAX_PASSWORD_LENGTH",
    "RECOVERY_ALPHABET",
    "RECOVERY_CODES",
    "RECOVERY_LENGTH",
    "SAMPLE_PASSWORDS",
    "SHORTEST_PASSWORD",
    "STEP_SECONDS",
    "Identity",
    "Owner",
    "Required",
    "Standing",
    "TermBrief",
    "check_email",
    "check_password",
    "check_username",
    "device_in_words",
    "good_steps",
    "identity_of",
    "longest_wait",
    "must_have_factor",
    "plain_code",
    "role_from",
    "shown_recovery_code",
    "wait_after_failures",
]
