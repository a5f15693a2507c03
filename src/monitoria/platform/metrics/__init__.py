"""Metrics: what processes count as they work, what is looked up when somebody asks, and how both are told.

Nothing is imported here: who only needs the folder must not load what counts.
"""
