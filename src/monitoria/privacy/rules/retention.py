"""How long things are kept: recordings from the call on, records from their resolution on."""

from __future__ import annotations

from dataclasses import dataclass

from monitoria.platform.errors import FieldError

# Decreto 11.034/2022, art. 12: what services under its regulation keep at least.
LEAST_RECORDING_DAYS = 90
LEAST_RECORD_YEARS = 2


@dataclass(frozen=True, slots=True)
class Due:
    """What is over its time: how much would go, and how much stays because it is held or contested."""

    recordings: int
    recording_bytes: int
    records: int
    held: int
    contested: int


def check_policy(is_regulated: bool, recording_days: int | None, record_years: int | None) -> list[FieldError]:
    """What is wrong with a policy: regulated services keep recordings 90 days and records 2 years at least."""
    faults = []
    if is_regulated and recording_days is not None and recording_days < LEAST_RECORDING_DAYS:
        message = f"Serviço regulado: guarde as gravações por ao menos {LEAST_RECORDING_DAYS} dias."
        faults.append(FieldError("/recording_days", message, "regulated-minimum"))
    if is_regulated and record_years is not None and record_years < LEAST_RECORD_YEARS:
        message = f"Serviço regulado: guarde os registros por ao menos {LEAST_RECORD_YEARS} anos."
        faults.append(FieldError("/record_years", message, "regulated-minimum"))
    return faults
