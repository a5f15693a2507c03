"""Coaching: plans that follow from evaluations, their notes and sessions, and whether later calls got better."""
