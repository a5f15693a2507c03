"""Everything that breaks in a centre's server room, in turn and under load: `python -m bench faults`."""

from bench.faults.run import run

__all__ = ["run"]
