"""Facts about reports, in the past tense."""
