"""Layouts that every installation has: what well-known telephone systems write."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from monitoria.imports.rules.options import FileFormat, Options


@dataclass(frozen=True, slots=True)
class BuiltIn:
    """A layout by its key; `mapping` None: the columns are guessed."""

    key: str
    name: str
    options: Options
    mapping: Mapping[str, str] | None = None


BUILT_IN: Mapping[str, BuiltIn] = {
    preset.key: preset
    for preset in (
        BuiltIn(
            "asterisk-cdr",
            "Asterisk: CDR em CSV (Master.csv)",
            Options(source="asterisk", format=FileFormat.ASTERISK_CDR),
        ),
        BuiltIn(
            "asterisk-queue-log",
            "Asterisk: queue_log",
            Options(source="asterisk", format=FileFormat.ASTERISK_QUEUE_LOG),
        ),
        BuiltIn(
            "freeswitch-cdr",
            "FreeSWITCH: CDR em CSV",
            Options(source="freeswitch", format=FileFormat.FREESWITCH_CDR),
        ),
    )
}
