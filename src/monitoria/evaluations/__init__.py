"""Evaluations: one scorecard filled for one call, its score and its life."""
