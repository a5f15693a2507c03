"""Files of centres become calls, people, scorecards and past evaluations."""
