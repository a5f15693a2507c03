"""Measures the real server on large samples: `python -m bench`, `python -m bench soak`, `python -m bench faults`."""
