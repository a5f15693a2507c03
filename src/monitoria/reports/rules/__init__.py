"""The trade of reports in plain functions."""
