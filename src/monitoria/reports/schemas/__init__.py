"""Shapes of reports that cross HTTP."""
