"""Authenticators, as tests hold them."""

from __future__ import annotations

import time
from typing import Any

import pyotp

from tests.support.people import PASSWORD

STEP = 30


def enrol(client: Any, password: str = PASSWORD) -> tuple[pyotp.TOTP, list[str]]:
    """Turn on the second factor of whoever `client` is: his authenticator and his recovery codes.

    What is confirmed with is the code of the step before: the present one and the next are still good.
    """
    begun = client.post("/api/auth/second-factor/enrol", json={"password": password})
    assert begun.status_code == 200, begun.get_json()
    authenticator = pyotp.TOTP(begun.get_json()["secret"])
    confirmed = client.post("/api/auth/second-factor/confirm", json={"code": code_of(authenticator, -1)})
    assert confirmed.status_code == 200, confirmed.get_json()
    return authenticator, confirmed.get_json()["recovery_codes"]


def code_of(authenticator: pyotp.TOTP, steps: int = 0) -> str:
    """What it shows so many steps from now."""
    return str(authenticator.generate_otp(int(time.time()) // STEP + steps))


def wrong_code(authenticator: pyotp.TOTP) -> str:
    """Six digits that it does not show anywhere near now."""
    near = {code_of(authenticator, steps) for steps in range(-3, 4)}
    return next(code for code in (f"{number:06}" for number in range(10)) if code not in near)
