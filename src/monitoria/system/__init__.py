"""The system itself: is it well, in figures for programs and in words for people."""
