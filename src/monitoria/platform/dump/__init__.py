"""Everything an installation keeps, as one file of JSON lines, and back (docs/reference/dump-format.md).

Knows the tables and nothing of the trade: what a new table holds leaves and comes back without a word here.
"""

from monitoria.platform.dump.layout import VERSION, DumpRefused, Told
from monitoria.platform.dump.loading import load_dump
from monitoria.platform.dump.writing import write_dump

__all__ = ["VERSION", "DumpRefused", "Told", "load_dump", "write_dump"]
