"""Scorecards: what is asked about a call, in versions that are frozen once published."""
